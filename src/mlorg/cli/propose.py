"""`mlorg propose`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from .arguments import HERE, Everything, Workspace, pair
from .command import command
from .screen import Screen

if TYPE_CHECKING:
    from ..api import ProposalOptions


STRUCTURES = (
    "nascent",
    "rnd",
    "embedded",
    "independent",
    "ml_first",
    "hub_and_spoke",
    "embedded_platform",
    "embedded_guild",
    "builders_deploy",
    "ml_owns_pipelines",
    "ownership_only",
)
"""What can be proposed, named here so that the help costs no import; a test compares it with the catalogue."""


class ProposalFormat(StrEnum):
    """How a proposal is shown."""

    TEXT = "text"
    JSON = "json"
    YAML = "yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeOptions:
    """What `mlorg propose` is asked."""

    archetype: Annotated[str, typer.Option("--archetype", "-a", metavar="ID", help=f"One of {', '.join(STRUCTURES)}.")]
    arm: Annotated[
        str,
        typer.Option(
            "--arm",
            metavar="restructured|settled",
            help="The same people from Monday, or the same pay bill once settled, with the structure's own roles.",
        ),
    ] = "restructured"
    coverage: Annotated[
        list[Any] | None,
        typer.Option("--coverage", "-c", parser=pair, metavar="LINE=N", help="ML people for a business line."),
    ] = None
    workspace: Workspace = HERE
    write: Annotated[
        str, typer.Option("--write", metavar="NAME", help="Keep it as the scenario NAME: scenarios/NAME.yaml.")
    ] = ""
    everything: Everything = False
    format: Annotated[ProposalFormat, typer.Option("--format", "-f", help="Text, JSON, or a scenario file.")] = (
        ProposalFormat.TEXT
    )

    @property
    def options(self) -> ProposalOptions:
        """The same, as the library takes it."""
        from ..api import ProposalOptions

        return ProposalOptions(self.arm, _people(self.coverage) if self.coverage else None, self.write)


def _people(coverage: Iterable[tuple[str, str]]) -> dict[str, int]:
    wrong = [f"{line}={people}" for line, people in coverage if not people.isdecimal()]
    if wrong:
        message = f"--coverage {', '.join(wrong)}: a number of people is wanted after the line, e.g. sales=3."
        raise typer.BadParameter(message)
    return {line: int(people) for line, people in coverage}


@command(
    ProposeOptions,
    "mlorg propose --archetype embedded -w acme",
    "mlorg propose --archetype hub_and_spoke --coverage payments=4 --coverage logistics=2 -w acme",
    "mlorg propose --archetype independent --arm settled --write central -w acme",
    "mlorg propose --archetype embedded --format yaml -w acme > scenarios/embedded.yaml",
)
def propose(asked: ProposeOptions, screen: Screen) -> None:
    """Propose this organisation in another structure.

    Every change is told with its reason, and what could not be done is told too.

    The changes are a scenario: --write keeps it, `mlorg diff baseline NAME` shows it again, and it can be edited.
    Nothing is judged here; which structure is better is a question for a comparison.
    """
    from .. import api

    workspace = api.load(asked.workspace)
    if asked.format is ProposalFormat.YAML:
        screen.text(api.proposal_text(workspace, asked.archetype, asked.options))
    else:
        screen.page(api.propose(workspace, asked.archetype, asked.options), asked.format, asked.everything)
