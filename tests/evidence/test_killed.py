"""A scan that is killed at any moment leaves a workspace that the next scan completes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import mlorg

from .everything import write_everything

SOURCE = Path(mlorg.__file__).parents[1]
COMMAND = [sys.executable, "-m", "mlorg", "scan", "--no-progress", "--format", "json", "--again"]


def start(folder: Path) -> subprocess.Popen[bytes]:
    env = {**os.environ, "PYTHONPATH": str(SOURCE)}
    return subprocess.Popen(COMMAND, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


def stored(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((folder / ".mlorg/evidence").rglob("*")) if path.is_file()}


def kill_at(moments: list[float], folder: Path) -> int:
    """Start a scan and kill it, once for each moment in seconds after its start; how many were still running."""
    killed = 0
    for moment in moments:
        with start(folder) as process:
            time.sleep(moment)
            killed += process.poll() is None
            process.send_signal(signal.SIGKILL)
    return killed


def undisturbed_and_killed(tmp_path: Path, times: int) -> None:
    calm, rough = write_everything(tmp_path / "calm"), tmp_path / "rough"
    shutil.copytree(calm, rough)
    began = time.monotonic()
    with start(calm) as process:
        expected = process.stdout.read() if process.stdout else b""
    lasted = time.monotonic() - began
    # Aliases depend on the key of the workspace alone: with the same key the same bytes are stored.
    (rough / ".mlorg/evidence").mkdir(parents=True)
    shutil.copy(calm / ".mlorg/evidence/key", rough / ".mlorg/evidence/key")
    chance = random.Random(7)
    assert kill_at([chance.uniform(0.1, lasted) for _ in range(times)], rough) >= times // 2
    with start(rough) as process:
        after = process.stdout.read() if process.stdout else b""
    assert after == expected
    assert stored(rough) == stored(calm)


def test_killed_three_times(tmp_path):
    undisturbed_and_killed(tmp_path, 3)


@pytest.mark.slow
def test_killed_twenty_times(tmp_path):
    undisturbed_and_killed(tmp_path, 20)
