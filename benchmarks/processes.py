"""Processes of their own, whose memory is theirs alone."""

from __future__ import annotations

from collections.abc import Iterable

FORK = ("sh", "-c", '"$@"; exit $?', "sh")


def apart(command: Iterable[str]) -> list[str]:
    """The command, started by a small shell.

    The peak memory that the system reports of a process begins with that of the process which forked it. A shell has
    one megabyte, this one a hundred.
    """
    return [*FORK, *command]
