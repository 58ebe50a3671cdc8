"""Aims in `mlorg.yaml`, in both forms, and the log of them."""

import json
from datetime import date
from pathlib import Path

import pytest

from mlorg.errors import WorkspaceError
from mlorg.workspace import LOG, Limit, aims_log, log_aims

JANUARY, MARCH = date(2026, 1, 31), date(2026, 3, 1)


def test_weights_alone_are_short_for_the_whole(loaded):
    short, long = (loaded({"mlorg.yaml": t}).settings for t in ("aims: {dip: 2}", "aims: {weights: {dip: 2}}"))
    assert short.aims == long.aims
    assert [str(s.aims.place("weights", "dip")) for s in (short, long)] == ["mlorg.yaml:1:8", "mlorg.yaml:1:18"]


def test_limits_are_one_or_two_bounds_or_today(loaded):
    text = 'aims:\n  limits: {resigned: "<= today", share_in_use: [">= 0.1", "≤ 0.4"]}\n'
    limits = loaded({"mlorg.yaml": text}).settings.aims.limits
    assert limits == {"resigned": (Limit(True, None),), "share_in_use": (Limit(False, 0.1), Limit(True, 0.4))}


def test_everything_wrong_is_told_at_its_place(problems):
    text = "aims:\n  weights: {lead_time: much}\n  limits: {dip: about 3}\n  indifference: -1\n  limit: x\n"
    assert [p.split(" Write")[0] for p in problems({"mlorg.yaml": f"{text}discount_rate: 8\n"})] == [
        "mlorg.yaml:2:24: aims.weights.lead_time: 'much' is not a number.",
        "mlorg.yaml:3:17: aims.limits.dip: 'about 3' is not a limit.",
        "mlorg.yaml:4:17: aims.indifference: '-1' is below 0.",
        "mlorg.yaml:5:3: aims.limit: this key is not known. Did you mean 'limits'?",
        "mlorg.yaml:6:16: discount_rate: '8' is not a share from 0 to 1.",
    ]


def test_the_log_grows_only_where_aims_change(tmp_path):
    for day, aims in ((JANUARY, {}), (MARCH, {}), (MARCH, {"weights.dip": 2.0})):
        logged = log_aims(tmp_path, aims, day)
    assert [(entry.since, entry.aims) for entry in logged] == [(JANUARY, {}), (MARCH, {"weights.dip": 2.0})]
    assert logged[0].hash != logged[1].hash
    assert len((tmp_path / LOG).read_text().splitlines()) == 2


def test_going_back_to_earlier_aims_is_a_change_too(tmp_path):
    for aims in ({}, {"indifference": 1.0}, {}):
        logged = log_aims(tmp_path, aims, MARCH)
    assert len(logged) == 3


def test_a_broken_log_is_named_and_left_alone(tmp_path):
    log_aims(tmp_path, {}, JANUARY)
    path: Path = tmp_path / LOG
    path.write_text(path.read_text() + "{}\nnot json\n" + json.dumps([]) + "\n")
    before = path.read_bytes()
    with pytest.raises(WorkspaceError) as caught:
        log_aims(tmp_path, {"indifference": 1.0}, MARCH)
    assert [problem.place.line for problem in caught.value.problems] == [2, 3, 4]
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_written_keeps_no_log_and_says_so(tmp_path):
    (tmp_path / ".mlorg").write_text("a file where a folder is wanted")
    with pytest.raises(WorkspaceError, match="cannot be read"):
        log_aims(tmp_path, {}, MARCH)
    nowhere = tmp_path / ".mlorg"
    nowhere.unlink()
    (tmp_path / LOG).mkdir(parents=True)
    with pytest.raises(WorkspaceError, match="cannot be read"):
        log_aims(tmp_path, {}, MARCH)


def test_what_cannot_be_written_is_marked(tmp_path, monkeypatch):
    def refuse(path, text, mode=0):
        raise WorkspaceError([])

    monkeypatch.setattr(aims_log, "write_text_file", refuse)
    assert [entry.kept for entry in log_aims(tmp_path, {}, MARCH)] == [False]
