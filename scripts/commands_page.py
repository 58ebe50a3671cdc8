"""Write docs/reference/commands.md from the commands themselves; with --check, fail if it is stale."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, fields
from difflib import unified_diff
from enum import EnumType
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any, get_origin, get_type_hints

from typer.models import ArgumentInfo

import mlorg.report
from mlorg.cli.application import ABOUT, COMMANDS
from mlorg.cli.command import Command, signs_of
from mlorg.org.statistics import Statistics
from mlorg.report.organisation.page import StatisticsPage
from mlorg.report.pages import Page

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "commands.md"
HEADER = f"""# Commands

<!-- Written by scripts/commands_page.py from the commands themselves: change those, then run it. -->

{ABOUT}

Every command takes `--help` (or `-h`), `--quiet` (`-q`: errors only) and `--no-color` (the same as setting `NO_COLOR`),
before or after its name; `mlorg --version` prints the version.
Results go to stdout, everything else to stderr, so that the output of `--format json` is nothing but JSON.

| exit code | means |
| --: | --- |
| 0 | clean |
| 1 | there are findings |
| 2 | the input or the usage is wrong; every problem stands on stderr as `file:line:column: what` |
| 3 | partial: some of the input could not be understood, the rest is there |
| 70 | a fault in mlorg; `MLORG_DEBUG=1` shows the traceback |
| 130, 141 | interrupted with Ctrl-C; the reader of the output went away |

"""
ENVELOPE = """## JSON

Every `--format json` prints one object with these keys; keys are sorted, dates are ISO 8601, what is not known is null,
and the same inputs give the same bytes.

| key | holds |
| --- | --- |
| `schema` | name and number of the shape of `data`; the number grows when a field goes or changes its meaning |
| `version` | the version of mlorg |
| `seed` | the seed that reproduces simulated figures; null where nothing was simulated |
| `inputs_hash` | SHA-256 of what the result was computed from |
| `data` | the result; always with `organization`, `scenario` and `as_of` |

"""


def page() -> str:
    """The whole page."""
    return "\n".join([HEADER, *map(described, COMMANDS), ENVELOPE, *schemas()]).rstrip() + "\n"


def described(command: Command[Any]) -> str:
    """One command: usage, what it does, its arguments and options, examples."""
    taken = [Taken(f.name, *annotated(f.type), f.default) for f in parameters(command)]
    words = [t.signs for t in taken if t.is_argument]
    lines = [f"## {command.name}", "", f"`{' '.join(['mlorg', command.name, *words, '[OPTIONS]'])}`", ""]
    lines += [inspect.cleandoc(command.body.__doc__ or ""), ""]
    if taken:
        lines += ["| argument or option | means |", "| --- | --- |", *(t.row for t in taken), ""]
    return "\n".join([*lines, "```console", *(f"$ {example}" for example in command.examples), "```", ""])


@dataclass(frozen=True)
class Field:
    """A field of a value class of options, with its annotation resolved."""

    name: str
    type: Any
    default: Any


def parameters(command: Command[Any]) -> Iterator[Field]:
    """The fields of the command's value class."""
    hints = get_type_hints(command.options, include_extras=True)
    for name, parameter in inspect.signature(command.options).parameters.items():
        yield Field(name, hints[name], parameter.default)


def annotated(hint: Any) -> tuple[Any, Any]:
    """The plain type and what typer is told of it."""
    return hint.__origin__, hint.__metadata__[0]


@dataclass(frozen=True)
class Taken:
    """An argument or option."""

    name: str
    kind: Any
    told: Any
    default: Any

    @property
    def is_argument(self) -> bool:
        """True if it has no dashes."""
        return isinstance(self.told, ArgumentInfo)

    @property
    def choices(self) -> list[str]:
        """The values it may take, empty if any."""
        return [str(value) for value in self.kind] if isinstance(self.kind, EnumType) else []

    @property
    def signs(self) -> str:
        """How it is typed."""
        value = self.told.metavar or "|".join(self.choices) or "TEXT"
        if self.is_argument:
            return str(value)
        names = signs_of(self.told) or [f"--{self.name.replace('_', '-')}"]
        return ", ".join(names) + ("" if self.kind is bool else f" {value}")

    @property
    def row(self) -> str:
        """Its row in the table."""
        repeated = " May be given several times." if get_origin(self.kind) is list or self.default == [] else ""
        default = self.told.show_default if isinstance(self.told.show_default, str) else self.default
        known = "" if default in (None, False, "", [], inspect.Parameter.empty) else f" Default: {default}."
        signs = self.signs.replace("|", "\\|")
        return f"| `{signs}` | {self.told.help.replace('|', chr(92) + '|')}{repeated}{known} |"


def schemas() -> Iterator[str]:
    """What `data` holds, page by page."""
    for kind in sorted(kinds_of_page(), key=lambda kind: kind.schema):
        yield f"### {kind.schema}\n\n{one_line(inspect.getdoc(kind) or '')}\n"
        names = (f.name for f in fields(kind) if f.name != "about")
        if kind is StatisticsPage:
            names = (f.name for f in fields(Statistics))
        yield "Keys: " + ", ".join(f"`{name}`" for name in names) + ".\n"


def kinds_of_page() -> set[type[Page]]:
    """Every kind of page that any module of the reports defines."""
    modules = (import_module(found.name) for found in walk_packages(mlorg.report.__path__, "mlorg.report."))
    values = (value for module in modules for value in vars(module).values())
    return {value for value in values if isinstance(value, type) and issubclass(value, Page) and value is not Page}


def one_line(text: str) -> str:
    """Text without its line ends."""
    return re.sub(r"\s+", " ", text).strip()


def main(arguments: list[str]) -> int:
    """Write the page, or compare it; the exit code."""
    written = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    made = page()
    if "--check" not in arguments:
        PAGE.parent.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(made, encoding="utf-8")
        return 0
    sys.stdout.writelines(unified_diff(written.splitlines(True), made.splitlines(True), "written", "made"))
    return int(written != made)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
