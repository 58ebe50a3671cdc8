"""From decompositions and maps to their parts of the page of a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ...decide import Comparison
from ...decide.robustness.answer_map import HAND_OFFS, PEERS, AnswerMap
from ...decide.structures.decomposition import Decomposition, Share
from ...decide.structures.elements import LABELS
from ..comparison.building import ARMS
from ..comparison.page import ComparisonPage
from ..measures.questions import amount
from ..rounding import Money, known
from .page import MapCell, MapPart, ShareRow, SplitPart

THIRDS = ("low", "middle", "high")


def with_levers(
    page: ComparisonPage, comparison: Comparison, split: Iterable[Decomposition], maps: Iterable[AnswerMap | None]
) -> ComparisonPage:
    """The page with differences split up, and maps of the answer."""
    labels = {a.id: a.label for a in comparison.alternatives}
    parts = tuple(split_part(d, labels, page.money) for d in split)
    return replace(page, split=parts, maps=tuple(_map_part(m, comparison, page.money) for m in maps if m is not None))


def split_part(found: Decomposition, labels: Mapping[str, str], money: Money) -> SplitPart:
    """A decomposition in the money of a page; elements by size, largest first."""
    half = 1.96 * found.error
    total, least, most = (known(money.of_years(x)) for x in (found.total, found.total - half, found.total + half))
    shares = sorted(found.shares, key=lambda s: -abs(s.amount))
    return SplitPart(
        found.arm.value,
        ARMS[found.arm][0],
        labels[found.before],
        labels[found.after],
        total=total,
        least=least,
        most=most,
        rows=tuple(_share_row(s, money) for s in shares),
        draws=found.draws,
        orders=found.orders,
        in_full=found.in_full,
    )


def _share_row(share: Share, money: Money) -> ShareRow:
    adds, error = (known(money.of_years(x)) for x in (share.amount, share.error))
    return ShareRow(share.element.value, LABELS[share.element], adds, error)


def _map_part(found: AnswerMap, comparison: Comparison, money: Money) -> MapPart:
    labels = {a.id: a.label for a in comparison.alternatives}
    cuts = [
        tuple(amount(value, comparison.priors[prior].unit, money) for value in values)
        for prior, values in ((HAND_OFFS, found.hand_offs), (PEERS, found.peers))
    ]
    return MapPart(
        found.arm.value,
        ARMS[found.arm][0],
        HAND_OFFS,
        PEERS,
        (cuts[0][0], cuts[0][1]),
        (cuts[1][0], cuts[1][1]),
        tuple(
            MapCell(
                THIRDS[cell.hand_offs],
                THIRDS[cell.peers],
                cell.best,
                labels[cell.best],
                known(cell.p_best),
                known(cell.p_ahead),
                cell.verdict.value,
            )
            for cell in found.cells
        ),
    )
