"""What can be asked of the API, checked at the border."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from ..api import QUICK_LOOK

MOST_CHANGES = 5000
CLOSE_LOOK = (125, 8)


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


RunKind = Literal["compare", "plan", "search", "backtest", "claims", "validate", "oracles"]
Arm = Literal["restructured", "settled"]


class SearchBody(Asked):
    """What a search between the structures is to find, and within which limits."""

    outcome: Annotated[str, Field(max_length=50, description="aims, dip or an outcome, e.g. lead_time.")] = "aims"
    arm: Arm = "restructured"
    trials: Annotated[int, Field(ge=1, le=2000)] = 150
    least_team: Annotated[int, Field(ge=1, le=1000, description="ML people of a line, if it has any, at least.")] = 2
    most_moved: Annotated[int, Field(ge=0, le=10**6)] | None = None


class RunBody(Asked):
    """What to compute: today beside the library's structures, if wanted, and scenarios; a plan, the way `to` one."""

    kind: RunKind = "compare"
    to: str = Field("", max_length=200, description="Where a plan leads: a structure of the library, or a scenario.")
    scenarios: list[str] = Field([], max_length=50, description="Scenarios of the workspace to compare.")
    draft: DraftBody | None = Field(None, description="A scenario that is saved nowhere, compared as well.")
    search: SearchBody = Field(default_factory=SearchBody, description="For a search between the structures.")
    library: bool = Field(True, description="False: only today and the scenarios, which is several times quicker.")
    structures: list[str] = Field([], max_length=50, description="Of the library; none named = all.")
    draws: Annotated[int, Field(ge=3, le=1000)] = 125
    per_draw: Annotated[int, Field(ge=1, le=100)] = 8
    quarters: int = Field(12, description="4, 8, 12 or 20.")
    seed: Annotated[int, Field(ge=0, lt=2**63)] | None = None


class RunForm(Asked):
    """The same as the forms of pages send it."""

    kind: RunKind = "compare"
    scenario: list[str] = Field([], max_length=50)
    library: bool = True
    quick: bool = False
    to: str = Field("", max_length=200)
    outcome: str = Field("aims", max_length=50)
    arm: Arm = "restructured"
    least_team: int = Field(2, ge=1, le=1000)
    most_moved: Annotated[int | None, BeforeValidator(lambda given: given or None), Field(ge=0, le=10**6)] = None

    def body(self) -> RunBody:
        """What is asked for; a search draws cases alone, all else courses of luck in each too."""
        draws, per_draw = QUICK_LOOK if self.quick else CLOSE_LOOK
        search = {name: getattr(self, name) for name in ("outcome", "arm", "least_team", "most_moved")}
        asked = {"kind": self.kind, "to": self.to, "scenarios": self.scenario, "library": self.library}
        size = {"draws": draws, "per_draw": per_draw, "search": {**search, "trials": 60 if self.quick else 150}}
        return RunBody.model_validate({**asked, **size})


class KeepBody(Asked):
    """The name under which something is kept as a scenario."""

    name: str = Field(min_length=1, max_length=80)


class DecisionAnswer(Asked):
    """What somebody says of an assumption: `3`, `3 roughly`, `3 from 10` (cases), `20 %`, `2 of 10`, `don't know`."""

    assumption: str = Field(min_length=1, max_length=100)
    answer: str = Field(max_length=100)


class DecisionAnswersBody(Asked):
    """Answers for the decision, kept all or none; without `keep` only what they would change is told."""

    answers: list[DecisionAnswer] = Field(min_length=1, max_length=200)
    keep: bool = True


class AnswerBody(Asked):
    """An answer to a question of the bank: the id of an answer, or several."""

    question: str = Field(min_length=1, max_length=200)
    answer: list[str] = Field(min_length=1, max_length=50)
