"""An organisation being put together from what several files state."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import Place, Problem
from ..org import Line, Membership, Organization
from ..org.organization import COLLECTIONS, Entity, entity_key
from .entities import entity_of
from .places import Key, PlaceOf, Places
from .values import shown


class Draft:
    """Entities by kind and key, the problems met, and the places of both.

    Posts and persons may be stated in several rows and files; what the statements say of the same field must agree.
    Everything else may stand once only.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.places = Places()
        self.complete = True
        self.stated: dict[str, dict[str, dict[str, Any]]] = {"post": {}, "person": {}}
        self.entities: dict[str, dict[Key, Entity]] = {kind: {} for kind in COLLECTIONS if kind not in self.stated}

    def add(self, kind: str, values: Mapping[str, Any], place_of: PlaceOf) -> None:
        """One entity; a problem if there is one with this key already."""
        entity = entity_of(kind, values)
        key = entity_key(kind, entity)
        if key in self.entities[kind]:
            self._report_twice(kind, key, place_of("id"))
            return
        self.entities[kind][key] = entity
        self.places.entries[kind, key] = place_of

    def seat(self, seat: Membership, place: Place) -> None:
        """One membership; a problem if there is one of this person in this post with the same first day."""
        seats = self.entities["membership"]
        if seat.key in seats:
            self._report_twice("membership", seat.key, place)
        else:
            seats[seat.key] = seat

    def state(self, kind: str, values: dict[str, Any], place_of: PlaceOf) -> None:
        """What one row or entry says of a post or person; a problem where it contradicts another."""
        name = values["id"]
        if values.get("reports_to") == name:
            self._read_as_top(name, place_of("reports_to"))
            values["reports_to"] = Line.TOP
        said = self.stated[kind].setdefault(name, values)
        if said is not values:
            for attribute, value in values.items():
                if said.setdefault(attribute, value) != value:
                    self._report_contradiction(kind, name, attribute, place_of(attribute))

    def organization(self, name: str, blank_is_root: bool) -> Organization:
        """The organisation of all that was stated; `blank_is_root` tells what a post without a manager is."""
        if blank_is_root:
            for values in self.stated["post"].values():
                values.setdefault("reports_to", Line.TOP)
        stated = {kind: [entity_of(kind, v) for v in of_kind.values()] for kind, of_kind in self.stated.items()}
        self.stated = {kind: {} for kind in stated}
        parts = {**{kind: of_kind.values() for kind, of_kind in self.entities.items()}, **stated}
        return Organization.of(name, **{COLLECTIONS[kind]: entities for kind, entities in parts.items()})

    def _read_as_top(self, name: str, place: Place) -> None:
        message = f"post {shown(name)} reports to itself: read as the top of the organisation."
        self.problems.append(Problem(place, message, "Write 'none' for the top.", warning=True))

    def _report_twice(self, kind: str, key: Key, place: Place) -> None:
        first = self.places.of(kind, key, "id")
        name = shown(key) if isinstance(key, str) else " ".join(part for part in key if part)
        message = f"{kind} {name} stands twice: first at {first}."
        hint = "Delete one or give it another id." if isinstance(key, str) else "Delete one."
        self.problems.append(Problem(place, message, hint))

    def _report_contradiction(self, kind: str, name: str, attribute: str, place: Place) -> None:
        first = self.places.of(kind, name, attribute)
        message = f"{attribute} of {kind} {shown(name)} differs from what {first} says."
        self.problems.append(Problem(place, message, f"Rows of one {kind} must agree; a blank agrees with all."))
