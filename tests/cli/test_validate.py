"""`mlorg validate`: rows, counts in words, and an exit code that a miss does not change."""

import pytest

from mlorg.decide.validation import CalibrationEffort, Effort

KEYS = {
    *("id", "kind", "target", "parts", "units", "published", "simulated", "lo", "hi", "draw_low", "draw_high"),
    *("tolerance", "least", "most", "beyond", "verdict", "rows", "grade", "definition", "note", "beside"),
}


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr(Effort, "quick", classmethod(lambda cls, seed: cls(3, 1, 1, seed)))
    monkeypatch.setattr(CalibrationEffort, "quick", classmethod(lambda cls, seed: cls(4, 1, 1, 1, seed)))


def test_rows_hold_what_the_schema_says(mlorg):
    ended = mlorg("validate", "--quick", "--format", "json", "--no-progress")
    data = ended.data()
    assert (ended.code, ended.err) == (0, "")
    assert all(row.keys() == KEYS for row in data["rows"])
    assert {row["id"] for row in data["rows"]} >= {"VT01", "VT03", "VT29", "VT30"}
    assert sum(count["targets"] for count in data["counts"]) == len(data["rows"])


def test_text_keeps_the_kinds_apart_and_ends_with_the_counts(mlorg):
    ended = mlorg("validate", "--quick", "--seed", "3")
    assert ended.code == 0
    places = [
        ended.out.index(word) for word in ("Input checks", "Bound", "Emergent", "Negative control", "Inside their")
    ]
    assert places == sorted(places)
    assert "of 3 emergent figures" in " ".join(ended.out.split())


def test_calibration_tells_and_writes_nothing(mlorg):
    ended = mlorg("validate", "--quick", "--calibrate", "--no-progress")
    assert ended.code == 0
    assert ended.out.count("Weighted by") == 2
    assert "Nothing was written" in ended.out


def test_calibration_as_json(mlorg):
    data = mlorg("validate", "--quick", "--calibrate", "--format", "json").data()
    first = data["posteriors"][0]
    assert first.keys() >= {"targets", "widening", "effective", "nearest", "coefficients", "figures", "near"}
    assert {"name", "sd_ratio", "move", "moved"} <= first["coefficients"][0].keys()
