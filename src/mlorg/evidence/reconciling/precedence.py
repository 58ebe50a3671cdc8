"""Which source is believed first: a table by what is stated, which `precedence:` in mlorg.yaml may change.

    precedence:
      default: [hr, backstage]        # ids or kinds of sources, most believed first
      owner: [codeowners, backstage]  # for owner, owner.build, …

Sources that are not listed come after those that are, in the order of the built-in table. Among statements of equal
rank the more confident wins, then the later, then the one that stands first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from ...errors import Problem, names_hint
from ...org.statements import Source, Statement
from ..sources import PlaceOf

WORKSPACE = "workspace"
"""Id and kind of what was written by hand into the workspace."""

PEOPLE = ("exists", "title", "sits_in", "reports_to", "held_by", "member_of", "part_of", "head")
BUILT_IN: Mapping[str, tuple[str, ...]] = {
    # An HR system answers for people; a code host's teams follow it by hand.
    "people": (WORKSPACE, "roster", "github-org", "backstage", "kubernetes-owners"),
    # Who is accountable: what teams maintain beside the asset, before catalogues, before review rules, before activity.
    "owner": (
        WORKSPACE,
        "table-metadata",
        "dbt",
        "backstage",
        "mlflow",
        "kserve",
        "ai-inventory",
        "codeowners",
        "kubernetes-owners",
        "github-org",
        "git-history",
    ),
    # A registry knows which version serves; a catalogue repeats it.
    "stage": (WORKSPACE, "kserve", "mlflow", "ai-inventory", "backstage", "dbt"),
    "default": (WORKSPACE, "roster", "mlflow", "dbt", "table-metadata", "backstage", "kserve", "ai-inventory"),
}
"""Kinds of sources by what is stated, most believed first."""


@dataclass(frozen=True)
class Precedence:
    """The order of sources. `chosen` maps an attribute, or `default`, to ids and kinds."""

    sources: Mapping[str, Source] = field(default_factory=dict)
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def rank(self, source: str, attribute: str) -> int:
        """0 for what is believed first."""
        return self._ranks(family(attribute), attribute).get(source, 1000)

    def _ranks(self, of: str, attribute: str) -> Mapping[str, int]:
        return _ranks(self, of, attribute)

    def key(self, statement: Statement) -> tuple[object, ...]:
        """Statements in the order in which they are believed."""
        rank = self.rank(statement.source, statement.attribute)
        day = -(statement.date or date.min).toordinal()
        return (rank, -statement.confidence, day, statement.source, statement.place, str(statement.value))

    def why(self, winner: Statement, other: Statement | None) -> str:
        """Why the winner stands before the other, in words."""
        if other is None:
            return "nothing else is said"
        first, second = (self.rank(s.source, s.attribute) for s in (winner, other))
        if first != second:
            chosen = any(name in self.chosen for name in (winner.attribute, family(winner.attribute), "default"))
            table = "mlorg.yaml" if chosen else "the built-in table"
            return f"{winner.source} is believed before {other.source} by {table}"
        if winner.confidence != other.confidence:
            return f"it is more certain ({winner.confidence:.2f} against {other.confidence:.2f})"
        if winner.date != other.date:
            return "it is later"
        return "it stands first"


@lru_cache(maxsize=1024)
def family(attribute: str) -> str:
    """The row of the table that an attribute belongs to."""
    stem = attribute.partition(".")[0]
    if stem in ("owner", "responsible"):
        return "owner"
    if stem in ("stage", "released"):
        return "stage"
    return "people" if stem in PEOPLE else "default"


def _ranks(precedence: Precedence, of: str, attribute: str) -> Mapping[str, int]:
    memory: dict[str, Mapping[str, int]] = precedence.__dict__.setdefault("_memory", {})
    if attribute not in memory:
        chosen = precedence.chosen
        first = next((chosen[n] for n in (attribute, attribute.partition(".")[0], of, "default") if n in chosen), ())
        order = [*first, *(kind for kind in BUILT_IN[of] if kind not in first)]
        memory[attribute] = {
            source.id: next((i for i, word in enumerate(order) if word in (source.id, source.kind)), len(order))
            for source in precedence.sources.values()
        }
    return memory[attribute]


def read_precedence(
    section: object, place_of: PlaceOf, known: Iterable[str], problems: list[Problem]
) -> Mapping[str, tuple[str, ...]]:
    """The section `precedence:`; `known` are the ids and kinds of sources it may name."""
    if section in (None, ""):
        return {}
    words = {WORKSPACE, *known}
    found = {}
    if not isinstance(section, dict):
        problems.append(Problem(place_of(()), "precedence: is no mapping.", "Write attribute: [source, …]."))
        return {}
    for attribute, order in section.items():
        names = tuple(map(str, order if isinstance(order, list) else [order]))
        for name in names:
            if name not in words:
                hint = names_hint(name, sorted(words))
                problems.append(Problem(place_of((attribute,)), f"no source is called {name!r}.", hint))
        found[str(attribute)] = names
    return found
