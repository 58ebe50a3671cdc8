"""What a change in `scenarios/*.yaml` may hold: one verb, and optionally when, in which wave and why."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_validator

from .. import entries
from ..entries import Day, Entry, Id, Ids, ManagerRef, Text
from ..values import Unreadable, read_id


class Move(Entry):
    """A post sits in another unit."""

    post: Id = Field(description="Id of the post.")
    to: Id = Field(description="Id of the unit it moves to.")


class Report(Entry):
    """A post reports to another manager."""

    post: Id = Field(description="Id of the post.")
    to: ManagerRef = Field(description="Id of the manager's post; 'none': the top; '?name': named but in no row.")
    dotted: Ids | None = Field(None, description="Ids of posts it then reports to beside its line.")


class Retitle(Entry):
    """A post gets another title or role."""

    post: Id = Field(description="Id of the post.")
    title: Text | None = Field(None, description="The new title.")
    role: Id | None = Field(None, description="The new role.")

    @model_validator(mode="after")
    def _says_something(self) -> Retitle:
        if self.title is None and self.role is None:
            raise Unreadable(self.post, "gets neither title nor role.", "Add title: … or role: ….")
        return self


class NewMandate(Entry):
    """A post may take up other use cases."""

    post: Id = Field(description="Id of the post.")
    to: entries.MandateWord = Field(description="own_line, any_line or long_term.")


class NewManagerKind(Entry):
    """A manager is of another kind."""

    post: Id = Field(description="Id of the post.")
    to: entries.ManagerKindWord = Field(description="What the manager is by trade.")


class Head(Entry):
    """A unit gets another head."""

    unit: Id = Field(description="Id of the unit.")
    post: Id = Field(description="Id of the post that leads it from now on.")


class Piece(Entry):
    """A part of a unit that is split."""

    id: Id = Field(description="Id of the new unit.")
    posts: Ids = Field((), description="Ids of the posts that move there.")


class Split(Entry):
    """Posts of a unit move to new units; the unit stays with the rest."""

    unit: Id = Field(description="Id of the unit.")
    into: list[Piece] = Field(description="The new units.")


class Merge(Entry):
    """Units end; all that is theirs goes to another."""

    units: Ids = Field(description="Ids of the units that end.")
    into: Id = Field(description="Id of the unit they merge into.")


def _read_fields(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable(value, "stands where a mapping is wanted.", "Write key: value.")
    return value


def _read_key(value: Any) -> Any:
    return value if isinstance(value, dict) else read_id(value)


FreeFields = Annotated[dict[str, Any], BeforeValidator(_read_fields, json_schema_input_type=dict[str, Any])]
EntityKey = Annotated[Any, BeforeValidator(_read_key, json_schema_input_type=str | dict[str, str])]


class ChangeEntry(Entry):
    """One change: exactly one of the verbs."""

    on: Day | None = Field(None, description="The day it takes effect, 2026-01-31. Empty: from the start.")
    wave: Text = Field("", description="Name of the wave it belongs to.")
    reason: Text = Field("", description="Why.")
    move: Move | None = Field(None, description="A post sits in another unit.")
    report: Report | None = Field(None, description="A post reports to another manager.")
    retitle: Retitle | None = Field(None, description="A post gets another title or role.")
    mandate: NewMandate | None = Field(None, description="A post may take up other use cases.")
    manager_kind: NewManagerKind | None = Field(None, description="A manager is of another kind.")
    head: Head | None = Field(None, description="A unit gets another head.")
    own: entries.OwnershipFields | None = Field(
        None, description="An owner takes over; whoever was accountable no longer is."
    )
    disown: entries.OwnershipFields | None = Field(None, description="An ownership ends.")
    add_post: entries.NewPost | None = Field(None, description="A new, vacant post.")
    close_post: Id | None = Field(None, description="Id of a vacant post that ends.")
    add_unit: entries.NewUnit | None = Field(None, description="A new unit.")
    close_unit: Id | None = Field(None, description="Id of a unit that ends.")
    split_unit: Split | None = Field(None, description="Posts of a unit move to new units.")
    merge_units: Merge | None = Field(None, description="Units end; all that is theirs goes to another.")
    add_platform: entries.NewPlatform | None = Field(None, description="A new platform.")
    set: FreeFields | None = Field(
        None, description="Fields of anything take new values: {subject: kind:id, field: value, …}."
    )
    add: FreeFields | None = Field(None, description="Anything new: {kind: …, id: …, field: value, …}.")
    remove: EntityKey | None = Field(
        None, description="Anything ends: kind:id, or {kind: membership, post: …, person: …, start: …}."
    )

    @model_validator(mode="after")
    def _has_one_verb(self) -> ChangeEntry:
        verbs = [name for name in VERBS if getattr(self, name) is not None]
        if len(verbs) > 1:
            raise Unreadable(" and ".join(verbs), "stand in one change.", "Write one verb for each change.")
        if not verbs:
            raise Unreadable(
                ", ".join(sorted(self.model_fields_set)), "is no change.", f"Add one of {', '.join(VERBS)}."
            )
        return self


VERBS = tuple(name for name in ChangeEntry.model_fields if name not in ("on", "wave", "reason"))


class ScenarioFile(Entry):
    """A named list of dated changes on the organisation as it is."""

    name: Text = Field("", description="Name of the scenario. Empty: the name of the file.")
    description: Text = Field("", description="What it is for.")
    changes: list[ChangeEntry] = Field([], description="The changes, in order.")
