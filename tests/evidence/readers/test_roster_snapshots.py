"""Several HR exports of different days: who joined, left and moved, without a name in what is stored."""

from datetime import date
from pathlib import Path

from mlorg.org import Ref

from ..sources import known, workspace

SETTINGS = "name: Test\nas_of: 2025-07-15\nsources: [{kind: roster, path: hr, units: department}]\n"
HEAD = "Employee ID,Name,Work Email,Job Title,Department,Manager\n"
FIRST = HEAD + (
    "1,Ada Vex,ada@example.com,CEO,Board,none\n"
    "2,Bo Quill,bo@example.com,Engineer,Engineering,1\n"
    "3,Cy Rand,cy@example.com,Data Scientist,Engineering,1\n"
)
SECOND = HEAD + (
    "1,Ada Vex,ada@example.com,CEO,Board,none\n"
    "3,Cy Rand,cy@example.com,Data Scientist,Research,1\n"
    "4,Di Sorrel,di@example.com,ML Engineer,Research,1\n"
)


def test_joiners_leavers_and_moves(tmp_path):
    files = {"hr__roster-2025-03-31_dot_csv": FIRST, "hr__roster-2025-06-30_dot_csv": SECOND}
    found = known(workspace(tmp_path, SETTINGS, **files))
    ended = [p for p in found.organization.persons if p.validity.end]
    assert [p.validity.end for p in ended] == [date(2025, 6, 29)]
    assert [p.validity.start for p in found.organization.persons if p.validity.start] == [date(2025, 6, 30)]
    seats = {f.subject.id: f.value for f in found.all_of("sits_in", "post")}
    assert Ref("unit", "research") in seats.values()


def test_what_is_stored_holds_no_name(tmp_path):
    known(workspace(tmp_path, SETTINGS, **{"hr__roster-2025-03-31_dot_csv": FIRST}))
    stored = (tmp_path / ".mlorg/evidence/statements/roster.jsonl").read_text()
    assert all(word not in stored for word in ("Ada", "Vex", "ada@", "Quill", "example.com"))
    key_file = tmp_path / ".mlorg/evidence/handles.csv"
    assert key_file.stat().st_mode & 0o077 == 0


def test_the_facts_of_sourcegraph(tmp_path, real_data: Path):
    """Head count of the last day and joiners and leavers of ten quarters, as counted when the data were taken."""
    settings = f"name: S\nas_of: 2024-06-30\nsources: [{{kind: roster, path: {real_data}/sourcegraph-roster}}]\n"
    org = known(workspace(tmp_path, settings)).organization
    today = org.at(date(2024, 6, 30))
    assert len(today.persons) == 167
    assert len(today.posts) == 175
    assert len(org.persons) == 230 + 159
    assert sum(p.validity.start is not None for p in org.persons) == 159
