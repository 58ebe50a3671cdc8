"""The systems of the demo's company contradict each other as its README says: exactly this is found, neither more nor
less. MLflow, dbt and git wrote what is read here."""

import shutil
import subprocess

import pytest

from mlorg import api
from mlorg.org import Ref


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """The workspace of the fictional company, scanned."""
    folder = tmp_path_factory.mktemp("demo") / "company"
    api.write_demo(folder)
    page = api.scan(folder)
    assert {(row.source, row.outcome, row.faults) for row in page.sources} == {
        (name, "read", 0) for name in ("hr", "catalog", "reviews", "commits", "registry", "warehouse", "requests")
    }
    return folder


def test_exactly_the_planted_contradictions_are_found(company):
    told = {
        (str(c.subject), c.attribute, c.winner.source, tuple(sorted(s.source for _, s in c.others)))
        for c in api.evidence(company).contradictions
    }
    assert told == {
        ("model:search-ranking", "owner.maintain", "workspace", ("catalog", "reviews")),
        ("model:lamp-failure", "owner.maintain", "workspace", ("registry", "reviews")),
        ("model:returns-risk", "owner.maintain", "catalog", ("reviews",)),
        ("model:reorder-hints", "owner.maintain", "workspace", ("catalog",)),
        ("model:price-guidance", "stage", "workspace", ("registry",)),
        ("model:lens-defects", "stage", "workspace", ("registry",)),
        ("dataset:lamp-telemetry", "owner.pipeline", "workspace", ("warehouse",)),
        ("dataset:inspection-photos", "owner.pipeline", "workspace", ("warehouse",)),
    }


def test_exactly_the_planted_gaps_are_found(company):
    asked = api.CheckRequest(("all", "-contradiction", "-no-owner", "-old-model", "-wide-span"))
    assert {(row.rule, row.subject) for row in api.check(company, asked).findings} == {
        ("owner-left", "model:returns-risk"),
        ("unknown-unit", "model:lamp-look-up"),
        ("unknown-unit", "model:lens-defects"),
        ("production-without-maintainer", "model:reorder-hints"),
        ("production-without-maintainer", "model:ticket-routing"),
        ("bus-factor-one", "model:lamp-failure"),
        ("owner-does-not-work", "model:search-ranking"),
        ("dead-rule", "path:lantern-models/models/fog-forecast/"),
        ("uncovered-files", "repository:lantern-models"),
        ("lost-lines", "organization"),
    }


def test_the_snapshots_tell_who_joined_left_and_moved(company):
    found = api.evidence(company)
    ended = [person for person in found.organization.persons if person.validity.end]
    assert len(ended) == 8
    assert found.people.unresolved == 0  # two addresses of one person are joined by the mailmap
    moved = [of["held_by"] for subject, of in found.facts.items() if subject.kind == "post" and "held_by" in of]
    assert any(len(facts[0].statements) > 1 or facts[0].statements[0].until for facts in moved)


def test_a_request_that_ends_before_it_begins_is_told_and_does_not_count(company):
    found = api.evidence(company)
    desk = Ref("tracker", "Data desk (fictional)")
    assert (found.of(desk, "issues").value, found.of(desk, "finished_before_created").value) == (40, 1)


def test_the_explanation_names_file_and_line_and_nobody(company):
    page = api.explain("model:returns-risk", company)
    (owner,) = (fact for fact in page.facts if fact.attribute == "owner.maintain")
    assert [said.place.rpartition("/")[2] for said in owner.statements] == ["catalog.yaml:56", "CODEOWNERS:5"]
    assert "@fogwhistle" not in str(page)


def test_the_same_is_found_whatever_day_it_is(company):
    assert all(row.read_on == api.load(company).settings.as_of for row in api.scan(company).sources)


def test_the_history_is_a_real_one(company):
    repository = company / "evidence" / "lantern-models"
    log = subprocess.run(["git", "-C", repository, "log", "--format=%H"], capture_output=True, text=True, check=True)
    assert len(log.stdout.split()) == 143
    subprocess.run(["git", "-C", repository, "fsck", "--strict"], capture_output=True, check=True)


def test_without_git_the_rest_is_written_and_the_scan_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert shutil.which("git") is None
    api.write_demo(tmp_path / "company")
    faulty = {row.source: row.problems[-1].message for row in api.scan(tmp_path / "company").sources if row.faults}
    assert set(faulty) == {"reviews", "commits"}
