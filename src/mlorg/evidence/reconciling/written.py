"""What was written by hand into a workspace, as statements like any other source's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from typing import Any

from ...errors import Place
from ...org import Organization, Part, Ref
from ...org.statements import Statement, Value
from .precedence import WORKSPACE

PlaceOfRef = Callable[[Ref, str], Place]

FIELDS = {
    "unit": {"name": "name", "part_of": "unit", "head": "post"},
    "dataset": {"name": "name", "line": "unit"},
    "model": {"name": "name", "line": "unit", "use_case": "use_case", "stage": "", "released": "", "bought": ""},
    "platform": {"name": "name"},
    "use_case": {"name": "name", "line": "unit", "automated": ""},
}
"""Fields of each kind that become statements, and the kind of what they refer to."""


def written_statements(org: Organization, place_of: PlaceOfRef) -> Iterator[Statement]:
    """Units, assets and ownership. Posts and people stay what they are: no source overrules them one by one."""
    for collection in (org.units, org.datasets, org.models, org.platforms, org.use_cases):
        for entity in collection:
            yield from _entity(entity, place_of)
    for o in org.ownerships:
        attribute = "owner" if o.part is Part.ACCOUNTABLE else "responsible"
        place = place_of(o.ref, "owner")
        attribute = f"{attribute}.{o.responsibility.value}"
        since, until = o.validity.start, o.validity.end
        yield Statement(o.asset, attribute, o.owner, WORKSPACE, place, since, until=until)


def _entity(entity: Any, place_of: PlaceOfRef) -> Iterator[Statement]:
    ref: Ref = entity.ref
    validity = entity.validity
    yield Statement(ref, "exists", True, WORKSPACE, place_of(ref, "id"), validity.start, until=validity.end)
    for name, kind in FIELDS[ref.kind].items():
        value = getattr(entity, name)
        if value not in (None, "", False):
            yield Statement(ref, name, _value(value, kind), WORKSPACE, place_of(ref, name))
    for dataset in getattr(entity, "datasets", ()):
        yield Statement(ref, "uses", Ref("dataset", dataset), WORKSPACE, place_of(ref, "datasets"))


def _value(value: Any, kind: str) -> Value:
    if kind in ("unit", "post", "use_case"):
        return Ref(kind, value)
    if isinstance(value, Enum):
        return str(value.value)
    return value if isinstance(value, bool | date) else str(value)
