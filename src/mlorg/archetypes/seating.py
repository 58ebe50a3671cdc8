"""Seats of ML people in business lines: who sits in which, and with whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..org import Mandate
from .coverage import Coverage
from .crews import TEAM, by_role
from .design import Design, Seat, line_or
from .placing import evenly, keep_in_place
from .setting import Setting


def spread_over_lines(setting: Setting, posts: Sequence[str], coverage: Coverage) -> dict[str, str]:
    """Line by post: whoever sits in a covered line stays there as long as there is room."""
    current = {post: setting.land.line_at(setting.post(post)) for post in posts}
    return keep_in_place(current, coverage.as_dict(), lambda post: by_role(setting.land, post))


def seats_with_engineers(setting: Setting, line_of: Mapping[str, str], why: str) -> dict[str, Seat]:
    """Seats in the units of engineering leads: one lead for every seven people, as far as the line has leads."""
    seats: dict[str, Seat] = {}
    for line, posts in _by_line(line_of).items():
        found = setting.land.engineering_leads(line)[: max(1, -(-len(posts) // TEAM))]
        leads = found or _single(setting.land.head_of_line(line))
        if not leads:
            seats |= {post: _seat_under(setting, line, post, None, why) for post in posts}
            continue
        current = {post: _lead_today(setting, line, post, leads) for post in posts}
        lead_of = keep_in_place(current, evenly(current.values(), leads), lambda p: by_role(setting.land, p))
        seats |= {post: _seat_under(setting, line, post, lead_of[post], why) for post in posts}
    return seats


def _lead_today(setting: Setting, line: str, post_id: str, leads: Sequence[str]) -> str | None:
    """The lead a post reports to, else the first it sits with."""
    post = setting.post(post_id)
    if post.manager in leads:
        return post.manager
    return next((lead for lead in leads if setting.land.seat_with(lead, line) == post.sits_in), None)


def seats_with_head(setting: Setting, line_of: Mapping[str, str], why: str) -> dict[str, Seat]:
    """Seats under the head of the line; whoever sits in an ordinary unit of the line keeps the desk."""
    seats: dict[str, Seat] = {}
    for post, line in line_of.items():
        seat = _seat_under(setting, line, post, setting.land.head_of_line(line), why)
        unit = setting.post(post).sits_in
        stays = unit is not None and setting.land.line_of.get(unit) == line and unit not in setting.land.ml_units
        seats[post] = replace(seat, unit=unit if stays else line)
    return seats


def _seat_under(setting: Setting, line: str, post: str, lead: str | None, why: str) -> Seat:
    manager = line_or(lead, setting.land.above[post])
    return Seat(setting.land.seat_with(lead, line), manager, Mandate.OWN_LINE, group="lines", why=why)


def _by_line(line_of: Mapping[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for post in sorted(line_of):
        found.setdefault(line_of[post], []).append(post)
    return found


def _single(post: str | None) -> tuple[str, ...]:
    return () if post is None else (post,)


def note_missing_leads(setting: Setting, design: Design) -> None:
    """Say which covered lines have no engineering manager, and which have no lead that is known at all."""
    covered = [line for line, _ in (design.coverage or Coverage()).people]
    label = {line: setting.land.org.unit[line].label for line in covered}
    without = [label[line] for line in covered if not setting.land.engineering_leads(line)]
    unknown = [label[line] for line in covered if setting.land.head_of_line(line) is None]
    if without:
        names = _listed(without)
        design.notes.append(f"No engineering manager in {names}: the head of the line leads the ML people there.")
    if unknown:
        design.notes.append(f"Nobody is known to lead {_listed(unknown)}: the ML people there keep an open line.")


def _listed(names: Sequence[str], most: int = 6) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
