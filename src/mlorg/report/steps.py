"""What a scenario or structure changes, summed up by wave: counts by role and unit, never a single post."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ..org import Add, Change, MergeUnits, Organization, Overlay, Own, Post, Remove, Set, SplitUnit, Unit, role_of
from ..org.references import NOBODY
from .comparison.page import StepRow
from .sentences import listed, role_plural, role_said

MOST_LINES = 12
"""Lines of a summary before the rest is only counted."""

_MANDATES = {
    "own_line": "Work for their own line",
    "any_line": "Work for all lines",
    "long_term": "Work on long-term goals",
}
_UNIT_WORDS = {"part_of": "place among the units", "business_line": "mark as a business line"}
_PEOPLE = {"ml": "The ML people of ", "engineering": "The engineers of ", "data": "The data people of "}
_DUTIES = {
    "collect": "collecting data",
    "warehouse": "storing data",
    "label": "labelling",
    "pipeline": "data pipelines",
    "build": "building models",
    "deploy": "bringing models into use",
    "maintain": "keeping models running",
}


def summed_up(overlay: Overlay, org: Organization) -> tuple[StepRow, ...]:
    """The overlay's waves in their order with at most `MOST_LINES` lines over all; the rest is counted."""
    words = _Words.of(overlay, org)
    waves = {name: lines for name, changes in overlay.waves() if (lines := list(_lines(changes, words)))}
    shares = _shares([len(lines) for lines in waves.values()])
    return tuple(StepRow(name, _cut(lines, n)) for (name, lines), n in zip(waves.items(), shares, strict=True) if n)


def _shares(lengths: list[int]) -> list[int]:
    """How many lines each wave gets: one each in turn until all are given."""
    shares = [0] * len(lengths)
    for _ in range(min(MOST_LINES, sum(lengths))):
        open_waves = [i for i, n in enumerate(lengths) if shares[i] < n]
        shares[min(open_waves, key=lambda i: shares[i])] += 1
    return shares


def _cut(lines: list[str], most: int) -> tuple[str, ...]:
    if len(lines) <= most:
        return tuple(lines)
    rest = len(lines) - most + 1
    return (*lines[: most - 1], f"{'and ' if most > 1 else ''}{rest} {'more ' if most > 1 else ''}kinds of change")


@dataclass(frozen=True)
class _Words:
    """How posts, units and owners are called, also those that the overlay itself adds."""

    posts: dict[str, Post] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)

    @classmethod
    def of(cls, overlay: Overlay, org: Organization) -> _Words:
        added = [c.entity for c in overlay.changes if isinstance(c, Add)]
        posts = {e.id: e for e in added if isinstance(e, Post)}
        units = {e.id: e for e in added if isinstance(e, Unit)}
        return cls({**org.post, **posts}, {**org.unit, **units})

    def unit(self, name: object) -> str:
        unit = self.units.get(str(name))
        return unit.label if unit else "no unit" if name is None else str(name)

    def role(self, post: str) -> str:
        known = self.posts.get(post)
        return role_of(known).label if known is not None and known.role else "Post"

    def manager(self, name: object) -> str:
        post = self.posts.get(name) if isinstance(name, str) else None
        if post is None:
            return "another manager"
        return f"{_article(self.role(post.id))} of {self.unit(post.sits_in)}"

    def owner(self, change: Own) -> tuple[str, str]:
        """Who takes over, as a prefix that several owners may share and a name."""
        owner = change.ownership.owner
        if owner == NOBODY:
            return "", "Nobody"
        if owner.kind == "unit":
            return _PEOPLE.get(change.ownership.function or "", ""), self.unit(owner.id)
        return "", self.role(
            owner.id
        ) if owner.kind == "post" else "A person" if owner.kind == "person" else "A supplier"


def _lines(changes: Iterable[Change], words: _Words) -> Iterator[str]:
    """One line for each kind of change, in the order in which it first occurs."""
    people: dict[str, Counter[str]] = {}
    duties: dict[tuple[str, str], list[str]] = {}
    others: Counter[str] = Counter()
    for change in changes:
        if isinstance(change, Set) and change.subject.kind == "post":
            what = _of_post(dict(change.values), words)
            people.setdefault(what, Counter())[words.role(change.subject.id)] += 1
        elif isinstance(change, Own):
            duty = _DUTIES[change.ownership.responsibility.value]
            taken = duties.setdefault(words.owner(change), [])
            taken += [duty] if duty not in taken else []
        else:
            others[_other(change, words)] += 1
    yield from (text if n == 1 else _several(text, n) for text, n in others.items())
    for what, roles in people.items():
        if what:
            yield f"{what}: {', '.join(_counted(n, role) for role, n in roles.most_common())}"
    yield from _owners(duties)


def _of_post(values: dict[str, object], words: _Words) -> str:
    """What happens to a post, without its role; empty for what only follows from something else."""
    if "sits_in" in values:
        return f"To {words.unit(values['sits_in'])}" + (", with another manager" if "reports_to" in values else "")
    if "reports_to" in values:
        return f"Report to {words.manager(values['reports_to'])}"
    if "role" in values or "title" in values:
        return f"New role, {_role_label(values)}"
    if "mandate" in values:
        return _MANDATES.get(str(values["mandate"]), "Another mandate")
    return "Other pay or share of full time" if values.keys() & {"pay", "fte"} else ""


def _role_label(values: dict[str, object]) -> str:
    role = role_of(Post("", role=str(values.get("role") or "")))
    return role.label if role.id else str(values.get("title") or "not stated")


def _other(change: Change, words: _Words) -> str:
    if isinstance(change, Add):
        return f"New {change.kind}" + (f": {change.entity.label}" if isinstance(change.entity, Unit) else "")
    if isinstance(change, Remove):
        return f"{words.unit(change.key)} ends" if change.kind == "unit" else f"One {change.kind} entry ends"
    if isinstance(change, SplitUnit):
        return f"{words.unit(change.unit)} is split into {len(change.into) + 1}"
    if isinstance(change, MergeUnits):
        return f"{', '.join(map(words.unit, change.units))} merge into {words.unit(change.into)}"
    if isinstance(change, Set) and change.subject.kind == "unit":
        keys = dict(change.values)
        name = words.unit(change.subject.id)
        if "head" in keys:
            return f"{name} gets a new head" if keys["head"] else f"A new head of {name} is to be named"
        return f"{name} changes its {', '.join(_UNIT_WORDS.get(key, key) for key in sorted(keys))}"
    return "One other entry changes"


def _several(text: str, number: int) -> str:
    for one, many in ((" entry ends", " entries end"), (" entry changes", " entries change")):
        if text.endswith(one):
            return f"{number}{text.removeprefix('One').removesuffix(one)}{many}"
    return f"{text} ({number} times)"


def _owners(duties: dict[tuple[str, str], list[str]]) -> Iterator[str]:
    """Owners of the same kind who take over the same duties share a line."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for (kind, owner), taken in duties.items():
        grouped.setdefault((kind, tuple(taken)), []).append(owner)
    for (kind, same), owners in grouped.items():
        who = [*owners[:3], f"{len(owners) - 3} more"] if len(owners) > 4 else owners
        verb = "take" if kind or len(owners) > 1 else "takes"
        yield f"{kind}{listed(who)} {verb} over {listed(same)}"


def _counted(number: int, role: str) -> str:
    return f"{number} {role_said(role) if number == 1 else role_plural(role)}"


def _article(role: str) -> str:
    return f"the {role_said(role)}"
