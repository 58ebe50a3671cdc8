"""G5: projects that pass fallible screeners: hierarchies, polyarchies, committees and their compositions; panels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from .cases import Case, Point
from .closed.screening import GRAPHS, panel_errors, parse_screen, pass_probability
from .estimates import Estimate, share_of
from .sampling import Effort
from .settings import share, word
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = (share("p"), share("q"), word("graph", GRAPHS, parse_screen))
ON_APPROVAL = 2
DEFAULTS = tuple((p, q, graph) for p, q in ((0.8, 0.3), (0.6, 0.2)) for graph in ("H2", "P2", "2 of 3", "HP", "PH"))
PUBLISHED = {  # (members, needed, noise): (omission, commission, profit) by the paper's model
    (1, 1, 1.0): (0.079788, 0.079788, 1.2),
    (2, 2, 1.0): (0.136207, 0.023369, 1.2),
    (3, 2, 1.0): (0.053363, 0.053363, 1.227566),
    (3, 3, 1.0): (0.177629, 0.008373, 1.186217),
    (3, 2, 3.0): (0.159201, 0.159201, 1.053096),
}
SIX_DIGITS = 6e-7
PROJECTS, REPLICATIONS = 400, 500


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One graph each; without settings also the panels whose errors are known."""
    if given:
        return [partial(cases, given.get("p", 0.8), given.get("q", 0.3), given.get("graph", "H2"), effort)]
    return [*(partial(cases, *each, effort) for each in DEFAULTS), panels]


def cases(p: float, q: float, graph: str, effort: Effort) -> Iterator[Case]:
    """Passing probability of good (p) and of bad (q) projects."""
    screen = parse_screen(graph)
    for what, kind, chance, negative in (("good", "p", p, 0.0), ("bad", "q", q, 1.0)):
        exact = pass_probability(screen, chance)
        seen = simulated((p, q), graph, negative, exact, effort)
        yield Case(f"{graph} passes a {what} project that one screener passes with {kind}={chance:g}", exact, seen)


def panels() -> Iterator[Case]:
    """Errors and profit of panels: the closed form, integrated here, against published digits."""
    for panel, published in PUBLISHED.items():
        members, needed, noise = panel
        computed = panel_errors(*panel)
        for what, value, seen in zip(("omission", "commission", "profit"), published, computed, strict=True):
            name = f"{what} of a panel of {members}, {needed} needed, noise {noise:g} (closed form, six digits)"
            yield Case(name, value, Estimate(seen, 0.0), within=SIX_DIGITS)


def simulated(chances: tuple[float, float], graph: str, negative: float, exact: float, effort: Effort) -> Estimate:
    """Share of ideas that the desks on the path approve; all of them of negative worth, or none."""
    screen = parse_screen(graph)
    desks = screen.desks
    toy = Toy(teams=[1], serves=[[0]], idea_share=[1.0], desks=desks, approvers=range(1, desks + 1))
    good, bad = chances
    values = still_life(accept_good=good, accept_bad=bad, approval_days=1e-9, negative_share=negative)
    structure = toy.structure()
    values = arrivals_per_day(1.0, structure, values)
    rules = {"panel": screen.panel, "passes": screen.passes, "desks": screen.desks_needed}
    trial = Trial(structure, values, PROJECTS + 0.5, mechanisms=ON_APPROVAL, rules=rules)
    rows = trial.replicate(effort.some(REPLICATIONS), effort.seed, lambda m, w: m.line_sums(w)[0])
    return share_of(sum(row[1] for row in rows), sum(row[0] for row in rows), exact)
