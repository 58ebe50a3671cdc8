"""Arguments and options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from .screen import Format


def iso_date(text: str | date) -> date:
    """A date from `2024-06-30`."""
    try:
        return text if isinstance(text, date) else date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date; write it as 2024-06-30.") from None


def whole(least: float | None = None, most: float | None = None) -> Callable[[str | int], int]:
    """A parser of whole numbers between two bounds: the parser's own words leave out what was typed."""
    low = f"{least} or more" if least is not None else ""
    wanted = f"from {least} to {most}" if least is not None and most is not None else low

    def parse(text: str | int) -> int:
        try:
            number = int(text)
        except ValueError:
            wrong = f"{text!r} is not a whole number; give one{wanted and ', ' + wanted}."
            raise typer.BadParameter(wrong) from None
        if (least is not None and number < least) or (most is not None and number > most):
            raise typer.BadParameter(f"{number} is out of range; give a whole number, {wanted}.")
        return number

    return parse


def pair(text: str) -> tuple[str, str]:
    """`a` and `b` of `a=b`."""
    name, sign, value = (part.strip() for part in text.partition("="))
    if not (name and sign and value):
        raise typer.BadParameter(f"{text!r} is not of the form name=value.")
    return name, value


Workspace = Annotated[
    Path,
    typer.Option("--workspace", "-w", metavar="DIR", help="Folder of the workspace.", show_default="here"),
]
Folder = Annotated[
    Path,
    typer.Argument(metavar="[WORKSPACE]", help="Folder of the workspace; -w DIR says the same.", show_default="here"),
]
"""For a field named `folder`: `Command` adds the option `-w` to it."""
Seed = Annotated[
    int | None,
    typer.Option(
        "--seed", min=0, max=2**63 - 1, metavar="N", help="Of all luck; else that of the workspace.", show_default=False
    ),
]
AsOf = Annotated[
    Any,
    typer.Option("--as-of", parser=iso_date, metavar="DATE", help="What holds on that day, e.g. 2024-06-30."),
]
Scenario = Annotated[
    str,
    typer.Option("--scenario", "-s", metavar="NAME", help="After the changes of a scenario, not as it is."),
]
Compared = Annotated[
    list[str] | None,
    typer.Option("--scenario", "-s", metavar="NAME", help="A scenario to compare; else all of the workspace."),
]
QuickComparison = Annotated[bool, typer.Option("--quick", help="A first look: 40 draws of 5 each, wider intervals.")]
Draws = Annotated[
    int | None,
    typer.Option("--draws", min=3, metavar="N", help="Cases drawn from all that is not known.", show_default="125"),
]
PerDraw = Annotated[
    int | None,
    typer.Option("--per-draw", min=1, metavar="N", help="Courses of luck in each of them.", show_default="8"),
]
RankedAfter = Annotated[
    int, typer.Option("--quarters", metavar="4|8|12|20", help="After how many quarters the ranking is read.")
]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Say nothing while it computes.")]
AsFormat = Annotated[Format, typer.Option("--format", "-f", help="Text to read, or JSON on stdout.")]
Everything = Annotated[bool, typer.Option("--all", help="Cut nothing, however long.")]
HERE = Path()
