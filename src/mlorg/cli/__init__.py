"""The command line: a command is a parse, one call of the library, and one print."""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out the arguments (default: those of the process) and return the exit code.

    0 clean, 1 findings, 2 bad input or usage, 3 partial; 70 a fault in mlorg, 130 interrupted, 141 the reader of the
    output went away.
    """
    from .failures import exit_code_of

    # Many small regressions: threads of the algebra library would spin beside the simulation and win nothing.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    return exit_code_of(lambda: _invoke(arguments))


def _invoke(arguments: Sequence[str] | None) -> int | None:
    from .application import application

    code: int | None = application()(arguments, prog_name="mlorg", standalone_mode=False)
    return code
