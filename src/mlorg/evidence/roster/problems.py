"""Problems of a file, collected as they are met and given out in the order of its lines."""

from __future__ import annotations

from ...errors import Place, Problem


class ProblemList:
    """Collects; `file` stands in every place."""

    def __init__(self, file: str, found: tuple[Problem, ...] = ()) -> None:
        self._file = file
        self._found = list(found)

    def fault(self, line: int, message: str, hint: str = "", column: int = 0) -> None:
        """Something that is not imported as it stands."""
        self._found.append(Problem(Place(self._file, line, column), message, hint))

    def warn(self, line: int, message: str, hint: str = "", column: int = 0) -> None:
        """Something that is imported, and should be looked at."""
        self._found.append(Problem(Place(self._file, line, column), message, hint, warning=True))

    def in_order(self) -> tuple[Problem, ...]:
        """By line and column; those of the whole file first."""
        return tuple(sorted(self._found, key=lambda problem: problem.place))


def line_list(lines: list[int], most: int = 5) -> str:
    """Line numbers in words, the first few of many."""
    shown = ", ".join(map(str, lines[:most]))
    return f"line{'s' if len(lines) > 1 else ''} {shown}" + (
        f" and {len(lines) - most} more" if len(lines) > most else ""
    )
