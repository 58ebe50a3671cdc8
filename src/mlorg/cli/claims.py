"""`mlorg claims`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import AsFormat, NoProgress
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsRequest:
    """What `mlorg claims` is asked."""

    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only", metavar="ID,…", help="Sentences to test, e.g. N1,R4; may be repeated.", show_default="all"
        ),
    ] = None
    quick: Annotated[
        bool, typer.Option("--quick", help="A first look: 16 draws of 5 each; verdicts are provisional.")
    ] = False
    draws: Annotated[
        int | None,
        typer.Option("--draws", min=3, metavar="N", help="Draws of firm and environment.", show_default="200"),
    ] = None
    per_draw: Annotated[
        int | None,
        typer.Option("--per-draw", min=1, metavar="N", help="Replications in each of them.", show_default="20"),
    ] = None
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**40, metavar="N", help="Of firms and of all luck.")] = 1
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    ClaimsRequest,
    "mlorg claims --quick",
    "mlorg claims --only R4,E1 --draws 100",
    "mlorg claims --format json > board.json",
)
def claims(asked: ClaimsRequest, screen: Screen) -> int | None:
    """Test what is said about the archetypes.

    Each sentence has one metric. It is measured on firms drawn from a stated population under draws of everything
    nobody knows: how often it holds, how large the effect is, what is left without the mechanism it rests on and with
    nothing but it, and whether other labels on the same runs would do as well. A sentence that does not emerge is a
    result, not an error. Everything takes some ten minutes on two cores, --quick less than one.
    """
    from .. import api

    only = tuple(name for text in asked.only or () for name in text.replace(",", " ").split())
    options = api.ClaimsOptions(only, asked.seed, asked.draws, asked.per_draw, asked.quick)
    reached = (0, 0)
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as tell:

            def progress(done: int, total: int) -> None:
                nonlocal reached
                reached = done, total
                tell(done, total)

            page = api.claims(options, progress)
    except KeyboardInterrupt:
        screen.note("Stopped after {:,} of {:,} simulated histories; there is no board of a part.".format(*reached))
        return INTERRUPTED
    screen.page(page, asked.format)
    return None
