"""From what sources call people, units and assets to what the organisation calls them.

Units: an alias in mlorg.yaml decides; then the very same name; then, for a source that declares no units itself (a
code host's rules name `@org/team`), the one unit whose id or name is written the same but for namespace, case and
signs. A source that does declare units must name them as it declares them: what differs by case or namespace is a
mention of an unknown unit, with a suggestion, because the system itself would not find it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from ...errors import Place, Problem, did_you_mean
from ...org import NOBODY, Ref
from ...org.facts import Mention
from ...org.references import REF_KINDS
from ...org.statements import Statement, Value
from ..handles import ALIAS
from ..sources import PlaceOf
from .identities import Identities

UNKNOWN = Ref("unknown", "")
"""What an owner called "unspecified" stands for: a place holder, which is neither somebody nor nobody."""

_PLACE_HOLDERS = frozenset({"unspecified", "unknown", "tbd", "todo", "n/a", "na", "undefined", "unassigned", "-", "?"})
_NOBODY_WORDS = frozenset({"none", "nobody", "unowned", "no-owner", "noowner", "orphan", "orphaned"})


@dataclass(slots=True)
class Names:
    """Resolves references; `mentions` collects units that are named but declared nowhere."""

    identities: Identities
    aliases: Mapping[Ref, Ref] = field(default_factory=dict)
    units: dict[Ref, Ref] = field(default_factory=dict)
    declaring: set[str] = field(default_factory=set)
    by_slug: dict[str, set[Ref]] = field(default_factory=dict)
    mentioned: dict[Ref, list[Statement]] = field(default_factory=dict)

    def declare(self, unit: Ref, name: str, source: str, strictly: bool = True) -> None:
        """A unit that a source declares. The first source to declare it gives it its id.

        `strictly`: the source itself would find no unit that is written otherwise.
        """
        if strictly:
            self.declaring.add(source)
        canonical = self.aliases.get(unit, unit)
        if canonical == unit and unit not in self.units:
            same = {u for word in _slugs(unit, name) for u in self.by_slug.get(word, ())}
            known = {self.units[u] for u in same if source not in self._sources_of(u)}
            canonical = known.pop() if len(known) == 1 else unit
        self.units.setdefault(unit, canonical)
        self._by_source.setdefault(unit, set()).add(source)
        for word in _slugs(unit, name):
            self.by_slug.setdefault(word, set()).add(unit)

    _by_source: dict[Ref, set[str]] = field(default_factory=dict)

    def _sources_of(self, unit: Ref) -> set[str]:
        return self._by_source.get(unit, set())

    def value(self, value: Value, statement: Statement) -> Value:
        """What the value of a statement is called in the organisation."""
        return self.ref(value, statement) if isinstance(value, Ref) else value

    def ref(self, ref: Ref, statement: Statement) -> Ref:
        """The same for a reference."""
        if ref.kind in (ALIAS, "person"):
            return self.identities.person(ref) or UNKNOWN
        if ref in self.aliases:
            return self.aliases[ref]
        return self._unit(ref, statement) if ref.kind == "unit" else ref

    def _unit(self, unit: Ref, statement: Statement) -> Ref:
        if unit in self.units:
            return self.units[unit]
        word = unit.id.rpartition("/")[2].casefold()
        if word in _PLACE_HOLDERS:
            return UNKNOWN
        if word in _NOBODY_WORDS:
            return NOBODY
        if statement.source not in self.declaring:
            same = {self.units[u] for u in self.by_slug.get(_slug(word), ())}
            if len(same) == 1:
                return same.pop()
        self.mentioned.setdefault(unit, []).append(statement)
        return unit

    def mentions(self) -> tuple[Mention, ...]:
        """Units that are named but declared nowhere, with what they may mean."""
        return tuple(
            Mention(unit, tuple(statements), tuple(self._near(unit)))
            for unit, statements in sorted(self.mentioned.items())
        )

    def _near(self, unit: Ref) -> Iterable[tuple[str, str]]:
        space, _, name = unit.id.rpartition("/")
        for other in sorted(self.by_slug.get(_slug(name), ())):
            other_space, _, other_name = other.id.rpartition("/")
            case, namespace = other_name != name, other_space != space
            differs = " and ".join(w for w, d in (("case or signs", case), ("namespace", namespace)) if d)
            yield other.id, f"differs by {differs}" if differs else "is written the same"
        if not self.by_slug.get(_slug(name)):
            for near in get_close_matches(_slug(name), list(self.by_slug), n=2, cutoff=0.8):
                yield min(self.by_slug[near]).id, "is written almost the same"


def _slugs(unit: Ref, name: str) -> set[str]:
    words = (unit.id.rpartition("/")[2], name)
    return {slug for word in words if (slug := _slug(word))}


def _slug(text: str) -> str:
    """Letters and digits, with `team` and `the` at the ends left out."""
    words = re.findall(r"[^\W_]+", text.casefold())
    while len(words) > 1 and words[0] in ("team", "the", "squad"):
        words = words[1:]
    while len(words) > 1 and words[-1] in ("team", "squad"):
        words = words[:-1]
    return "-".join(words)


def read_aliases(section: object, place_of: PlaceOf, problems: list[Problem]) -> dict[Ref, Ref]:
    """The section `aliases:`: what a source calls a unit or asset -> what it is; a unit where no kind is written."""
    found: dict[Ref, Ref] = {}
    for name, target in section.items() if isinstance(section, dict) else ():
        place = place_of((name,))
        one, other = _named(name, place, problems), _named(target, place, problems)
        if one and other:
            found[one] = other
    return found


def _named(text: object, place: Place, problems: list[Problem]) -> Ref | None:
    kind, colon, _ = text.partition(":") if isinstance(text, str) else ("", "", "")
    meant = did_you_mean(kind.strip(), REF_KINDS) if colon and kind.strip() not in REF_KINDS else ""
    try:
        if isinstance(text, str) and not meant:
            return Ref.parse(text, "unit")
    except ValueError:
        pass
    shown = repr(text) if isinstance(text, str | int | float) else "what stands here"
    problems.append(Problem(place, f"{shown} names neither a unit nor an asset.", meant or ALIAS_HINT))
    return None


ALIAS_HINT = "Write 'model:fraud_v2: model:fraud', or the name of a unit on both sides."
