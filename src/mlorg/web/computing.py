"""What can run in the background, by name: each is a call of the library that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from ..report.comparison_words import ranking_cells
from ..report.json import plain

if TYPE_CHECKING:
    from ..api import ComparisonOptions, Workspace
    from ..report.comparison import ComparisonPage, StandingRow
    from ..report.pages import Page

LOOKS = ((6, 2), (24, 4))
"""Draws and replications of the looks at a comparison before the one that was asked for: intervals within seconds."""

Tell = Callable[[str, Mapping[str, Any]], None]
"""Called with the kind of an event and its data. It raises when the run is to end."""


@dataclass(frozen=True)
class Work:
    """One kind of work on a workspace. `options` are of a comparison; the others need none."""

    kind: str
    workspace: Workspace
    options: ComparisonOptions

    def carry_out(self, tell: Tell) -> Page:
        """The page it leads to. MlorgError for what cannot be done."""
        return WORK[self.kind](self, tell)


def _compare(work: Work, tell: Tell) -> ComparisonPage:
    """The comparison as asked for, after rougher ones that are told as they come."""
    from .. import api

    options = work.options
    sizes = [s for s in LOOKS if s[0] < options.draws] + [(options.draws, options.per_draw)]
    whole, before = sum(draws * each for draws, each in sizes), 0
    for draws, each in sizes:
        share, start = draws * each / whole, before / whole

        def progress(done: int, total: int, share: float = share, start: float = start) -> None:
            tell("progress", {"share": round(start + share * done / total, 3)})

        page = api.compare(work.workspace, replace(options, draws=draws, per_draw=each), progress)
        before += draws * each
        tell("intervals", {"replications": draws * each, **_intervals(page)})
    return page


def _intervals(page: ComparisonPage) -> dict[str, Any]:
    """What a chart of intervals needs, by arm; money in the page's unit."""

    def row(standing: StandingRow) -> dict[str, Any]:
        difference, interval, *_ = ranking_cells(standing, page.money)
        return {**plain(standing), "said": difference, "interval_said": interval}

    arms = [{"arm": a.arm, "title": a.title, "rows": [row(r) for r in (*a.rows, *a.reference)]} for a in page.arms]
    return {"headline": page.headline, "unit": page.money.unit, "scale": page.money.scale, "arms": arms}


def _progress(tell: Tell) -> Callable[[int, int], None]:
    return lambda done, total: tell("progress", {"share": round(done / total, 3) if total else 0.0})


def _claims(work: Work, tell: Tell) -> Page:
    from .. import api

    return api.claims(api.ClaimsOptions(quick=True), _progress(tell))


def _validate(work: Work, tell: Tell) -> Page:
    from .. import api

    return api.validate(api.ValidationOptions(quick=True), _progress(tell))


def _oracles(work: Work, tell: Tell) -> Page:
    from .. import api

    return api.oracles(api.OracleOptions(quick=True), _progress(tell))


WORK: Mapping[str, Callable[[Work, Tell], Page]] = {
    "compare": _compare,
    "claims": _claims,
    "validate": _validate,
    "oracles": _oracles,
}
"""All kinds of work. What takes minutes is done as a quick look here, and whole on the command line."""
