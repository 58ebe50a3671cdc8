"""history.csv: its rows in order of days, and every fault at its place."""

from datetime import date

import pytest

from mlorg.errors import WorkspaceError
from mlorg.workspace.history import Measured, read_history

GOOD = "date,measure,value\n2025-06-30,leavers,2\n2024-12-31,lead_time,83.5\n"
BAD = "date,measure,value\n2025-06-31,leavers,2\n2025-06-30,leaver,2\n2025-06-30,leavers,-1\n2025-06-30,leavers,\n"


def test_rows_are_read_in_order_of_days(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text(GOOD, encoding="utf-8")
    assert read_history(path) == (
        Measured(date(2024, 12, 31), "lead_time", 83.5),
        Measured(date(2025, 6, 30), "leavers", 2.0),
    )


def test_all_faults_are_told_at_once(tmp_path):
    path = tmp_path / "history.csv"
    path.write_text(BAD, encoding="utf-8")
    with pytest.raises(WorkspaceError) as caught:
        read_history(path)
    said = str(caught.value)
    assert len(caught.value.problems) == 4
    assert "history.csv:2:1: date: '2025-06-31' is not a date" in said
    assert "history.csv:3:2: measure 'leaver' is not known. Did you mean 'leavers'?" in said
    assert "history.csv:4:3: value -1 is below 0." in said
    assert "history.csv:5:3: value is empty." in said


def test_a_file_that_is_not_there_or_has_no_heading_is_told(tmp_path):
    with pytest.raises(WorkspaceError, match="cannot be read"):
        read_history(tmp_path / "history.csv")
    (tmp_path / "history.csv").write_text("1,2,3\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="no heading"):
        read_history(tmp_path / "history.csv")
