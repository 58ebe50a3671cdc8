"""What must hold in any organisation, whichever files it came from.

Each check yields `Fault`s: the entity and field that are wrong, the value, the rule, the next step. Whoever read the
organisation from files adds the line. All checks run every time, so that a user sees all faults at once; each is
linear in the size of the organisation, also of one full of faults.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeVar

from ..errors import did_you_mean
from .assets import Dataset, Ownership, RegisteredModel, UseCase
from .hierarchy import reporting_tree, unit_tree
from .organization import COLLECTIONS, Organization, entity_key
from .references import Line, Ref, Unresolved
from .roles import roles
from .structure import Membership
from .validity import ALWAYS
from .vocabulary import DATA_RESPONSIBILITIES, Part

LONGEST_ID = 200

_Dated = TypeVar("_Dated", Membership, Ownership)


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that `subject` breaks with the value of one `attribute`.

    `key` is that of the membership or ownership, of which several may share a reference; empty for what has an id.
    """

    subject: Ref
    attribute: str
    message: str
    hint: str = ""
    warning: bool = False
    key: tuple[str, ...] = ()


class _Spelling:
    """Suggests near names for the first faults only: looking is slow, and nobody reads the hundredth hint."""

    def __init__(self, most: int = 50, most_names: int = 200_000) -> None:
        self._left, self._names_left = most, most_names

    def near(self, name: str, known: Collection[str]) -> str:
        self._left -= 1
        self._names_left -= len(known)
        return did_you_mean(name, known) if self._left >= 0 and self._names_left >= 0 else ""


def faults(org: Organization) -> tuple[Fault, ...]:
    """Everything wrong with the organisation, errors before warnings."""
    spelling = _Spelling()
    found = [fault for check in _CHECKS for fault in check(org, spelling)]
    return tuple(sorted(found, key=lambda fault: fault.warning))


_USUAL_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_ODD_ID = re.compile(r"\A\s*\Z|\A\s|\s\Z|\A\?|[;\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ODD_ID_WITHOUT_BLANKS = re.compile(_ODD_ID.pattern + r"|\s")


def _ids(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    usual = _USUAL_ID.fullmatch
    for kind, collection in COLLECTIONS.items():
        if kind in ("membership", "ownership"):
            continue
        odd = _ODD_ID_WITHOUT_BLANKS if kind in ("unit", "post") else _ODD_ID
        for entity in getattr(org, collection):
            name = entity.id
            if not usual(name) and (odd.search(name) or len(name) > LONGEST_ID):
                yield _odd_id(kind, entity.ref)
    for post in org.posts:
        if post.id.casefold() == Line.TOP.value:
            hint = "'none' stands for the top of the organisation: give the post another id."
            yield Fault(post.ref, "id", f"post id {post.id!r} is taken.", hint)


def _odd_id(kind: str, ref: Ref) -> Fault:
    if not ref.id.strip():
        return Fault(ref, "id", f"a {kind} has an empty id.", "Give it one.")
    if len(ref.id) > LONGEST_ID:
        return Fault(ref, "id", f"{kind} id {ref.id[:20]!r}… is longer than {LONGEST_ID} characters.", "Shorten it.")
    message = f"{kind} id {ref.id!r} begins with '?' or holds a blank, a ';' or a control character."
    return Fault(ref, "id", message, "Use letters, digits, . _ -")


def _duplicates(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for kind, collection in COLLECTIONS.items():
        for one, other in pairwise(getattr(org, collection)):
            # The parts of a key are compared one by one: building a hundred thousand keys costs more than all else.
            if kind == "membership" and (one.post != other.post or one.person != other.person):
                continue
            if entity_key(kind, one) == entity_key(kind, other):
                message = f"{kind} {other.ref.id!r} is there twice."
                yield Fault(other.ref, "id", message, "Keep one.", key=_key(other))


def _key(entity: object) -> tuple[str, ...]:
    return entity.key if isinstance(entity, Membership | Ownership) else ()


def _dates(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for kind, collection in COLLECTIONS.items():
        for entity in getattr(org, collection):
            v = entity.validity
            if v is not ALWAYS and v.impossible:
                message = f"{kind} ends on {v.end}, before it starts on {v.start}."
                yield Fault(entity.ref, "end", message, "Swap the dates.", key=_key(entity))


def _unit_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for unit in org.units:
        for attribute in ("part_of", "funder"):
            name = getattr(unit, attribute)
            if name is not None and name not in org.unit:
                yield _missing(spelling, unit.ref, attribute, name, org.unit)
        if unit.head is not None and unit.head not in org.post:
            yield _missing(spelling, unit.ref, "head", unit.head, org.post, "post")
        if unit.part_of == unit.id:
            yield Fault(unit.ref, "part_of", f"unit {unit.id!r} is part of itself.", "Leave it empty for a top.")
    parents = {u.id: u.part_of for u in org.units}
    for unit_id in unit_tree(org).cycle_members:
        chain = _loop(unit_id, parents)
        yield Fault(Ref("unit", unit_id), "part_of", f"units are part of each other: {chain}.", "Break the circle.")


def _post_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    units, posts = org.unit, org.post
    for post in org.posts:
        if post.sits_in is not None and post.sits_in not in units:
            yield _missing(spelling, post.ref, "sits_in", post.sits_in, units)
        manager = post.reports_to
        if isinstance(manager, str) and manager not in posts:
            yield _missing(spelling, post.ref, "reports_to", manager, posts, "post")
        for other in post.dotted_to:
            if other not in posts:
                yield _missing(spelling, post.ref, "dotted_to", other, posts, "post")


def _post_values(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    known_roles = roles()
    for post in org.posts:
        if post.role is not None and post.role not in known_roles:
            hint = spelling.near(post.role, known_roles) or f"Known roles: {', '.join(known_roles)}."
            yield Fault(post.ref, "role", f"role {post.role!r} is not known.", hint)
        if not 0 < post.fte <= 2:
            yield Fault(post.ref, "fte", f"fte {post.fte} is not above 0 and at most 2.", "1 is full time.")
        if post.pay is not None and not 0 < post.pay <= 20:
            hint = "Pay is relative to a data scientist's, 1 = the same; never an amount."
            yield Fault(post.ref, "pay", "relative pay '***' is not above 0 and at most 20.", hint)


def _lines(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for post in org.posts:
        if post.reports_to == post.id:
            hint = "Write 'none' for the top of the organisation."
            yield Fault(post.ref, "reports_to", f"post {post.id!r} reports to itself.", hint)
    managers = {p.id: p.manager for p in org.posts}
    for post_id in reporting_tree(org).cycle_members:
        chain = _loop(post_id, managers)
        yield Fault(Ref("post", post_id), "reports_to", f"reporting lines go in a circle: {chain}.", "Break it.")
    tops = [p for p in org.posts if p.reports_to is Line.TOP]
    if len(tops) > 1:
        names = ", ".join(p.id for p in tops[:5]) + (", …" if len(tops) > 5 else "")
        message = f"{len(tops)} posts report to nobody: {names}."
        yield Fault(tops[1].ref, "reports_to", message, "Usually there is one top.", warning=True)


def _unknown_lines(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    unknown = [p for p in org.posts if p.reports_to is Line.UNKNOWN]
    if unknown:
        message = f"{len(unknown)} of {len(org.posts)} posts name no manager: their reporting lines are unknown."
        yield Fault(unknown[0].ref, "reports_to", message, "Write 'none' for the top.", warning=True)
    unresolved = [(p, p.reports_to.name) for p in org.posts if isinstance(p.reports_to, Unresolved)]
    if unresolved:
        n = len({name for _, name in unresolved})
        message = (
            f"{n} managers are named but stand in no row." if n > 1 else "1 manager is named but stands in no row."
        )
        hint = "Add them, or leave the lines unresolved."
        yield Fault(unresolved[0][0].ref, "reports_to", message, hint, warning=True)


def _memberships(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    posts, persons = org.post, org.person
    for seat in org.memberships:
        if seat.person not in persons:
            yield _missing(spelling, seat.ref, "person", seat.person, persons, "person", seat.key)
        if seat.post not in posts:
            yield _missing(spelling, seat.ref, "post", seat.post, posts, "post", seat.key)
        if not 0 < seat.share <= 1:
            message = f"share of time {seat.share} is not above 0 and at most 1."
            yield Fault(seat.ref, "share", message, "1 is all.", key=seat.key)
    for post_id, seats in org.holders.items():
        if len(seats) < 2:
            continue
        for _, other in _overlapping(seats, lambda seat: seat.person):
            message = f"the same person fills post {post_id!r} twice on the same days."
            yield Fault(other.ref, "start", message, "Join the two rows or end the first.", key=other.key)


def _asset_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    located: tuple[Dataset | RegisteredModel | UseCase, ...] = (*org.datasets, *org.models, *org.use_cases)
    for asset in located:
        if asset.line is not None and asset.line not in org.unit:
            yield _missing(spelling, asset.ref, "line", asset.line, org.unit)
    users: tuple[RegisteredModel | UseCase, ...] = (*org.models, *org.use_cases)
    datasets = {dataset.id for dataset in org.datasets}
    for user in users:
        for name in user.datasets:
            if name not in datasets:
                yield _missing(spelling, user.ref, "datasets", name, datasets, "dataset")
    use_cases = {use_case.id for use_case in org.use_cases}
    for model in org.models:
        if model.use_case is not None and model.use_case not in use_cases:
            yield _missing(spelling, model.ref, "use_case", model.use_case, use_cases, "use case")
    for platform in org.platforms:
        for unit in platform.serves:
            if unit not in org.unit:
                yield _missing(spelling, platform.ref, "serves", unit, org.unit)


_OWNED = ("dataset", "model", "platform", "use_case", "unit")
_OWNING = ("unit", "post", "person", "vendor", "nobody")


def _ownerships(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for o in org.ownerships:
        if not org.exists(o.asset):
            known = [*map(str, org.asset), *(str(u.ref) for u in org.units)]
            hint = spelling.near(str(o.asset), known)
            yield Fault(o.ref, "asset", f"asset {str(o.asset)!r} does not exist.", hint, key=o.key)
        elif o.asset.kind not in _OWNED:
            message = f"a {o.asset.kind} is nothing that can be owned."
            yield Fault(o.ref, "asset", message, f"Name a {', '.join(_OWNED)}.", key=o.key)
        if not org.exists(o.owner):
            owners: Mapping[str, Collection[str]] = {"unit": org.unit, "post": org.post, "person": org.person}
            hint = spelling.near(o.owner.id, owners.get(o.owner.kind, ()))
            yield Fault(o.ref, "owner", f"owner {str(o.owner)!r} does not exist.", hint, key=o.key)
        elif o.owner.kind not in _OWNING:
            hint = "Name a unit, post, person or vendor."
            yield Fault(o.ref, "owner", f"a {o.owner.kind} cannot own anything.", hint, key=o.key)
        yield from _misplaced(o, o.responsibility in DATA_RESPONSIBILITIES)


def _misplaced(o: Ownership, concerns_data: bool) -> Iterator[Fault]:
    if (o.asset.kind == "dataset" and not concerns_data) or (o.asset.kind == "model" and concerns_data):
        data = ", ".join(r.value for r in DATA_RESPONSIBILITIES)
        hint = f"Datasets have {data}; models have build, deploy, maintain."
        message = f"a {o.asset.kind} has no responsibility {o.responsibility.value!r}."
        yield Fault(o.ref, "responsibility", message, hint, key=o.key)


def _accountable(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for asset, owned in org.owners_of.items():
        accountable = [o for o in owned if o.part is Part.ACCOUNTABLE]
        for one, other in _overlapping(accountable, lambda o: o.responsibility):
            message = f"{asset} has two accountable for {one.responsibility.value}: {one.owner} and {other.owner}."
            hint = "Keep one accountable; the others are responsible."
            yield Fault(other.ref, "owner", message, hint, key=other.key)


_CHECKS: tuple[Callable[[Organization, _Spelling], Iterator[Fault]], ...] = (
    _ids,
    _duplicates,
    _dates,
    _unit_references,
    _post_references,
    _post_values,
    _lines,
    _unknown_lines,
    _memberships,
    _asset_references,
    _ownerships,
    _accountable,
)


def _overlapping(items: Iterable[_Dated], same: Callable[[_Dated], Hashable]) -> Iterator[tuple[_Dated, _Dated]]:
    """Items that hold on a day on which an earlier one that is the `same` still holds, each after that one."""
    last: dict[Hashable, _Dated] = {}
    for item in sorted(items, key=lambda i: i.validity.start or date.min):
        before = last.get(same(item))
        if before is not None and before.validity.overlaps(item.validity):
            yield before, item
        if before is None or (before.validity.end or date.max) < (item.validity.end or date.max):
            last[same(item)] = item


def _missing(
    spelling: _Spelling,
    subject: Ref,
    attribute: str,
    name: str,
    known: Collection[str],
    kind: str = "unit",
    key: tuple[str, ...] = (),
) -> Fault:
    return Fault(subject, attribute, f"{kind} {name!r} does not exist.", spelling.near(name, known), key=key)


def _loop(start: str, parent: Mapping[str, str | None]) -> str:
    chain, node = [start], parent[start]
    while node is not None and node != start and len(chain) < 8:
        chain.append(node)
        node = parent.get(node)
    return " → ".join([*chain, start if node == start else "…"])
