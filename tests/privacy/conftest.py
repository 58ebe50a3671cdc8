"""The demo with a secret for everybody: a pay and a first day that occur nowhere else."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.privacy.everything import everything_said

from mlorg import api

TODAY = date(2026, 1, 31)
SEED = 20260131


@pytest.fixture(scope="session")
def secret_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workspace of the demo; in people.csv everybody has a pay of six digits and a first day of their own."""
    folder = tmp_path_factory.mktemp("privacy") / "demo"
    api.introduce_demo(folder, lambda step, line: None)
    _give_secrets(folder / "people.csv", random.Random(SEED))
    return folder


def _give_secrets(path: Path, chance: random.Random) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people = sorted({row["person"] for row in rows} - {""})
    days = dict(zip(people, chance.sample(range(200, 8000), len(people)), strict=True))
    for row in rows:
        row["pay"] = f"{chance.uniform(0.4, 2.4):.6f}"
        if row["person"]:
            row["start"] = row["person_start"] = str(TODAY - timedelta(days=days[row["person"]]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="session")
def said(secret_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Everything that mlorg says of it."""
    return everything_said(secret_demo, tmp_path_factory.mktemp("bundle") / "bundle.zip")
