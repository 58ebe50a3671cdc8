"""What is simulated beside the plain model: values fixed, mechanisms switched, structures changed, for all alike.

A variant never says for whom: it is carried out on whatever structure it meets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ...sim import Environment
from ...sim.environment import MANAGER_KINDS
from ...sim.outcomes import ALL_MECHANISMS, FUNDING
from ..comparing.comparison import BURN_IN_QUARTERS
from ..oracles.g9_null import null_coefficients

MECHANISMS = (
    "ideas",
    "approval",
    "access",
    "preparation",
    "compute",
    "experiments",
    "handoff",
    "adoption",
    "service",
    "exceptions",
    "coordination",
    "platform",
    "diversion",
    "skill",
    "hiring",
    "leaving",
    "research",
    "funding",
    "reorganisation",
)
"""Names of the engine's switches, in the order of their bits."""

NEEDED = ("ideas", "experiments")
"""Mechanisms without which there is nothing to observe: on in every knock-in."""

COLUMNS = ("review_shift", "literacy_shift", "compute_shift", "patience_shift", "panel_shift")
"""Coefficients behind the columns of the table of managers, in its order."""
BASES = ("review_days", "literacy_base", "compute_share_base", "patience_days", "panel_base")
"""What all kinds have in these columns where the coefficients are at no effect."""
NEUTRAL = {"equal_review": 0, "equal_literacy": 1, "equal_compute": 2, "equal_patience": 3, "equal_panel": 4}
LITERATE = 0.999


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to run: `fixed` values of the environment, `managers` rules for the table of managers (`equal_review`,
    `literate`), `changes` to the structure (see `changes.CHANGES`), mechanisms `off`
    and `on` as bits, quarters of burn-in, and whether people have just been `moved` (the restructured arm)."""

    fixed: tuple[tuple[str, float], ...] = ()
    managers: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    off: int = 0
    on: int = 0
    burn_in: int = BURN_IN_QUARTERS
    moved: bool = False

    def also(self, other: Variant) -> Variant:
        """This run with the other's fixed values, rules, changes and switches added; burn-in and arm stay."""
        return replace(
            self,
            fixed=tuple(sorted({**dict(self.fixed), **dict(other.fixed)}.items())),
            managers=(*self.managers, *other.managers),
            changes=(*self.changes, *other.changes),
            off=self.off | other.off,
            on=self.on & ~other.off,
        )

    @property
    def mechanisms(self) -> int:
        """Bits of the mechanisms that are on."""
        return (ALL_MECHANISMS & ~self.off) | self.on

    def environment(self, drawn: Environment) -> Environment:
        """A draw of the environment under this variant. KeyError for a fixed value that no environment has."""
        unknown = [name for name, _ in self.fixed if name not in drawn.values]
        if unknown:
            raise KeyError(f"no environment has {', '.join(unknown)}")
        values = {**drawn.values, **dict(self.fixed)}
        table = list(drawn.managers)
        for row in range(len(MANAGER_KINDS)):
            for rule in self.managers:
                column, value = _entry(rule, values)
                table[row * len(COLUMNS) + column] = value
        return Environment(values, tuple(table))


def _entry(rule: str, values: Mapping[str, float]) -> tuple[int, float]:
    """(column of the table of managers, the value that all kinds get)."""
    if rule == "literate":
        return NEUTRAL["equal_literacy"], LITERATE
    base = BASES[NEUTRAL[rule]]
    return NEUTRAL[rule], values[base]


RUNS: Mapping[str, Variant] = {
    "settled": Variant(),
    "from_day_0": Variant(burn_in=0),
    "same_start": Variant(burn_in=0, changes=("titles_of_today",)),
    "first_use_cases": Variant(burn_in=0, fixed=(("requests_per_year", 0.0),)),
    "funded": Variant(burn_in=0, on=FUNDING),
    "moved": Variant(burn_in=0, changes=("one_edge_each",), moved=True),
    "with_product_manager": Variant(changes=("product_manager_for_a_builder",)),
    "without_product_manager": Variant(changes=("no_product_manager",)),
}
"""The full runs by name, the same for all structures."""


def mechanism_bits(names: Iterable[str]) -> int:
    """The engine's switches for these mechanisms. ValueError for a name that is none."""
    return sum(1 << MECHANISMS.index(name) for name in dict.fromkeys(names))


def knock_in(mechanisms: Iterable[str], coefficients: Iterable[str]) -> Variant:
    """Only these mechanisms on, beside those without which nothing flows, and only these coefficients not at no effect.

    What cannot be switched off is who works for whom: how many teams share the work.
    """
    kept = {part.split(".")[0] for name in coefficients for part in name.split("-")}
    on = mechanism_bits((*NEEDED, *mechanisms))
    scalars = {name: value for name, value in null_coefficients().items() if "." not in name}
    neutral = [rule for rule, column in NEUTRAL.items() if COLUMNS[column] not in kept]
    return Variant(
        fixed=tuple(sorted((name, value) for name, value in scalars.items() if name not in kept)),
        managers=tuple(neutral),
        off=ALL_MECHANISMS & ~on,
        on=on & FUNDING,
    )
