"""All commands, in the order in which they are listed."""

from __future__ import annotations

import os
from typing import Annotated, Any

import typer

from .. import __version__
from . import (
    ask,
    assess,
    backtest,
    check,
    claims,
    compare,
    demo,
    diff,
    explain,
    init,
    oracles,
    plan,
    propose,
    purge,
    reference,
    report,
    reproduce,
    scan,
    search,
    serve,
    show,
    validate,
)
from .command import Command, NoColor, Quiet
from .screen import Screen

COMMANDS: tuple[Command[Any], ...] = (
    demo.demo,
    init.init,
    scan.scan,
    show.show,
    check.check,
    explain.explain,
    assess.assess,
    ask.ask,
    propose.propose,
    diff.diff,
    compare.compare,
    backtest.backtest,
    search.search,
    plan.plan,
    report.report,
    reproduce.reproduce,
    serve.serve,
    purge.purge,
    oracles.oracles,
    validate.validate,
    claims.claims,
    reference.schema,
    reference.version,
)

ABOUT = """Your organisation as code: which kind of machine-learning organisation it is, who owns what, how it would do
if it were structured otherwise.

Everything happens on this machine; nothing is sent anywhere."""
EXAMPLES = """\b
Start here:
  mlorg demo                              a company that does not exist, from its HR export to the answer
  mlorg init acme --roster people.csv     a workspace from an HR export
  mlorg show tree acme                    who reports to whom
  mlorg show --stats -w acme              the organisation in figures
  mlorg compare acme --quick              how it would do if it were structured otherwise
  mlorg serve acme                        all of it in the browser
  mlorg COMMAND --help                    what a command does, with examples

Exit codes: 0 clean, 1 findings, 2 bad input or usage, 3 partial."""


def application() -> typer.Typer:
    """The command line with all its commands."""
    app = typer.Typer(
        name="mlorg",
        help=ABOUT,
        epilog=EXAMPLES,
        add_completion=False,
        rich_markup_mode=None,  # help in rich costs a quarter of a second of CPU
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        callback=_globals,
        no_args_is_help=True,
    )
    for command in COMMANDS:
        app.command(command.name, epilog=command.epilog)(command.callback())
    return app


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"mlorg {__version__}")
        raise typer.Exit


def _globals(
    ctx: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and end.")
    ] = False,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    ctx.obj = Screen(quiet, not no_color and not os.environ.get("NO_COLOR"))
