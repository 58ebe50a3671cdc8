"""A difference between two structures, split over its elements.

Changing one element after the other leads from one structure to the other; what each step adds depends on what was
changed before. The share of an element is what it adds on average over such orders (its Shapley value): the shares add
up to the whole difference, an element that changes nothing has none, and what two do only together is split evenly.

With up to four elements all orders are taken. With more, every block of draws walks one drawn order and its reverse,
on the first course of luck of each draw, and the comparison's whole sample then corrects the shares by regression on
the difference of the draw (two-phase sampling): they add up to the difference that the comparison reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations
from random import Random
from typing import TYPE_CHECKING

from ...archetypes import Arm
from ...org import Organization
from ...sim import Frame, Outcomes, Structure, compile_structure
from ..choosing.aims import AIMED
from ..choosing.ranking import rank
from ..chunks import Chunk, Draws, Series, map_chunks
from ..comparing.alternatives import PILOT, TODAY
from ..comparing.comparison import Comparison, Computing, for_arm
from .elements import Element, element_of
from .mixing import Mixer

if TYPE_CHECKING:
    import numpy as np

MOST_IN_FULL = 4
"""Elements of which all orders are taken: 14 structures between the two at most."""
PAIRS = 4
"""Orders drawn where there are more, each with its reverse."""
REPLICATIONS = 800
"""Simulated histories that one decomposition may take: a thirtieth of a comparison of twelve alternatives."""
FEWEST_DRAWS = 3 * PAIRS

Subset = frozenset[Element]
Order = tuple[Element, ...]
Values = Callable[[Subset, range], "np.ndarray"]
"""An outcome of the structure with these elements changed, shape (draws,)."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one element contributes to a difference, with its standard error."""

    element: Element
    amount: float
    error: float


@dataclass(frozen=True, slots=True)
class Decomposition:
    """The difference `after` - `before` of one outcome over its elements; `shares` add up to `total`.

    `error` is the standard error of the total, `draws` how many cases the shares rest on, `orders` how many orders of
    the elements were walked, `in_full` whether these are all there are.
    """

    arm: Arm
    before: str
    after: str
    outcome: str
    quarters: int
    total: float
    error: float
    shares: tuple[Share, ...]
    draws: int
    orders: int
    in_full: bool


class Between:
    """The structures between two organisations: some elements changed, the others as before."""

    def __init__(self, before: Organization, after: Organization) -> None:
        self._mixer = Mixer(before, after)
        self._element = {piece: element_of(piece, self._mixer) for piece in self._mixer.pieces}
        found = set(self._element.values())
        self.elements: Order = tuple(e for e in Element if e in found)

    def organization(self, changed: Subset) -> Organization:
        """The organisation with these elements changed. What cannot stand alone waits (see `mixing`)."""
        return self._mixer.mixed(lambda piece: int(self._element[piece] in changed))


def decompose(
    comparison: Comparison,
    frame: Frame,
    arm: Arm,
    pair: tuple[str, str],
    quarters: int = 12,
    computing: Computing | None = None,
) -> Decomposition:
    """Split the difference between two alternatives of a comparison, (before, after), over its elements.

    The difference is that in what the aims of the comparison count.
    Costs at most `REPLICATIONS` simulated histories, or `FEWEST_DRAWS` draws.
    """
    ends = [next(a for a in comparison.alternatives if a.id == name).organizations[arm] for name in pair]
    between = Between(*ends)
    before = frame.today if arm is Arm.RESTRUCTURED else None
    where = computing or Computing()
    runs = _Runs(comparison, arm, lambda s: compile_structure(between.organization(s), frame, before), where)
    orders = orders_for(between.elements, comparison.sampling.seed)
    blocks = _blocks(comparison.sampling.draws, orders, len(between.elements))
    runs.simulate_ahead((s, block) for block, walked in blocks for s in _subsets(walked))
    values = runs.values(quarters)
    per_draw = [_marginals(between.elements, walked, block, values) for block, walked in blocks]
    sample = _Sample.of(comparison, arm, pair, quarters)
    shares = sample.shares(between.elements, per_draw)
    draws, walks = sum(len(block) for block, _ in blocks), len({o for _, walked in blocks for o in walked})
    exact = len(between.elements) <= MOST_IN_FULL
    return Decomposition(arm, *pair, AIMED, quarters, sample.total, sample.error, shares, draws, walks, exact)


def leader_and_today(comparison: Comparison, arm: Arm, quarters: int = 12) -> tuple[tuple[str, str], ...]:
    """The pair to split where nobody asked for one: today and what leads, else the next best; none if all are alike.

    A pilot is left aside: what it gains is put together from other structures. None with fewer than `FEWEST_DRAWS`
    draws either: shares would be luck.
    """
    told = replace(comparison, alternatives=tuple(a for a in comparison.alternatives if a.id != PILOT))
    if sum(a.eligible for a in told.alternatives) < 2 or comparison.sampling.draws < FEWEST_DRAWS:
        return ()
    ranking = rank(told, arm, quarters=quarters)
    name = ranking.leader if ranking.leader != TODAY else ranking.next_best
    return ((TODAY, name),) if name != TODAY else ()


def orders_for(elements: Order, seed: int) -> tuple[tuple[Order, ...], ...]:
    """Groups of orders, each walked by one block of draws: all of them at once, or pairs of an order and its reverse.

    The first orders are rotations of one drawn order, so that every element has early and late places.
    """
    if len(elements) <= MOST_IN_FULL:
        return (tuple(permutations(elements)),)
    drawn = Random(f"{seed} orders").sample(elements, len(elements))
    turns = [round(n * len(drawn) / PAIRS) for n in range(PAIRS)]
    return tuple((order, order[::-1]) for n in turns for order in [(*drawn[n:], *drawn[:n])])


def _blocks(
    draws: int, orders: tuple[tuple[Order, ...], ...], elements: int
) -> tuple[tuple[range, tuple[Order, ...]], ...]:
    """Consecutive draws for each group of orders, as many as the budget allows; fewer groups where draws are few."""
    runs = max(1, 2 ** min(elements, MOST_IN_FULL) - 2 if elements <= MOST_IN_FULL else 2 * (elements - 1))
    number = min(draws, max(FEWEST_DRAWS, REPLICATIONS // runs))
    groups = orders[: max(1, min(len(orders), number // 2))]
    cuts = [n * number // len(groups) for n in range(len(groups) + 1)]
    return tuple((range(a, b), walked) for a, b, walked in zip(cuts, cuts[1:], groups, strict=False))


def _subsets(orders: Sequence[Order]) -> set[Subset]:
    return {frozenset(order[:n]) for order in orders for n in range(len(order) + 1)}


def _marginals(elements: Order, orders: Sequence[Order], block: range, values: Values) -> np.ndarray:
    """What each element adds in each draw, mean over the orders: shape (elements, draws)."""
    import numpy as np

    found = np.zeros((len(elements), len(block)))
    for order in orders:
        steps = [values(frozenset(order[:n]), block) for n in range(len(order) + 1)]
        for element, less, more in zip(order, steps, steps[1:], strict=False):
            found[elements.index(element)] += (more - less) / len(orders)
    return found


class _Runs:
    """Simulated structures between two others, on the first course of luck of each draw; equal ones only once."""

    def __init__(
        self, comparison: Comparison, arm: Arm, structure: Callable[[Subset], Structure], where: Computing
    ) -> None:
        self._comparison, self._sampling = comparison, for_arm(comparison.sampling, arm)
        self._structure, self._today = structure, comparison.outcomes[arm][TODAY]
        self._where = where
        self._series: dict[Subset, Series] = {}
        self._chunks: dict[tuple[Subset, range], Chunk] = {}

    def simulate_ahead(self, wanted: Iterable[tuple[Subset, range]]) -> None:
        """Simulate everything that will be asked for; structures are compiled meanwhile."""
        for _ in map_chunks(self._without_twins(wanted), self._where.executor, self._where.store):
            pass

    def _without_twins(self, wanted: Iterable[tuple[Subset, range]]) -> Iterator[Chunk]:
        begun = set()
        for subset, block in wanted:
            chunk = self._chunk(subset, block)
            if chunk.key not in begun:
                begun.add(chunk.key)
                yield chunk

    def _chunk(self, subset: Subset, block: range) -> Chunk:
        if subset not in self._series:
            self._series[subset] = Series(self._structure(subset), self._sampling)
        if (subset, block) not in self._chunks:
            draws = Draws(block, self._comparison.environments)
            self._chunks[subset, block] = Chunk(self._series[subset], draws, times=1)
        return self._chunks[subset, block]

    def values(self, quarters: int) -> Values:
        """What the aims of the comparison count, of what was simulated."""
        per_draw = self._comparison.sampling.per_draw
        usual = self._today.sums[::per_draw]

        def level(subset: Subset, block: range) -> np.ndarray:
            ours = self._where.store.outcomes([self._chunk(subset, block).key])
            today = Outcomes(usual[block.start : block.stop])
            return self._comparison.aims.level(AIMED, ours, today, quarters)

        return level


@dataclass(frozen=True)
class _Sample:
    """The difference of two alternatives over the whole comparison, in which the shares must add up."""

    total: float
    error: float

    @classmethod
    def of(cls, comparison: Comparison, arm: Arm, pair: tuple[str, str], quarters: int) -> _Sample:
        import numpy as np

        before, after = (comparison.by_draw(arm, name, AIMED, quarters) for name in pair)
        known = np.ma.masked_invalid(after - before).mean(axis=1).compressed()
        return cls(float(known.mean()), float(known.std(ddof=1) / len(known) ** 0.5))

    def shares(self, elements: Order, blocks: Sequence[np.ndarray]) -> tuple[Share, ...]:
        """Means over draws, corrected for what the whole sample knows of the difference."""
        import numpy as np

        blocks = [block[:, np.isfinite(block.sum(axis=0))] for block in blocks]
        table = np.concatenate(blocks, axis=1)
        whole = table.sum(axis=0)
        around = whole - whole.mean()
        spread = float(around @ around)
        slopes = table @ around / spread if spread > 0 else np.full(len(elements), 1.0 / max(1, len(elements)))
        amounts = table.mean(axis=1) + slopes * (self.total - whole.mean())
        left = [block - slopes[:, None] * (block.sum(axis=0) - whole.mean()) for block in blocks]
        errors = np.sqrt(_variance_of_mean(left) + (slopes * self.error) ** 2)
        return tuple(Share(e, float(a), float(s)) for e, a, s in zip(elements, amounts, errors, strict=True))


def _variance_of_mean(blocks: Sequence[np.ndarray]) -> np.ndarray:
    """Variance of the mean over all draws; where orders differ more than draws do, the orders count."""
    import numpy as np

    table = np.concatenate(blocks, axis=1)
    n = table.shape[1]
    within = table.var(axis=1, ddof=1) if n > 1 else np.zeros(len(table))
    sized = [block for block in blocks if block.shape[1]]
    means = np.array([block.mean(axis=1) for block in sized])
    between = n / len(sized) * means.var(axis=0, ddof=1) if len(sized) > 1 else within
    variance: np.ndarray = np.maximum(within, between) / n
    return variance
