"""What can run in the background, by name: each is a call of the library that tells how far it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..report.comparison.words import ranking_cells
from ..report.json import plain
from ..report.rounding import known

if TYPE_CHECKING:
    from ..api import ComparisonOptions, SearchOptions, Workspace
    from ..report.comparison.interim import Interim
    from ..report.comparison.page import ComparisonPage, StandingRow
    from ..report.pages import Page
    from ..report.rounding import Money

ARMS = (("restructured", "From Monday"), ("settled", "Once settled"))
"""The two questions, in the order in which first intervals come."""

Tell = Callable[[str, Mapping[str, Any]], None]
"""Called with the kind of an event and its data. It raises when the run is to end."""


@dataclass(frozen=True)
class Work:
    """One kind of work on a workspace. `options` are of a comparison, plan or search, `to` is where a plan leads."""

    kind: str
    workspace: Workspace
    options: ComparisonOptions
    to: str = ""
    search: SearchOptions | None = None

    def carry_out(self, tell: Tell) -> Page:
        """The page it leads to. MlorgError for what cannot be done."""
        return WORK[self.kind](self, tell)


def _compare(work: Work, tell: Tell) -> ComparisonPage:
    """The comparison as asked for; how the alternatives stand is told while it is computed, and at the end."""
    from .. import api

    def look(first: Interim) -> None:
        tell("intervals", _first_intervals(first, work.options.per_draw))

    page = api.compare(work.workspace, work.options, _progress(tell), look)
    tell("intervals", _intervals(page, work.options.draws * work.options.per_draw))
    return page


def _first_intervals(first: Interim, per_draw: int) -> dict[str, Any]:
    """What a chart of intervals needs, by arm: amounts in the page's unit, and as they are said."""
    money = first.money

    def row(label: str, mean: float, half: float) -> dict[str, Any]:
        least, most = known(mean - half), known(mean + half)
        said = {"said": money.in_table(mean, True), "interval_said": _between(money, least, most)}
        return {"label": label, "difference": known(mean), "least": least, "most": most, **said}

    arms = [
        {"arm": arm, "title": title, "rows": [row(one.label, *one.against_today[place]) for one in first.rows]}
        for place, (arm, title) in enumerate(ARMS)
    ]
    headline = f"After {first.draws} of {first.of} draws"
    return {"headline": headline, "replications": first.draws * per_draw, **_unit(money), "arms": arms}


def _between(money: Money, least: float | None, most: float | None) -> str:
    return "" if least is None else f"{money.in_table(least, True)} to {money.in_table(most, True)}"


def _intervals(page: ComparisonPage, replications: int) -> dict[str, Any]:
    """The same of a page, with all that is known of each alternative."""

    def row(standing: StandingRow) -> dict[str, Any]:
        difference, interval, *_ = ranking_cells(standing, page.money)
        return {**plain(standing), "said": difference, "interval_said": interval}

    arms = [{"arm": a.arm, "title": a.title, "rows": [row(r) for r in (*a.rows, *a.reference)]} for a in page.arms]
    return {"headline": page.headline, "replications": replications, **_unit(page.money), "arms": arms}


def _unit(money: Money) -> dict[str, Any]:
    return {"unit": money.unit, "scale": money.scale}


def _progress(tell: Tell) -> Callable[[int, int], None]:
    return lambda done, total: tell("progress", {"share": round(done / total, 3) if total else 0.0})


def _plan(work: Work, tell: Tell) -> Page:
    from .. import api

    asked = work.options
    options = api.PlanOptions(draws=asked.draws, per_draw=asked.per_draw, seed=asked.seed, quarters=asked.quarters)
    return api.plan(work.workspace, work.to, options, _progress(tell))


def _search(work: Work, tell: Tell) -> Page:
    from .. import api

    return api.search(work.workspace, work.search or api.SearchOptions(), _progress(tell))


def _backtest(work: Work, tell: Tell) -> Page:
    from .. import api

    return api.backtest(work.workspace, api.BacktestOptions(seed=work.options.seed), _progress(tell))


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
    "plan": _plan,
    "search": _search,
    "backtest": _backtest,
    "claims": _claims,
    "validate": _validate,
    "oracles": _oracles,
}
"""All kinds of work. What takes minutes is done as a quick look here, and whole on the command line."""
