"""What must hold in any organisation, whichever files it came from.

Each check yields `Fault`s: the entity and field that are wrong, the value, the rule, the next step. Whoever read the
organisation from files adds the line. All checks run every time, so that a user sees all faults at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from ..errors import did_you_mean
from .assets import Dataset, RegisteredModel, UseCase
from .hierarchy import reporting_tree, unit_tree
from .organization import Organization
from .references import Line, Ref, Unresolved
from .roles import roles
from .vocabulary import DATA_RESPONSIBILITIES, Part


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that `subject` breaks with the value of one `attribute`."""

    subject: Ref
    attribute: str
    message: str
    hint: str = ""
    warning: bool = False


class _Spelling:
    """Suggests near names for the first faults only: looking is slow, and nobody reads the hundredth hint."""

    def __init__(self, most: int = 50) -> None:
        self._left = most

    def near(self, name: str, known: Iterable[str]) -> str:
        self._left -= 1
        return did_you_mean(name, known) if self._left >= 0 else ""


def faults(org: Organization) -> tuple[Fault, ...]:
    """Everything wrong with the organisation, errors before warnings."""
    spelling = _Spelling()
    found = [fault for check in _CHECKS for fault in check(org, spelling)]
    return tuple(sorted(found, key=lambda fault: fault.warning))


def _ids(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for kind, entity in org.entities():
        name = getattr(entity, "id", "-")
        if not name.strip():
            yield Fault(entity.ref, "id", f"a {kind} has an empty id.", "Give it one.")
        elif name.startswith("?") or any(c.isspace() for c in name.strip("\n")) and kind in ("unit", "post"):
            yield Fault(
                entity.ref,
                "id",
                f"{kind} id {name!r} begins with '?' or holds a blank.",
                "Use letters, digits, . _ -",
            )


def _dates(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for kind, entity in org.entities():
        v = entity.validity
        if v.impossible:
            yield Fault(
                entity.ref,
                "end",
                f"{kind} ends on {v.end}, before it starts on {v.start}.",
                "Swap the dates.",
            )


def _unit_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for unit in org.units:
        for attribute in ("part_of", "funder"):
            yield from _missing(org, spelling, unit.ref, attribute, "unit", getattr(unit, attribute))
        yield from _missing(org, spelling, unit.ref, "head", "post", unit.head)
    for unit_id in unit_tree(org).cycle_members:
        chain = _loop(unit_id, {u.id: u.part_of for u in org.units})
        yield Fault(Ref("unit", unit_id), "part_of", f"units are part of each other: {chain}.", "Break the circle.")


def _post_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    known_roles = roles()
    for post in org.posts:
        yield from _missing(org, spelling, post.ref, "sits_in", "unit", post.sits_in)
        yield from _missing(org, spelling, post.ref, "reports_to", "post", post.manager)
        for other in post.dotted_to:
            yield from _missing(org, spelling, post.ref, "dotted_to", "post", other)
        if post.role is not None and post.role not in known_roles:
            hint = spelling.near(post.role, known_roles) or f"Known roles: {', '.join(known_roles)}."
            yield Fault(post.ref, "role", f"role {post.role!r} is not known.", hint)
        if not 0 < post.fte <= 2:
            yield Fault(post.ref, "fte", f"fte {post.fte} is not above 0 and at most 2.", "1 is full time.")
        if post.pay is not None and not 0 < post.pay <= 20:
            hint = "Pay is relative to a data scientist's, 1 = the same; never an amount."
            yield Fault(post.ref, "pay", f"relative pay {post.pay} is not above 0 and at most 20.", hint)


def _lines(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    tree = reporting_tree(org)
    for post_id in tree.cycle_members:
        if org.post[post_id].manager == post_id:
            hint = "Write 'none' for the top of the organisation."
            yield Fault(Ref("post", post_id), "reports_to", f"post {post_id!r} reports to itself.", hint)
            continue
        chain = _loop(post_id, {p.id: p.manager for p in org.posts})
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
    named = sorted({p.reports_to.name for p in org.posts if isinstance(p.reports_to, Unresolved)})
    if named:
        message = f"{len(named)} managers are named but stand in no row."
        yield Fault(
            next(p.ref for p in org.posts if isinstance(p.reports_to, Unresolved)),
            "reports_to",
            message,
            "Add them, or leave the lines unresolved.",
            warning=True,
        )


def _memberships(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for seat in org.memberships:
        yield from _missing(org, spelling, seat.ref, "person", "person", seat.person)
        yield from _missing(org, spelling, seat.ref, "post", "post", seat.post)
        if not 0 < seat.share <= 1:
            yield Fault(seat.ref, "share", f"share of time {seat.share} is not above 0 and at most 1.", "1 is all.")
    for post_id, seats in org.holders.items():
        for one, other in combinations(seats, 2):
            if one.person == other.person and one.validity.overlaps(other.validity):
                message = f"the same person fills post {post_id!r} twice on the same days."
                yield Fault(other.ref, "start", message, "Join the two rows or end the first.")


def _asset_references(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    located: tuple[Dataset | RegisteredModel | UseCase, ...] = (*org.datasets, *org.models, *org.use_cases)
    for asset in located:
        yield from _missing(org, spelling, asset.ref, "line", "unit", asset.line)
    users: tuple[RegisteredModel | UseCase, ...] = (*org.models, *org.use_cases)
    for user in users:
        for name in user.datasets:
            if Ref("dataset", name) not in org.asset:
                hint = spelling.near(name, (d.id for d in org.datasets))
                yield Fault(user.ref, "datasets", f"dataset {name!r} does not exist.", hint)
    for model in org.models:
        if model.use_case is not None and Ref("use_case", model.use_case) not in org.asset:
            hint = spelling.near(model.use_case, (u.id for u in org.use_cases))
            yield Fault(model.ref, "use_case", f"use case {model.use_case!r} does not exist.", hint)
    for platform in org.platforms:
        for unit in platform.serves:
            yield from _missing(org, spelling, platform.ref, "serves", "unit", unit)


def _ownerships(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for o in org.ownerships:
        if not org.exists(o.asset):
            hint = spelling.near(str(o.asset), [*map(str, org.asset), *(str(u.ref) for u in org.units)])
            yield Fault(o.ref, "asset", f"asset {str(o.asset)!r} does not exist.", hint)
        if not org.exists(o.owner):
            kinds = {"unit": org.unit, "post": org.post, "person": org.person}
            hint = spelling.near(o.owner.id, kinds.get(o.owner.kind, {}))
            yield Fault(o.ref, "owner", f"owner {str(o.owner)!r} does not exist.", hint)
        elif o.owner.kind not in ("unit", "post", "person", "vendor", "nobody"):
            yield Fault(
                o.ref,
                "owner",
                f"a {o.owner.kind} cannot own anything.",
                "Name a unit, post, person or vendor.",
            )
        yield from _misplaced(o.ref, o.asset, o.responsibility in DATA_RESPONSIBILITIES, o.responsibility.value)


def _misplaced(ref: Ref, asset: Ref, concerns_data: bool, name: str) -> Iterator[Fault]:
    if (asset.kind == "dataset" and not concerns_data) or (asset.kind == "model" and concerns_data):
        data = ", ".join(r.value for r in DATA_RESPONSIBILITIES)
        hint = f"Datasets have {data}; models have build, deploy, maintain."
        yield Fault(ref, "responsibility", f"a {asset.kind} has no responsibility {name!r}.", hint)


def _accountable(org: Organization, spelling: _Spelling) -> Iterator[Fault]:
    for asset, owned in org.owners_of.items():
        accountable = [o for o in owned if o.part is Part.ACCOUNTABLE]
        for one, other in combinations(accountable, 2):
            if one.responsibility is other.responsibility and one.validity.overlaps(other.validity):
                message = f"{asset} has two accountable for {one.responsibility.value}: {one.owner} and {other.owner}."
                yield Fault(other.ref, "owner", message, "Keep one accountable; the others are responsible.")


_CHECKS: tuple[Callable[[Organization, _Spelling], Iterator[Fault]], ...] = (
    _ids,
    _dates,
    _unit_references,
    _post_references,
    _lines,
    _unknown_lines,
    _memberships,
    _asset_references,
    _ownerships,
    _accountable,
)


def _missing(
    org: Organization, spelling: _Spelling, subject: Ref, attribute: str, kind: str, name: str | None
) -> Iterator[Fault]:
    known = {"unit": org.unit, "post": org.post, "person": org.person}[kind]
    if name is not None and name not in known:
        yield Fault(subject, attribute, f"{kind} {name!r} does not exist.", spelling.near(name, known))


def _loop(start: str, parent: dict[str, str | None]) -> str:
    chain, node = [start], parent[start]
    while node is not None and node != start and len(chain) < 8:
        chain.append(node)
        node = parent.get(node)
    return " → ".join([*chain, start if node == start else "…"])
