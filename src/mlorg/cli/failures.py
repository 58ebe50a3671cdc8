"""The one place where failures become messages and exit codes.

A message begins with the place it is about, as in `org.yaml:3:7: ...`; where there is none, with `mlorg: `.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from ..errors import InputError, MlorgError, Place, Problem
from ..report.sentences import lower_first

CLEAN, FINDINGS, BAD_INPUT, PARTIAL = 0, 1, 2, 3
FAULT, INTERRUPTED, READER_GONE = 70, 130, 141
PROGRAM = Place("mlorg")
"""What a message begins with that is about no place in a file."""
MOST = 200
"""Problems printed before the rest is only counted."""


class ReaderGone(Exception):
    """The reader of the output went away, as `head` does. No OSError, since typer ends the process on those."""


def exit_code_of(work: Callable[[], int | None]) -> int:
    """Do the work; whatever it raises is told on stderr, never as a bare traceback."""
    try:
        _tolerate_encodings()
        code = work() or CLEAN
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except (BrokenPipeError, ReaderGone):
        _silence_stdout()
        return READER_GONE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else CLEAN if end.code is None else BAD_INPUT
    except Exception as error:
        return _told(error)


def print_problems(problems: Iterable[Problem], to_say: str = "problem") -> None:
    """One line each on stderr, at most `MOST`, then how many there are in all."""
    lines = [" ".join(str(problem).split("\n")) for problem in map(_begun, problems)]
    for line in lines[:MOST]:
        print(line, file=sys.stderr)
    if len(lines) > MOST:
        print(f"… {len(lines) - MOST:,} more; {len(lines):,} {to_say}s in all.", file=sys.stderr)


def _begun(problem: Problem) -> Problem:
    return problem if problem.place.file else replace(problem, place=PROGRAM)


def _told(error: Exception) -> int:
    if _is_a(error, "NoArgsIsHelpError"):
        error.show()  # type: ignore[attr-defined]  # the help
        return BAD_INPUT
    if _is_a(error, "Abort"):
        return INTERRUPTED
    found = _problems(error)
    if found:
        print_problems(found)
    return BAD_INPUT if found else _fault(error)


def _problems(error: Exception) -> Sequence[Problem]:
    """What the user can do something about; nothing for a fault of mlorg."""
    if isinstance(error, InputError):
        return error.problems
    if isinstance(error, OSError) and error.filename is not None:
        reason = f"{(error.strerror or 'cannot be read or written').lower()}."
        return [Problem(Place(str(error.filename)), reason)]
    if isinstance(error, MlorgError | OSError):
        return [Problem(PROGRAM, str(error))]
    if isinstance(error, MemoryError):
        return [Problem(PROGRAM, "this machine has not the memory for it. Ask for less, as with fewer --draws.")]
    return [_usage_problem(error)] if _is_a(error, "ClickException") else []


def _usage_problem(error: Any) -> Problem:
    """What the parser objects to, with the option it is about and where the rule stands; the usage goes before."""
    asked, context = getattr(error, "param", None), getattr(error, "ctx", None)
    message = lower_first(error.format_message())
    if asked is not None and _is_a(error, "MissingParameter"):
        message = f"{_signs(asked)} is missing. {getattr(asked, 'help', '') or ''}".rstrip()
    elif _is_a(error, "BadParameter"):
        wrong = error.message.removeprefix("Value error, ")
        message = wrong if asked is None else f"{_signs(asked)}: {wrong}"
    said = message if message.endswith(("?", ".")) else f"{message}."
    if context is None:
        return Problem(PROGRAM, said)
    print(context.get_usage(), file=sys.stderr)
    return Problem(PROGRAM, said, f"See '{context.command_path} --help'.")


def _signs(asked: Any) -> str:
    """How an option or argument is typed."""
    signs: Sequence[str] = asked.opts
    return "/".join(signs) if signs[0].startswith("-") else str(asked.metavar or asked.name.upper()).strip("[]")


def _is_a(error: Exception, name: str) -> bool:
    """True for an error of the parser; its module has moved between releases of typer, the names have not."""
    return any(cls.__name__ == name for cls in type(error).__mro__)


def _fault(error: Exception) -> int:
    if os.environ.get("MLORG_DEBUG"):
        import traceback

        traceback.print_exception(error)
    hint = "This is a fault in mlorg; run again with MLORG_DEBUG=1 for the traceback."
    print_problems([Problem(PROGRAM, f"{type(error).__name__}: {error}.", hint)])
    return FAULT


def _tolerate_encodings() -> None:
    """A terminal that cannot show a letter gets a question mark, not an error."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _silence_stdout() -> None:
    """Whatever is still buffered goes nowhere, so that the interpreter does not complain when it ends."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        return  # stdout is no file: nothing will be flushed
