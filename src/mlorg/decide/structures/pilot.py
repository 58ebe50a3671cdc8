"""A pilot with a stop rule, as an alternative: two lines first, a look after a year, then all or back.

The pilot puts the two largest lines into the structure that leads, the others stay. After `REVIEW` quarters the pilot's
net value is set against that of staying as one is, in *another* course of luck of the same draw: nobody can see what
would have happened otherwise, so chance is in the verdict. If the pilot did better, the other lines follow; else the
two go back. Every replication decides on what it saw.

What is simulated: the pilot, the whole structure, and staying, each from Monday, on the same draws and luck. What is
put together from these, and so only near the truth:

- lines that follow gain what the whole structure gains, in proportion to their share of ideas, so many quarters later;
- between horizons that are simulated the difference runs straight;
- going back costs what going there cost by the review, where that was a loss; after it all is as without the pilot;
- once settled, a pilot is either the whole structure or today's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...org import Organization, Overlay
from ...org.figures import percent
from ...org.hierarchy import reporting_tree
from ...org.lines import BusinessLines
from ...sim import Frame, Outcomes, compile_structure
from ..choosing.ranking import rank
from ..comparing.alternatives import PILOT, TODAY, Alternative
from ..comparing.comparison import Comparison, Computing, simulate_beside
from .mixing import Mixer, Piece
from .overlays import overlay_between
from .piloted import REVIEW, Either, Reviewed

if TYPE_CHECKING:
    import numpy as np

LINES = 2
"""Lines of the pilot."""


def with_pilot(comparison: Comparison, frame: Frame, computing: Computing | None = None) -> Comparison:
    """The comparison with one more alternative: a pilot of what leads from Monday.

    As it is, where there are no more lines than a pilot has, where nothing but today is to choose, or where two lines
    alone would change nothing.
    """
    whole = _leader(comparison)
    lines = tuple(sorted(frame.lines, key=lambda line: (-frame.idea_share[line], line)))[:LINES]
    if whole is None or len(frame.lines) <= LINES or any(a.id == PILOT for a in comparison.alternatives):
        return comparison
    org = pilot_organization(frame.today, whole.organizations[Arm.RESTRUCTURED], lines)
    if org == frame.today:
        return comparison
    structure = compile_structure(org, frame, frame.today)
    simulated = simulate_beside(comparison, structure, Arm.RESTRUCTURED, computing)
    return _with_outcomes(comparison, _alternative(frame, whole, org), whole.id, simulated, _share(frame, lines))


def _leader(comparison: Comparison) -> Alternative | None:
    """What leads from Monday, today left aside."""
    if sum(a.eligible for a in comparison.alternatives) < 2:
        return None
    ranking = rank(comparison, Arm.RESTRUCTURED)
    name = ranking.leader if ranking.leader != TODAY else ranking.next_best
    return next(a for a in comparison.alternatives if a.id == name)


def pilot_organization(today: Organization, whole: Organization, lines: tuple[str, ...]) -> Organization:
    """Today, but for posts that sit in these lines before or after, and for who owns what of these lines."""
    mixer, business = Mixer(today, whole), BusinessLines(today)

    def concerned(piece: Piece) -> bool:
        if piece.kind == "ownership":
            asset = piece.key[0]
            line = asset.id if asset.kind == "unit" else getattr(today.asset.get(asset), "line", None)
            return business.of_unit.get(line or "") in lines
        if piece.kind == "unit":
            return business.of_unit.get(piece.key) in lines
        if piece.kind != "post":
            return False
        seats = [post.sits_in for post in mixer.values(piece) if post is not None]
        return any(business.of_unit.get(seat or "") in lines for seat in seats)

    org = mixer.mixed(lambda piece: int(concerned(piece)))
    if reporting_tree(org).cycle_members:  # a lead who stays reports to somebody who now reports to him
        org = mixer.mixed(lambda piece: int(concerned(piece) and piece.field != "reports_to"))
    return org


def _alternative(frame: Frame, whole: Alternative, org: Organization) -> Alternative:
    description = f"{whole.label} in the two largest lines; after {REVIEW} quarters all lines follow, or they go back."
    label = f"Pilot in two lines: {whole.label}"
    overlays: Mapping[Arm, Overlay] = {
        Arm.RESTRUCTURED: overlay_between(frame.today, org, PILOT, description),
        Arm.SETTLED: whole.overlays[Arm.SETTLED],
    }
    organizations = {Arm.RESTRUCTURED: org, Arm.SETTLED: whole.organizations[Arm.SETTLED]}
    return Alternative(PILOT, label, description, organizations, overlays, moves=whole.moves)


def _share(frame: Frame, lines: tuple[str, ...]) -> float:
    return sum(frame.idea_share[line] for line in lines)


def _with_outcomes(
    comparison: Comparison, pilot: Alternative, whole: str, simulated: Outcomes, share: float
) -> Comparison:
    """The comparison with the pilot's outcomes in both arms, and a note on how often it goes on."""
    monday, settled = comparison.outcomes[Arm.RESTRUCTURED], comparison.outcomes[Arm.SETTLED]
    goes_on = goes_on_after_review(simulated, monday[TODAY], comparison.sampling.per_draw)
    outcomes = {
        Arm.RESTRUCTURED: {**monday, PILOT: Reviewed(goes_on, (simulated, monday[whole], monday[TODAY]), share)},
        Arm.SETTLED: {**settled, PILOT: Either(goes_on, (settled[whole], settled[TODAY]))},
    }
    note = (
        f"{pilot.label}: goes on after the review in {percent(float(goes_on.mean()))} of the simulated histories; what "
        "follows the review is put together from the histories of staying and of the whole structure"
    )
    alternatives = (*comparison.alternatives, pilot)
    return replace(comparison, alternatives=alternatives, outcomes=outcomes, notes=(*comparison.notes, note))


def goes_on_after_review(pilot: Outcomes, today: Outcomes, per_draw: int) -> np.ndarray:
    """By replication: True where the pilot did better than staying did in the next course of luck of the same draw.

    With one course of luck for each draw there is no other, and the review sees the truth.
    """
    import numpy as np

    usual = today.outcome("net_value", REVIEW).reshape(-1, per_draw)
    better: np.ndarray = pilot.outcome("net_value", REVIEW) > np.roll(usual, -1, axis=1).ravel()
    return better
