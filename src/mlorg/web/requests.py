"""What can be asked of the API, checked at the border."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

MOST_CHANGES = 5000


class Asked(BaseModel):
    """A body of JSON. Keys that are not described are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DraftBody(Asked):
    """A scenario being written."""

    name: str = Field("draft", min_length=1, max_length=200, description="Name of the scenario.")
    description: str = Field("", max_length=5000, description="What it is for.")
    changes: list[dict[str, Any]] = Field(
        [], max_length=MOST_CHANGES, description="Entries of a scenario file, in order: {move: {post: …, to: …}}, …"
    )


class RunBody(Asked):
    """What to compute: today beside the library's structures, if wanted, and scenarios; a plan, the way `to` one."""

    kind: Literal["compare", "plan", "claims", "validate", "oracles"] = "compare"
    to: str = Field("", max_length=200, description="Where a plan leads: a structure of the library, or a scenario.")
    scenarios: list[str] = Field([], max_length=50, description="Scenarios of the workspace to compare.")
    draft: DraftBody | None = Field(None, description="A scenario that is saved nowhere, compared as well.")
    library: bool = Field(True, description="False: only today and the scenarios, which is several times quicker.")
    draws: Annotated[int, Field(ge=3, le=1000)] = 125
    per_draw: Annotated[int, Field(ge=1, le=100)] = 8
    quarters: int = Field(12, description="4, 8, 12 or 20.")
    seed: Annotated[int, Field(ge=0, lt=2**63)] | None = None


class AnswerBody(Asked):
    """An answer to a question of the bank: the id of an answer, or several."""

    question: str = Field(min_length=1, max_length=200)
    answer: list[str] = Field(min_length=1, max_length=50)
