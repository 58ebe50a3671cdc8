"""`mlorg check`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

import typer

from .arguments import HERE, Everything, Folder, iso_date
from .command import command
from .failures import CLEAN, FINDINGS, PARTIAL
from .screen import Screen


class CheckFormat(StrEnum):
    """How findings are shown."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What `mlorg check` is asked."""

    folder: Folder = HERE
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar="RULE", help="Only this rule, or a pattern such as 'owner-*'; may be repeated."
        ),
    ] = None
    as_of: Annotated[
        Any, typer.Option("--as-of", parser=iso_date, metavar="DATE", help="The organisation of that day.")
    ] = None
    rules: Annotated[bool, typer.Option("--rules", help="List the rules instead of following them.")] = False
    everything: Everything = False
    format: Annotated[
        CheckFormat, typer.Option("--format", "-f", help="Text to read, or a form that other tools read.")
    ] = CheckFormat.TEXT


@command(
    CheckOptions,
    "mlorg check -w acme",
    "mlorg check -w acme --select 'owner-*' --select no-owner",
    "mlorg check -w acme --format sarif > mlorg.sarif",
    "mlorg check -w acme --format github",
    "mlorg check --rules -w acme",
)
def check(asked: CheckOptions, screen: Screen) -> int:
    """Find gaps and contradictions in who owns what.

    A linter for ownership: models without a maintainer, data sets without an owner, owners who are gone, rules that
    match nothing, sources that disagree. Which rules are followed, how strictly, and what is ignored with a reason and
    until when, stands in mlorg.yaml under checks:.

    What the sources said at the last mlorg scan is looked at. Errors and warnings make the exit code 1, notes do not;
    it is 3 if there are none but the last scan could not read everything. No finding names a person.
    """
    from .. import api

    if asked.rules:
        screen.text("".join(f"{row.rule} ({row.severity})\n  {row.message}\n" for row in api.rules(asked.folder)))
        return CLEAN
    page = api.check(asked.folder, api.CheckRequest(tuple(asked.select or ()), asked.as_of), screen.warn)
    screen.findings(page, asked.format, asked.everything)
    if page.failing:
        return FINDINGS
    return PARTIAL if page.incomplete or page.problems else CLEAN
