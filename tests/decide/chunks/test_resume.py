"""Killed or interrupted, and started again: nothing is computed twice, and no digit changes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .small import compared, digits
from .test_folder import path

CHUNKS = 4 * 3
"""Two alternatives in two arms, in the rounds of 12 draws: 3, 8, 12."""


def started(folder: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.decide.chunks.small", str(folder)]
    pipe, environment = subprocess.PIPE, os.environ | {"PYTHONPATH": path()}
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_what_was_kept_when_it_ended_is_not_computed_again(tmp_path, how):
    with started(tmp_path) as first:
        lines = [first.stdout.readline() for _ in range(5)]
        first.send_signal(how)
        before = {line.split()[1] for line in [*lines, *first.stdout] if line.startswith("kept")}
        first.stderr.read()
    assert first.returncode != 0
    assert 5 <= len(before) < CHUNKS
    with started(tmp_path) as second:
        said, _ = second.communicate()
    computed = [line.split()[1] for line in said.splitlines() if line.startswith("kept")]
    assert not before & set(computed)
    assert len(computed) <= CHUNKS - len(before)
    assert said.splitlines()[-1] == f"digits {digits(compared())}"
