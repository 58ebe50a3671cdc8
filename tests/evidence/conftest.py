"""Real data beside the project, and rosters written by a test."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from mlorg.evidence.roster import Roster, RosterOptions, read_roster

Importer = Callable[..., Roster]


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real organisations' data."""
    root = Path(__file__).resolve().parents[2]
    folder = (root / os.environ.get("MLORG_TEST_DATA", "../shared")).resolve() / "data"
    if not folder.is_dir():
        pytest.skip("the folder with real organisations' data is absent; MLORG_TEST_DATA says where it is")
    return folder


@pytest.fixture
def imported(tmp_path: Path) -> Importer:
    """Writes text as a file and reads it; keywords are `RosterOptions`."""

    def read(text: str, file: str = "people.csv", **options: object) -> Roster:
        path = tmp_path / file
        path.write_text(text, encoding="utf-8", newline="")
        return read_roster(path, RosterOptions(**options))  # type: ignore[arg-type]

    return read
