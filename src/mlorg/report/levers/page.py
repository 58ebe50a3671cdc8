"""Parts of the page of a comparison: where a difference comes from, and where on the map which answer holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShareRow:
    """What one element of a structure contributes to a difference: mean amount and standard error."""

    element: str
    label: str
    amount: float | None
    error: float | None


@dataclass(frozen=True, slots=True)
class SplitPart:
    """The difference `after` - `before` over the elements of a structure; the amounts of `rows` add up to `total`.

    `least` to `most` is the 95 % interval of the total. `draws` cases and `orders` of changing the elements went in;
    `in_full` = all orders there are.
    """

    arm: str
    title: str
    before: str
    after: str
    total: float | None
    least: float | None
    most: float | None
    rows: tuple[ShareRow, ...]
    draws: int
    orders: int
    in_full: bool


@dataclass(frozen=True, slots=True)
class MapCell:
    """What is best where both are in this third (`low`, `middle`, `high`): chance to be best of all, and to beat the
    next best, with the verdict that follows."""

    hand_offs: str
    peers: str
    best: str
    label: str
    p_best: float | None
    p_ahead: float | None
    verdict: str


@dataclass(frozen=True, slots=True)
class MapPart:
    """Which structure is best by hand-off loss and peer effects, in thirds of what is assumed of both.

    `hand_offs_prior` and `peers_prior` name the assumptions; the two values of each axis are where its thirds are cut,
    in words.
    """

    arm: str
    title: str
    hand_offs_prior: str
    peers_prior: str
    hand_offs: tuple[str, str]
    peers: tuple[str, str]
    cells: tuple[MapCell, ...]

    def row(self, peers: str) -> tuple[MapCell, ...]:
        """The cells of one third of the peer effects, from low to high hand-off loss."""
        return tuple(cell for cell in self.cells if cell.peers == peers)
