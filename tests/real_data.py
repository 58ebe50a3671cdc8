"""Data of real organisations, which lie beside the project and not in it."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def real_data(name: str) -> Path:
    """A file or folder of the real data; the test is skipped where it is not there."""
    path = ROOT / os.environ.get("MLORG_TEST_DATA", "../shared") / "data" / name
    if not path.exists():
        pytest.skip(f"real data not there: {name}")
    return path
