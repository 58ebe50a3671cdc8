"""`mlorg assess`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from .arguments import HERE, AsFormat, Everything, Folder, iso_date
from .command import command
from .failures import CLEAN, FINDINGS
from .outputs import check_outputs
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessOptions:
    """What `mlorg assess` is asked."""

    folder: Folder = HERE
    answers: Annotated[
        Path | None,
        typer.Option("--answers", "-a", metavar="FILE", help="Answers to use; else answers.yaml in WORKSPACE."),
    ] = None
    as_of: Annotated[
        list[str] | None,
        typer.Option("--as-of", metavar="DATE", help="The organisation of that day; repeated: a series over time."),
    ] = None
    before: Annotated[
        list[Path] | None,
        typer.Option("--before", metavar="DIR", help="A workspace of an earlier day, for a series; may be repeated."),
    ] = None
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Also write the page as HTML.")] = None
    everything: Everything = False
    format: AsFormat = Format.TEXT


@command(
    AssessOptions,
    "mlorg assess acme",
    "mlorg assess --answers answers.yaml --format json",
    "mlorg assess acme --as-of 2023-01-01 --as-of 2024-01-01",
    "mlorg assess acme-2024 --before acme-2022 --before acme-2023",
    "mlorg assess acme --html assessment.html",
)
def assess(asked: AssessOptions, screen: Screen) -> int:
    """Say which kind of machine-learning organisation it is, unit by unit, and on what evidence.

    A distribution over the five archetypes and the place on the three axes: what speaks for them, what against, what
    could not be seen, and which question would tell most. What is not known counts for nothing, never as "no".

    Answers alone are enough: with --answers no workspace is needed. Exit code 1 if an answer contradicts the evidence
    or something does not fit a likely archetype.
    """
    from .. import api

    check_outputs([asked.html])
    days = tuple(iso_date(day) for day in asked.as_of or ())
    page = api.assess(asked.folder, api.AssessRequest(asked.answers, days, tuple(asked.before or ())))
    screen.page(page, asked.format, asked.everything)
    if asked.html is not None:
        screen.note(f"Report: {api.write_assessment(page, asked.html)}")
    return FINDINGS if page.findings else CLEAN
