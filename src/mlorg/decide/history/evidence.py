"""What an organisation that was read from systems tells of its own history."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...org import Organization, is_ml
from ...workspace.history import Measured


def history_of(org: Organization, until: date) -> tuple[Measured, ...]:
    """First releases of models, days from a use case to its model, and ML people who left, up to a day.

    Leavers are seats of ML posts that ended without the person taking another one; only dates that sources give count.
    """
    found = [*_releases(org), *_leavers(org)]
    return tuple(sorted((one for one in found if one.day <= until), key=lambda one: (one.day, one.measure)))


def _releases(org: Organization) -> Iterator[Measured]:
    began = {case.id: case.validity.start for case in org.use_cases}
    for model in org.models:
        if model.released is None or model.bought:
            continue
        yield Measured(model.released, "deployments", 1.0)
        start = began.get(model.use_case or "")
        if start and start <= model.released:
            days = (model.released - start).days * 252 / 365.25
            yield Measured(model.released, "lead_time", days)


def _leavers(org: Organization) -> Iterator[Measured]:
    ml = {post.id for post in org.posts if is_ml(post)}
    last: dict[str, date] = {}
    for seat in org.memberships:
        last[seat.person] = max(last.get(seat.person, date.min), seat.validity.end or date.max)
    for seat in org.memberships:
        end = seat.validity.end
        if seat.post in ml and end is not None and last[seat.person] == end:
            yield Measured(end, "leavers", 1.0)
