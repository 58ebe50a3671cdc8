"""The report of the demo, made once."""

from pathlib import Path

import pytest

from mlorg import api
from mlorg.report.board import BoardReport


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the demo, scanned."""
    folder = tmp_path_factory.mktemp("board") / "demo"
    api.introduce_demo(folder, lambda step, line: None)
    return folder


@pytest.fixture(scope="session")
def board(demo: Path) -> BoardReport:
    """The report of the demo on few draws."""
    return api.report(api.load(demo), api.ComparisonOptions(draws=6, per_draw=2), plan_to="embedded")
