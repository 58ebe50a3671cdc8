"""Trackers: real exports with negative cycle times, and Jira's changelog as its API gives it."""

import json
from datetime import date

import pytest

from mlorg.org import Ref

from ..sources import known, scanned, workspace

SETTINGS = "name: T\nsources: [{kind: tracker, path: export}]\n"


def test_the_facts_of_the_two_industrial_projects(tmp_path, real_data):
    """4,123 tasks, 1,662 of them finished before they were created; quantiles as counted when the data were taken."""
    file = real_data / "jira-cycle-time/jira.csv"
    page = scanned(workspace(tmp_path, f"name: T\nsources: [{{kind: tracker, path: {file}}}]\n"))
    assert page.sources[0].outcome == "read"
    found = known(tmp_path)
    assert sorted(t.id for t in found.subjects("tracker")) == ["0", "1", "tracker, all projects"]
    facts = {name: of[0].value for name, of in found.facts[Ref("tracker", "tracker, all projects")].items()}
    assert (facts["issues"], facts["finished_before_created"]) == (4123, 1662)
    assert (facts["stated_days.median"], facts["stated_days.max"]) == (1, 1140)
    assert facts["stated_days.mean"] == pytest.approx(9.68, abs=0.005)
    assert facts["stated_days.p95"] == pytest.approx(40.9, abs=0.05)


def test_the_facts_of_an_ml_team(tmp_path, real_data):
    file = real_data / "jira-cycle-time/trustyai_jira_issues.csv"
    found = known(workspace(tmp_path, f"name: T\nsources: [{{kind: tracker, path: {file}}}]\n"))
    facts = found.facts[Ref("tracker", "RHOAIENG")]
    assert (facts["issues"][0].value, facts["finished"][0].value) == (64, 26)
    assert (facts["type.Task"][0].value, facts["type.Epic"][0].value) == (50, 11)


def change(day: str, field: str, before: str, after: str) -> dict[str, object]:
    item = {"field": field, "fromString": before, "toString": after, "from": before, "to": after}
    return {"created": f"{day}T12:00:00.000+0000", "author": {"displayName": "Ada Vex"}, "items": [item]}


JIRA = {
    "issues": [
        {
            "key": "ML-1",
            "fields": {
                "created": "2026-01-01T12:00:00.000+0000",
                "resolutiondate": "2026-01-11T12:00:00.000+0000",
                "summary": "Ask Ada Vex",
                "status": {"name": "Done"},
                "issuetype": {"name": "Task"},
                "assignee": {"emailAddress": "bo@example.com"},
            },
            "changelog": {
                "histories": [
                    change("2026-01-09", "assignee", "u-1", "u-2"),
                    change("2026-01-03", "status", "To Do", "In Progress"),
                    change("2026-01-08", "status", "In Progress", "Review"),
                    change("2026-01-10", "status", "Review", "Done"),
                ]
            },
        }
    ]
}


def test_time_in_status_and_hand_offs_of_jira(tmp_path):
    found = known(workspace(tmp_path, SETTINGS, export__a_dot_json=json.dumps(JIRA)))
    work = {name: facts[0].value for name, facts in found.facts[Ref("work", "ML-1")].items()}
    assert work["started"] == date(2026, 1, 3)
    assert [work[f"status.{s}"] for s in ("To Do", "In Progress", "Review", "Done")] == [2, 5, 2, 1]
    assert work["event.hands.0"] != work["event.hands.1"]
    tracker = found.facts[Ref("tracker", "ML")]
    assert tracker["lead_days.median"][0].value == 10
    assert tracker["handed_over"][0].value == 1
    stored = (tmp_path / ".mlorg/evidence/statements/tracker.jsonl").read_text()
    assert all(word not in stored for word in ("Ada", "u-1", "bo@", "Ask"))


def test_issues_of_code_hosts(tmp_path):
    github = [
        {
            "number": 7,
            "created_at": "2026-01-01T00:00:00Z",
            "closed_at": "2026-01-03T00:00:00Z",
            "assignees": [{"login": "ada"}],
            "html_url": "https://example.com/o/shop/issues/7",
        }
    ]
    gitlab = "Issue ID,Created At (UTC),Closed At (UTC),Assignee\n3,2026-01-01 10:00:00,2026-01-06 10:00:00,Ada Vex\n"
    found = known(workspace(tmp_path, SETTINGS, export__g_dot_json=json.dumps(github), export__l_dot_csv=gitlab))
    assert found.of(Ref("tracker", "shop"), "lead_days.median").value == 2
    assert found.of(Ref("tracker", "tracker"), "lead_days.median").value == 5


def test_a_file_that_is_no_export_is_named(tmp_path):
    page = scanned(workspace(tmp_path, SETTINGS, export__a_dot_json='{"x": 1}', export__b_dot_json=json.dumps(JIRA)))
    assert page.sources[0].outcome == "partial"
    assert dict(page.entities)["work"] == 1


def lead_days(folder, text: str):
    found = known(workspace(folder, SETTINGS, export__a_dot_csv=text))
    work = [found.facts[ref] for ref in found.subjects("work")]
    return sorted((of["finished"][0].value - of["created"][0].value).days for of in work if "finished" in of)


@pytest.mark.parametrize(
    "text",
    [
        "ID,Created,Completed\nE-1,Wed Nov 16 2022 16:03:24 GMT+0000 (GMT),Sat Nov 26 2022 09:00:00 GMT+0000 (GMT)\n",
        "Schlüssel;Erstellt;Erledigt\nE-1;03.Mär.24 10:12;13.Mär.24 10:12\n",
        'issueKey,createdAt,closedAt\nE-1,"Mar 3, 2024, 10:22 AM","Mar 13, 2024, 10:22 AM"\n',
        "Task ID,Date Created,Date Closed\nE-1,1709449200000,1710313200000\n",
        "Key,Created,Resolved\nE-1,3/3/2024,3/13/2024\n",
    ],
)
def test_exports_of_other_systems(tmp_path, text):
    assert lead_days(tmp_path, text) == [10]


def test_one_convention_for_all_columns_of_dates(tmp_path):
    """That the month comes first shows in one column only."""
    assert lead_days(tmp_path, "Key,Created,Resolved\nE-1,1/30/2024,3/4/2024\nE-2,3/1/2024,3/4/2024\n") == [3, 34]


def test_dates_that_are_none_or_nowhere_are_told(tmp_path):
    texts = {
        "export__a_dot_csv": "Key,Created\nE-1,soon\nE-2,2024-01-01\n",
        "export__b_dot_csv": "Key,State\nF-1,open\n",
    }
    page = scanned(workspace(tmp_path, SETTINGS, **texts))
    said = [str(problem) for problem in page.sources[0].problems]
    assert any("created: 1 of 2 cells are no dates" in line and "a.csv:2" in line for line in said)
    assert any("tells of no issue when it was created or finished" in line for line in said)
