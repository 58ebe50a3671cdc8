"""Changes in words: what a scenario does, one plain sentence a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from .assets import Ownership
from .changes import ORGANIZATION, Add, Change, MergeUnits, Own, Remove, Set, SplitUnit
from .figures import percent
from .naming import asset_name, on_one_line, owner_name, post_title, unit_name
from .organization import Organization
from .references import NOBODY, Line, Ref, Unresolved
from .roles import roles
from .structure import Membership, Person, Post, Unit
from .vocabulary import DATA_RESPONSIBILITIES, Part, Responsibility

WORK: Mapping[Responsibility, str] = {
    Responsibility.COLLECT: "collecting",
    Responsibility.WAREHOUSE: "storing",
    Responsibility.LABEL: "labelling",
    Responsibility.PIPELINE: "the pipelines of",
    Responsibility.BUILD: "building",
    Responsibility.DEPLOY: "deploying",
    Responsibility.MAINTAIN: "maintaining",
}
"""A responsibility as work on something."""

TRADES: Mapping[str, str] = {"ml": "machine learning", "executive": "the executive"}
"""A kind of manager where its word does not say it."""
MANDATES: Mapping[str, str] = {"own_line": "its own line", "any_line": "any line", "long_term": "the long term"}
"""A mandate as what one works for."""


def sentence(change: Change, org: Organization) -> str:
    """The change as one sentence with a full stop; `org` is the organisation it applies to.

    Posts and units are called by title and name, by id where `org` does not hold them. Persons are never named.
    """
    words = on_one_line(_WORDS[type(change)](change, org))
    return words[:1].upper() + words[1:] + "."


def post_name(org: Organization, post: str) -> str:
    """A post by its title, with its id where the title does not tell it."""
    if post not in org.post:
        return post
    title = post_title(org.post[post])
    return title if _slug(title) == _slug(post) else f"{title} ({post})"


def _slug(text: str) -> str:
    return re.sub(r"\W+", "-", text.casefold()).strip("-")


def _unit(org: Organization, unit: str | None) -> str:
    return unit_name(org, unit) or "no known unit"


def _manager(org: Organization, to: object) -> str:
    if to is Line.TOP:
        return "nobody"
    if isinstance(to, Unresolved):
        return "somebody who stands nowhere"
    return post_name(org, to) if isinstance(to, str) else "somebody not known"


def _thing(org: Organization, ref: Ref) -> str:
    if ref.kind == "unit":
        return unit_name(org, ref.id)
    if ref.kind == "post":
        return post_name(org, ref.id)
    name = asset_name(org.asset[ref]) if ref in org.asset else ref.id
    return f"{_kind(ref.kind)} {name}"


def _set(change: Set, org: Organization) -> str:
    if change.subject == ORGANIZATION:
        return f"the organisation is now called {dict(change.values)['name']}"
    values = dict(change.values)
    if change.subject.kind == "post" and change.subject.id in org.post:
        parts = list(_post_parts(org.post[change.subject.id], values, org))
    else:
        parts = list(_unit_parts(change.subject.id, values, org)) if change.subject.kind == "unit" else []
    parts += [f"now has {_field(name)} {_value(value)}" for name, value in values.items()]
    return f"{_thing(org, change.subject)} {_joined(parts)}"


def _post_parts(post: Post, values: dict[str, Any], org: Organization) -> Iterator[str]:
    """What happens to a post; takes the values it tells out of `values`."""
    if "sits_in" in values:
        old, new = _unit(org, post.sits_in), _unit(org, values.pop("sits_in"))
        yield f"moves from {old} to {new}"
    if "reports_to" in values:
        yield f"reports to {_manager(org, values.pop('reports_to'))} instead of {_manager(org, post.reports_to)}"
    if "dotted_to" in values:
        others = [post_name(org, other) for other in values.pop("dotted_to")]
        yield f"has a dotted line to {' and '.join(others)}" if others else "has no dotted line any more"
    yield from _title_part(values)
    if values.get("mandate"):
        yield f"works for {MANDATES[values.pop('mandate')]}"
    if values.get("manager_kind"):
        yield f"counts as a manager from {TRADES.get(kind := values.pop('manager_kind').value, kind)}"
    if "pay" in values:
        values.pop("pay")
        yield "is paid otherwise"
    if "fte" in values:
        yield f"is paid for {percent(values.pop('fte'))} of full time"


def _title_part(values: dict[str, Any]) -> Iterator[str]:
    title, role = values.pop("title", None), values.pop("role", None)
    known = roles().get(role or "")
    label = known.label if known else role
    if title:
        yield f"becomes {title}" + (f" ({label})" if label and label != title else "")
    elif label:
        yield f"becomes {label}"


def _unit_parts(unit: str, values: dict[str, Any], org: Organization) -> Iterator[str]:
    if "name" in values:
        yield f"is now called {values.pop('name') or unit}"
    if "part_of" in values:
        whole = values.pop("part_of")
        yield f"becomes part of {_unit(org, whole)}" if whole else "is part of no other unit any more"
    if "head" in values:
        head = values.pop("head")
        yield f"is now led by {post_name(org, head)}" if head else "has no head any more"
    if values.get("business_line") is not None:
        yield "is a business line" if values.pop("business_line") else "is no business line"
    if values.get("funder"):
        yield f"is now paid for by {_unit(org, values.pop('funder'))}"


def _field(name: str) -> str:
    return name.replace("_", " ")


def _value(value: Any) -> str:
    if isinstance(value, Enum):
        return str(value.value) or "not known"
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, float):
        return f"{value:.3g}"
    return "not known" if value is None or value == "" else str(value)


def _joined(parts: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1]))) if parts else "stays as it is"


def _add(change: Add, org: Organization) -> str:
    entity = change.entity
    if isinstance(entity, Ownership):
        return _owns(entity, org)
    if isinstance(entity, Membership):
        return f"{post_name(org, entity.post)} is filled"
    if isinstance(entity, Post):
        line = f", reporting to {_manager(org, entity.reports_to)}"
        return f"new post: {post_title(entity)} in {_unit(org, entity.sits_in)}{line}"
    if isinstance(entity, Unit):
        whole = f", part of {_unit(org, entity.part_of)}" if entity.part_of else ""
        return f"new unit: {entity.label}{whole}"
    if isinstance(entity, Person):
        return "a person joins"
    return f"new {_kind(change.kind)}: {asset_name(entity)}"


def _kind(kind: str) -> str:
    return kind.replace("_", " ")


def _remove(change: Remove, org: Organization) -> str:
    if change.kind == "ownership":
        known = next((o for o in org.ownerships if o.key == change.key), None)
        return _ends(known, org) if known else f"the ownership {' '.join(change.key)} ends"
    if change.kind == "membership":
        return f"{post_name(org, change.key[0])} is left by who fills it"
    if change.kind == "person":
        return "a person leaves"
    name = _thing(org, Ref(change.kind, str(change.key)))
    return f"the post {name} is closed" if change.kind == "post" else f"{name} ends"


def _ends(ownership: Ownership, org: Organization) -> str:
    if ownership.owner == NOBODY:
        return f"it no longer holds that nobody is accountable for {_work(ownership, org)}"
    return _owns(ownership, org, "no longer ")


def _own(change: Own, org: Organization) -> str:
    new = change.ownership
    before = _accountable(org, new)
    if new.part is Part.RESPONSIBLE or before is None:
        return _owns(new, org)
    if (before.owner, before.function) == (new.owner, new.function):
        return f"{owner_name(org, new)} {'stay' if new.function else 'stays'} accountable for {_work(new, org)}"
    if before.owner == NOBODY:
        return f"{_owns(new, org)}; nobody was"
    return f"{_owns(new, org)}; {owner_name(org, before)} no longer {_is(before)}"


def _accountable(org: Organization, new: Ownership) -> Ownership | None:
    """Who is accountable for the same before."""
    same = (o for o in org.owners_of.get(new.asset, ()) if o.responsibility is new.responsibility)
    return next((o for o in same if o.part is Part.ACCOUNTABLE), None)


def _owns(ownership: Ownership, org: Organization, adverb: str = "") -> str:
    part = "accountable for" if ownership.part is Part.ACCOUNTABLE else "helping with"
    return f"{owner_name(org, ownership)} {_is(ownership)} {adverb}{part} {_work(ownership, org)}"


def _is(ownership: Ownership) -> str:
    return "are" if ownership.function else "is"


def _work(ownership: Ownership, org: Organization) -> str:
    work = WORK[ownership.responsibility]
    if ownership.asset.kind == "unit":
        what = "data" if ownership.responsibility in DATA_RESPONSIBILITIES else "models"
        return f"{work} the {what} of {unit_name(org, ownership.asset.id)}"
    return f"{work} {_thing(org, ownership.asset)}"


def _split(change: SplitUnit, org: Organization) -> str:
    pieces = [f"{unit} ({len(posts)} {'post' if len(posts) == 1 else 'posts'})" for unit, posts in change.into]
    return f"{unit_name(org, change.unit)} is split; new beside it: {', '.join(pieces)}"


def _merge(change: MergeUnits, org: Organization) -> str:
    gone = [unit_name(org, unit) for unit in change.units if unit != change.into]
    return f"{_joined(gone)} {'is' if len(gone) == 1 else 'are'} merged into {unit_name(org, change.into)}"


_WORDS: Mapping[type, Callable[[Any, Organization], str]] = {
    Set: _set,
    Add: _add,
    Remove: _remove,
    Own: _own,
    SplitUnit: _split,
    MergeUnits: _merge,
}
