"""The pages of an organisation: tree, ownership, spans, figures, and what a delta or a proposal would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from ...org.statistics import Statistics
from ..pages import Page


@dataclass(frozen=True, slots=True)
class TreeRow:
    """One post in the tree. `line` says where the line above it leads.

    A `line` is `post` (to the row `parent`), `top`, `outside` (to a post that is not shown), `unknown` (not stated)
    or `absent` (to somebody who stands nowhere). `below` counts all posts under it, `hidden` those of them that are
    left out. `leads` are the units it heads; `names` are filled only on request.
    """

    post: str
    parent: str | None
    line: str
    level: int
    title: str
    unit: str
    unit_name: str
    elsewhere: bool
    """True if it sits in another unit than the post it reports to."""
    leads: tuple[str, ...]
    reports: int
    below: int
    hidden: int
    vacant: bool
    ml: bool
    names: tuple[str, ...] = ()
    reports_to: str = ""
    """Title of the post it reports to, where that is `outside`."""


@dataclass(frozen=True, slots=True)
class TreePage(Page):
    """Who reports to whom: parents before children, siblings by size and title. `depth` None = nothing cut."""

    schema: ClassVar[str] = "mlorg.show.tree/1"
    rows: tuple[TreeRow, ...]
    posts: int
    levels: int
    unit: str = ""
    depth: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Who is accountable for one responsibility of one asset.

    `state` is `owned`, `nobody` (stated so), `gone` (the owner is no longer there) or `unknown` (nothing stated).
    `standing` = by an ownership of the whole line. `responsible` counts those who help.
    """

    responsibility: str
    state: str
    owner: str = ""
    standing: bool = False
    responsible: int = 0
    stated_of: str = ""
    """`kind:id` of what the ownership is stated of: the asset, or the unit of a standing ownership."""


@dataclass(frozen=True, slots=True)
class AssetRow:
    """One asset with a cell for each responsibility it has."""

    asset: str
    kind: str
    label: str
    line: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ResponsibilityRow:
    """One responsibility over all assets that have it: assets = owned + unowned + unknown."""

    responsibility: str
    assets: int
    owned: int
    unowned: int
    """Known to have no owner: nobody, or one who is gone."""
    unknown: int
    owners: int
    top_owners: tuple[tuple[str, int], ...]
    """(owner, assets), most assets first, at most five."""


@dataclass(frozen=True, slots=True)
class OwnershipPage(Page):
    """Assets × responsibilities. Assets with gaps come first."""

    schema: ClassVar[str] = "mlorg.show.ownership/1"
    assets: tuple[AssetRow, ...]
    responsibilities: tuple[ResponsibilityRow, ...]
    unowned: int
    """Assets of which no responsibility has a known accountable owner."""


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One level below the root (level 1); spans are over the managers of that level."""

    level: int
    posts: int
    managers: int
    span_median: float
    span_max: int


@dataclass(frozen=True, slots=True)
class ManagerRow:
    """One manager's post and its direct reports."""

    post: str
    title: str
    unit: str
    reports: int
    vacant: bool


@dataclass(frozen=True, slots=True)
class SpansPage(Page):
    """Spans (direct reports over managers) and layers. `distribution` holds (direct reports, managers)."""

    schema: ClassVar[str] = "mlorg.show.spans/1"
    managers: int
    span_median: float
    span_mean: float
    span_max: int
    depth: int
    distribution: tuple[tuple[int, int], ...]
    levels: tuple[LevelRow, ...]
    levels_unknown: int
    widest: tuple[ManagerRow, ...]
    """The managers with the most reports, at most five."""
    single: int
    """Managers with one report."""


@dataclass(frozen=True, slots=True)
class StatisticsPage(Page):
    """The organisation in figures. In JSON the figures stand flat, beside name, scenario and date."""

    schema: ClassVar[str] = "mlorg.show.statistics/1"
    statistics: Statistics


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change: what happens, in a sentence, and why."""

    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Wave:
    """Changes that belong together; `effective` is the earliest of their dates."""

    name: str
    effective: date | None
    changes: tuple[ChangeRow, ...]


@dataclass(frozen=True, slots=True)
class MoveRow:
    """How many posts of one role sit in one unit, before and after."""

    unit: str
    role: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Shift:
    """What a delta moves, in counts of posts, units and ownerships."""

    posts_moved: int
    """Posts that sit in another unit."""
    lines_changed: int
    """Posts that report to another post."""
    posts_retitled: int
    """Posts with another title or role."""
    posts_added: int
    posts_closed: int
    units_added: int
    units_closed: int
    owners_changed: int
    """Responsibilities of assets, or of whole lines, with another accountable owner."""


@dataclass(frozen=True, slots=True)
class DeltaPage(Page):
    """What turns one organisation into another: sentences by wave, and what moves."""

    schema: ClassVar[str] = "mlorg.diff/1"
    before: str
    after: str
    waves: tuple[Wave, ...]
    shift: Shift
    moves: tuple[MoveRow, ...]
    """Only units and roles whose count changes."""

    @property
    def count(self) -> int:
        """Number of changes."""
        return sum(len(wave.changes) for wave in self.waves)


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """How many ML people a business line gets; `line` is the id of its unit."""

    line: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class ProposalPage(Page):
    """A structure as an overlay on this organisation: what it is, the changes with their reasons, and notes.

    `structure` is its id. `notes` tell which steps were left out, which fallbacks were taken, and what is assumed.
    """

    schema: ClassVar[str] = "mlorg.propose/1"
    structure: str
    label: str
    description: str
    arm: str
    coverage: tuple[CoverageRow, ...]
    """Empty where the structure places nobody in lines."""
    delta: DeltaPage
    notes: tuple[str, ...]
    written_to: str = ""
