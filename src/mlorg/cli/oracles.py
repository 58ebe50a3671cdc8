"""`mlorg oracles`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from .arguments import AsFormat, NoProgress
from .command import command
from .failures import FINDINGS, INTERRUPTED
from .progress import progress_on_stderr
from .screen import Format, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class OraclesOptions:
    """What `mlorg oracles` is asked."""

    gates: Annotated[
        list[str] | None, typer.Argument(metavar="[G1 … G12]", help="Gates to check.", show_default="all")
    ] = None
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="NAME=VALUE", help="Another parameter; only what it describes is checked."),
    ] = None
    seed: Annotated[int, typer.Option("--seed", min=0, max=2**63 - 1, metavar="N", help="Of all luck.")] = 1
    quick: Annotated[
        bool, typer.Option("--quick", help="A tenth of the customers: wider standard errors, the same tolerance.")
    ] = False
    format: AsFormat = Format.TEXT
    no_progress: NoProgress = False


@command(
    OraclesOptions,
    "mlorg oracles --quick",
    "mlorg oracles G1 --set lambda=2.7 --set servers=3",
    "mlorg oracles G2 --set lambdas=0.2,0.3,0.4",
    "mlorg oracles G12 --set back=0.05 --format json > g12.json",
)
def oracles(asked: OraclesOptions, screen: Screen) -> int | None:
    """Check the simulation engine against mathematics.

    Each gate configures the engine into a case with a known answer (a queue, a network, a panel, a chain), computes the
    answer from the parameters, simulates, and compares. The exit code is 1 if any case is off. All gates take some
    minutes, with --quick less than one.

    \b
    settings by gate, as --set NAME=VALUE; lists as JSON or separated by commas:
      G1   lambda, mu, servers, law (exp, det, h2)
      G2   lambdas, mus, servers
      G3   gamma, mu, servers, routing; or stages, lambda, mu, servers, back
      G4   specialists, theta, mu
      G5   p, q, graph (H2, P3, "2 of 3", HP, PH)
      G6   p, q, users, t
      G7   hazards, hires
      G8   rounds, mean, window; drift, detect, repair; b0, kappa, phi, y
      G12  lines, per_line, mu, load, back, conserve (0, 1)
    """
    from .. import api

    options = api.OracleOptions(tuple(asked.gates or ()), tuple(asked.settings or ()), asked.seed, asked.quick)
    with progress_on_stderr("Checking", not (asked.no_progress or screen.quiet)) as progress:
        page = api.oracles(options, progress)
    screen.page(page, asked.format)
    if not page.complete:
        return INTERRUPTED
    return FINDINGS if page.failed else None
