"""The one place where failures become messages and exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable

from ..errors import InputError, MlorgError

CLEAN, FINDINGS, BAD_INPUT, PARTIAL = 0, 1, 2, 3
FAULT, INTERRUPTED, READER_GONE = 70, 130, 141
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


def print_problems(problems: Iterable[object], to_say: str = "problem") -> None:
    """One line each on stderr, at most `MOST`, then how many there are in all."""
    lines = [" ".join(str(problem).split("\n")) for problem in problems]
    for line in lines[:MOST]:
        print(line, file=sys.stderr)
    if len(lines) > MOST:
        print(f"… {len(lines) - MOST:,} more; {len(lines):,} {to_say}s in all.", file=sys.stderr)


def _told(error: Exception) -> int:
    if isinstance(error, InputError):
        print_problems(error.problems)
        return BAD_INPUT
    if isinstance(error, MlorgError | OSError):
        print(f"mlorg: {_in_words(error)}", file=sys.stderr)
        return BAD_INPUT
    if isinstance(error, MemoryError):
        print("mlorg: this machine has not the memory for it. Ask for less, as with fewer --draws.", file=sys.stderr)
        return BAD_INPUT
    if _is_a(error, "ClickException"):
        error.show()  # type: ignore[attr-defined]  # what typer prints: usage, and what was wrong
        return BAD_INPUT
    return INTERRUPTED if _is_a(error, "Abort") else _fault(error)


def _in_words(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {(error.strerror or 'cannot be read or written').lower()}."
    return str(error)


def _is_a(error: Exception, name: str) -> bool:
    """True for an error of the parser; its module has moved between releases of typer, the names have not."""
    return any(cls.__name__ == name for cls in type(error).__mro__)


def _fault(error: Exception) -> int:
    if os.environ.get("MLORG_DEBUG"):
        import traceback

        traceback.print_exception(error)
    print(f"mlorg: {type(error).__name__}: {error}", file=sys.stderr)
    print("This is a fault in mlorg; run again with MLORG_DEBUG=1 for the traceback.", file=sys.stderr)
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
