"""G5: projects that pass fallible screeners: hierarchies, polyarchies, committees and their compositions; panels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .closed.screening import Screen, panel_errors, parse_screen, pass_probability
from .estimates import Estimate, mean_of
from .toys import Toy, Trial, arrivals_per_day, still_life

SETTINGS = ("p", "q", "graph")
ON_APPROVAL = 2
DEFAULTS: tuple[dict[str, Any], ...] = tuple(
    {"p": p, "q": q, "graph": graph}
    for p, q in ((0.8, 0.3), (0.6, 0.2))
    for graph in ("H2", "P2", "2 of 3", "HP", "PH")
)
PANELS = ((1, 1, 1.0), (2, 2, 1.0), (3, 2, 1.0), (3, 3, 1.0), (3, 2, 3.0))
PUBLISHED = {  # (members, needed, sigma): (omission, commission, profit), from the paper's model, for the closed form
    (1, 1, 1.0): (0.079788, 0.079788, 1.2),
    (2, 2, 1.0): (0.136207, 0.023369, 1.2),
    (3, 2, 1.0): (0.053363, 0.053363, 1.227566),
    (3, 3, 1.0): (0.177629, 0.008373, 1.186217),
    (3, 2, 3.0): (0.159201, 0.159201, 1.053096),
}
PROJECTS, REPLICATIONS = 400, 500


def cases(given: Mapping[str, Any], seed: int) -> Iterator[tuple[Any, ...]]:
    """Passing probability of good (p) and bad (q) projects; errors and profit of panels."""
    for setting in [DEFAULTS[0] | dict(given)] if given else DEFAULTS:
        screen, graph = parse_screen(str(setting["graph"])), setting["graph"]
        for kind, negative in (("p", 0.0), ("q", 1.0)):
            chance = float(setting[kind])
            name = f"{graph} passes a project that one screener passes with {chance:g} ({kind})"
            yield name, pass_probability(screen, chance), simulated(screen, chance, negative, seed)
    if not given:
        for panel in PANELS:
            for what, published, computed in zip(
                ("omission", "commission", "profit"), PUBLISHED[panel], panel_errors(*panel), strict=True
            ):
                name = f"panel of {panel[0]}, {panel[1]} needed, noise {panel[2]:g}: {what} (closed form, six digits)"
                yield name, published, Estimate(computed, 0.0), None, 6e-7


def simulated(screen: Screen, chance: float, negative: float, seed: int) -> Estimate:
    """Share of ideas approved by the desks on the path."""
    toy = Toy(teams=[1], serves=[[0]], idea_share=[1.0], desks=screen.desks, approvers=range(1, screen.desks + 1))
    values = still_life(accept_good=chance, accept_bad=chance, approval_days=1e-9, negative_share=negative)
    values = arrivals_per_day(1.0, toy, values)
    rules = {"panel": screen.panel, "passes": screen.passes, "desks": screen.desks_needed}
    trial = Trial(toy, values, float(PROJECTS), mechanisms=ON_APPROVAL, rules=rules)
    rows = trial.replicate(REPLICATIONS, seed, lambda module, world: module.line_sums(world)[0])
    return mean_of([deployed / offered for offered, deployed, *_ in rows])
