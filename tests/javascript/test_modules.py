"""The modules of the web app that know of no screen, tested by Node's own runner where Node is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
OLDEST = (20, 19)
"""The first Node 20 that recognises modules by their content."""


def node() -> str:
    """Path of a Node that is new enough; the test is skipped without one."""
    found = shutil.which("node")
    if found is None:
        pytest.skip("Node is not installed: the JavaScript modules are tested where it is.")
    said = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"\d+", said)[:2]))
    if version < OLDEST:
        pytest.skip(f"Node {said.strip()} is older than {OLDEST[0]}.{OLDEST[1]}.")
    return found


@pytest.mark.parametrize("file", sorted(HERE.glob("*.test.mjs")), ids=lambda file: file.name)
def test_javascript_modules(file: Path) -> None:
    done = subprocess.run([node(), "--test", str(file)], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
