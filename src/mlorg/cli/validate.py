"""`mlorg validate`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import AsFormat, Everything, NoProgress
from .command import command
from .failures import INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class ValidateOptions:
    """What `mlorg validate` is asked."""

    quick: Annotated[bool, typer.Option("--quick", help="A first look: fewer draws, wider intervals.")] = False
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**40, metavar="N", help="Of all luck.")] = 1
    calibrate: Annotated[
        bool, typer.Option("--calibrate", help="What the figures would change in the priors; nothing is written.")
    ] = False
    format: AsFormat = Format.TEXT
    everything: Everything = False
    no_progress: NoProgress = False


@command(
    ValidateOptions,
    "mlorg validate --quick",
    "mlorg validate --format json > validate.json",
    "mlorg validate --calibrate --quick",
)
def validate(asked: ValidateOptions, screen: Screen) -> int | None:
    """Check the model against published figures.

    Simulates the default population of firms and sets every published figure beside its simulated one: input checks,
    which only read back what was put in, apart from a bound, from emergent figures, which are the test, and from an
    effect that must not appear. What is outside its tolerance stays visible with how far it is off; the exit code is 0
    all the same, since a miss says something about the model and nothing about your input. Some minutes in all, with
    --quick less than one.

    With --calibrate it tells instead which draws of the priors come near the figures, and which coefficients the
    figures say anything about.
    """
    from .. import api

    options = api.ValidationOptions(asked.seed, asked.quick)
    work = api.calibrate if asked.calibrate else api.validate
    try:
        with progress_on_stderr("Simulating", not (asked.no_progress or screen.quiet)) as progress:
            page = work(options, progress)
    except KeyboardInterrupt:
        screen.note("Stopped; nothing was compared. --quick needs less than a minute.")
        return INTERRUPTED
    screen.page(page, asked.format, asked.everything)
    return None
