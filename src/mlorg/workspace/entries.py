"""What an entry of `org.yaml`, `assets.csv` or `ownership.csv` may hold, with a description of every field.

These models read values and make the JSON Schema; the organisation's own dataclasses are made from what they were
given. An empty value counts as not given.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema, model_validator

from ..org import Function, ManagerKind, Mandate, ModelStage, Part, Ref, Responsibility, UnitKind
from . import values

Text = Annotated[str, BeforeValidator(values.read_text, json_schema_input_type=str)]
Id = Annotated[str, BeforeValidator(values.read_id, json_schema_input_type=str)]
Ids = Annotated[tuple[str, ...], BeforeValidator(values.read_ids, json_schema_input_type=list[str] | str)]
Day = Annotated[date, BeforeValidator(values.read_day, json_schema_input_type=date)]
Number = Annotated[float, BeforeValidator(values.read_number, json_schema_input_type=float)]
Count = Annotated[int, BeforeValidator(values.read_count, json_schema_input_type=int)]
YesNo = Annotated[bool, BeforeValidator(values.read_yes_no, json_schema_input_type=bool)]
_TEXT_SCHEMA = WithJsonSchema({"type": "string"})
ManagerRef = Annotated[Any, PlainValidator(values.read_manager), _TEXT_SCHEMA]
AssetRef = Annotated[Ref, PlainValidator(values.read_asset), _TEXT_SCHEMA]
OwnerRef = Annotated[Ref, PlainValidator(values.read_owner), _TEXT_SCHEMA]
UnitKindWord = Annotated[UnitKind, BeforeValidator(values.reader_of(UnitKind))]
FunctionWord = Annotated[Function, BeforeValidator(values.reader_of(Function))]
MandateWord = Annotated[Mandate, BeforeValidator(values.reader_of(Mandate))]
ManagerKindWord = Annotated[ManagerKind, BeforeValidator(values.reader_of(ManagerKind))]
StageWord = Annotated[ModelStage, BeforeValidator(values.reader_of(ModelStage))]
PartWord = Annotated[Part, BeforeValidator(values.reader_of(Part))]
ResponsibilityWord = Annotated[Responsibility, BeforeValidator(values.reader_of(Responsibility))]


class Entry(BaseModel):
    """A mapping in a file. Keys that are not described here are refused; empty values count as not given."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty_values(cls, data: Any) -> Any:
        if data is None:
            return {}
        if not isinstance(data, dict):
            return data
        known = keys_of(cls)
        return {key: value for key, value in data.items() if key not in known or not _is_empty(value)}


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


@cache
def keys_of(model: type[BaseModel]) -> dict[str, str]:
    """Key in a file -> name of the field, for every field of the model."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


class Dated(Entry):
    """What holds between two days."""

    start: Day | None = Field(None, description="First day on which it holds, 2026-01-31. Empty: since ever.")
    end: Day | None = Field(None, description="Last day on which it holds. Empty: without end.")


class UnitFields(Dated):
    """A part of the organisation: a division, a team."""

    name: Text = Field("", description="Name for people; the id is shown where there is none.")
    kind: UnitKindWord = Field(UnitKind.TEAM, description="Size: organization, division or team.")
    part_of: Id | None = Field(None, description="Id of the unit this one is part of. Empty: a top.")
    head: Id | None = Field(None, description="Id of the post that leads the unit.")
    function: FunctionWord | None = Field(None, description="What kind of work the unit does.")
    business_line: YesNo | None = Field(None, description="Whether its users want ML use cases. Empty: not known.")
    funder: Id | None = Field(None, description="Id of the unit that pays for it, if not the one it is part of.")


class HolderFields(Dated):
    """A person who fills the post."""

    person: Id = Field(description="Pseudonym of the person; never a name.")
    share: Number = Field(1.0, description="Share of the person's time, above 0 and at most 1.")


def _with_keys(value: Any) -> Any:
    """A list in which a bare person stands for a mapping with one key."""
    entries = value if isinstance(value, list) else [value]
    return [{"person": entry} if isinstance(entry, str) else entry for entry in entries]


class PostFields(Dated):
    """A seat, filled or not. Many posts are better kept in people.csv."""

    title: Text = Field("", description="Job title.")
    role: Id | None = Field(None, description="Id of the role table, e.g. data_scientist. Empty: not known.")
    sits_in: Id | None = Field(None, description="Id of the unit the post sits in.")
    reports_to: ManagerRef = Field(
        None,
        description="Id of the manager's post; 'none': the top; '?name': named but in no row; empty: not known.",
    )
    dotted_to: Ids = Field((), description="Ids of posts it reports to beside its line.")
    level: Text | None = Field(None, description="Level or grade, in the organisation's own words.")
    seat: Text | None = Field(None, description="Name of the seat, where a roster knows managers by it.")
    pay: Number | None = Field(
        None, description="Pay relative to a data scientist (1.0). Never an amount. Empty: by role."
    )
    fte: Number = Field(1.0, description="Share of full time that is paid: 1 is full time.")
    mandate: MandateWord | None = Field(None, description="Whose use cases an ML post may take up.")
    manager_kind: ManagerKindWord | None = Field(
        None, description="What its holder is by trade, as a manager. Empty: by role."
    )
    declared_ml: YesNo | None = Field(None, alias="ml", description="Overrules the rule of who is an ML person.")


class SeatedPostFields(PostFields):
    """A post together with those who fill it."""

    holders: Annotated[
        list[HolderFields],
        BeforeValidator(_with_keys, json_schema_input_type=list[HolderFields | str] | str),
    ] = Field([], description="Persons who fill the post: pseudonyms, or mappings with share and dates.")


class PersonFields(Dated):
    """A human, by pseudonym."""


class DatasetFields(Dated):
    """A data asset."""

    name: Text = Field("", description="Name for people.")
    line: Id | None = Field(None, description="Id of the unit whose business produces it.")


class ModelFields(Dated):
    """A model in use or on its way, trained here or bought."""

    name: Text = Field("", description="Name for people.")
    line: Id | None = Field(None, description="Id of the unit whose users it serves.")
    use_case: Id | None = Field(None, description="Id of the use case it came from.")
    datasets: Ids = Field((), description="Ids of the datasets it is fed with.")
    bought: YesNo = Field(False, description="True if its weights are bought, as for a language-model application.")
    stage: StageWord | None = Field(None, description="Where it stands.")
    released: Day | None = Field(None, description="Day of its first release.")


class PlatformFields(Dated):
    """Shared tooling for ML work."""

    name: Text = Field("", description="Name for people.")
    serves: Ids = Field((), description="Ids of the units that can use it. Empty: all.")


class UseCaseFields(Dated):
    """An ML idea of a business line."""

    name: Text = Field("", description="Name for people.")
    line: Id | None = Field(None, description="Id of the unit that wants it.")
    automated: YesNo | None = Field(None, description="True if it serves without a human reading it.")
    datasets: Ids = Field((), description="Ids of the datasets it needs.")


class MembershipFields(Dated):
    """A person fills a post."""

    post: Id = Field(description="Id of the post.")
    person: Id = Field(description="Pseudonym of the person.")
    share: Number = Field(1.0, description="Share of the person's time, above 0 and at most 1.")


class OwnershipFields(Dated):
    """One owner of one responsibility for one asset."""

    asset: AssetRef = Field(
        description="What is owned, e.g. dataset:orders or model:fraud; unit:x for all assets of that line."
    )
    responsibility: ResponsibilityWord = Field(description="What for: collect … pipeline for data, build … for models.")
    owner: OwnerRef = Field(description="unit:x (or a bare unit id), post:x, person:x, vendor:x or nobody.")
    part: PartWord = Field(Part.ACCOUNTABLE, description="One is accountable, any number are responsible.")
    function: FunctionWord | None = Field(None, description="Narrows a unit to its people of one trade.")


FIELDS: dict[str, type[Entry]] = {
    "unit": UnitFields,
    "post": PostFields,
    "person": PersonFields,
    "membership": MembershipFields,
    "dataset": DatasetFields,
    "model": ModelFields,
    "platform": PlatformFields,
    "use_case": UseCaseFields,
    "ownership": OwnershipFields,
}
"""What an entry of each kind may hold, its id apart."""


class Identified(Entry):
    """An entry that carries its id itself."""

    id: Id = Field(description="Its id: letters, digits, . _ -")


class NewUnit(UnitFields, Identified):
    """A new unit."""


class NewPost(PostFields, Identified):
    """A new post."""


class NewPlatform(PlatformFields, Identified):
    """A new platform."""
