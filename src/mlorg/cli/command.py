"""What a command is made of: a value class of what can be asked, and a function of that value and a screen.

    @command(ShowOptions, "mlorg show tree", "mlorg show --stats --format json")
    def show(asked: ShowOptions, screen: Screen) -> int | None:
        '''Show the organisation.'''

The fields of the value class are `Annotated` with typer's arguments and options. Every command also takes `--quiet` and
`--no-color`, which are shown once, in the help of mlorg itself.
"""

from __future__ import annotations

import copy
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Generic, TypeVar, get_type_hints

import typer

from ..errors import InputError
from .arguments import HERE, Workspace, whole
from .failures import ReaderGone
from .screen import Screen

Asked = TypeVar("Asked")
FOLDER, SAME = "folder", "same_folder"
"""The field that holds the workspace, and the parameter of the option that says the same."""
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Errors only: no notes, no warnings.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colours; the same as setting NO_COLOR.")]


@dataclass(frozen=True, slots=True)
class Command(Generic[Asked]):
    """A command: its name is the function's, its help the docstring, its options the fields of `options`."""

    options: type[Asked]
    body: Callable[[Asked, Screen], int | None]
    examples: tuple[str, ...]

    @property
    def name(self) -> str:
        """What is typed after `mlorg`."""
        return self.body.__name__

    @property
    def epilog(self) -> str:
        """The examples, as they stand at the end of the help."""
        return "\b\nExamples:\n" + "\n".join(f"  {example}" for example in self.examples)

    def callback(self) -> Callable[..., int | None]:
        """The function that typer calls: one parameter for each field."""

        def invoke(ctx: typer.Context, quiet: bool, no_color: bool, **given: Any) -> int | None:
            outer: Screen = ctx.obj or Screen()
            screen = Screen(outer.quiet or quiet, outer.color and not no_color)
            try:
                return self.body(self.options(**_at_one_place(given)), screen)
            except InputError as error:
                raise _without_warnings(error) if screen.quiet else error from None
            except BrokenPipeError as error:
                raise ReaderGone from error

        parameters = [_parameter("ctx", typer.Context), *_fields(self.options)]
        if any(p.name == FOLDER for p in parameters):
            parameters.append(_parameter(SAME, _hidden(Workspace), None))
        parameters += [
            _parameter("quiet", _hidden(Quiet), False),
            _parameter("no_color", _hidden(NoColor), False),
        ]
        invoke.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        invoke.__annotations__ = {p.name: p.annotation for p in parameters}
        invoke.__doc__ = self.body.__doc__
        return invoke


def command(options: type[Asked], *examples: str) -> Callable[[Callable[[Asked, Screen], int | None]], Command[Asked]]:
    """Make a function a command. At least one example is needed."""

    def decorate(body: Callable[[Asked, Screen], int | None]) -> Command[Asked]:
        return Command(options, body, examples)

    return decorate


def _without_warnings(error: InputError) -> InputError:
    """Only what stops the work; all of it if that is nothing but warnings."""
    return InputError([problem for problem in error.problems if not problem.warning] or error.problems)


def _at_one_place(given: dict[str, Any]) -> dict[str, Any]:
    """What is given, with the workspace where the argument or the option says; not both."""
    if (named := given.pop(SAME, None)) is None:
        return given
    if given[FOLDER] != HERE:
        raise typer.BadParameter(f"{given[FOLDER]} and --workspace {named} both name a workspace: give one.")
    return given | {FOLDER: named}


def _fields(options: type) -> list[inspect.Parameter]:
    hints = get_type_hints(options, include_extras=True)
    given = inspect.signature(options).parameters.values()
    return [_parameter(p.name, _told_plainly(hints[p.name]), p.default) for p in given]


def _told_plainly(option: Any) -> Any:
    """The option, with a parser of numbers that names what was typed and what may be."""
    kind, told = option.__origin__, option.__metadata__[0]
    if kind not in (int, int | None):
        return option
    plain = copy.copy(told)
    plain.parser, plain.min, plain.max = whole(told.min, told.max), None, None
    return Annotated[kind, plain]


def _parameter(name: str, annotation: Any, default: Any = inspect.Parameter.empty) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def signs_of(told: Any) -> list[str]:
    """How an option is typed, e.g. `--all`; typer keeps the first where an unannotated option has its default."""
    return [sign for sign in (told.default, *(told.param_decls or ())) if isinstance(sign, str)]


def _hidden(option: Any) -> Any:
    kind, shown = option.__origin__, option.__metadata__[0]
    return Annotated[kind, typer.Option(*signs_of(shown), hidden=True)]
