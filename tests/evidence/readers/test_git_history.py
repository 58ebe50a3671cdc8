"""git history of real repositories that a test makes: who works where, told by unit, and what is wrong with them."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from mlorg.org import Ref

from ..sources import known, scanned, workspace

SETTINGS = """\
name: T
as_of: 2026-01-31
sources:
  - {kind: git-history, path: repo, assets: {models/fraud: "model:fraud"}}
"""


class Repository:
    """A real git repository."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self.git("init", "-q", "-b", "main")

    def git(self, *arguments: str, **environment: str) -> str:
        command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", *arguments]
        env = {**os.environ, **environment, "GIT_CONFIG_GLOBAL": os.devnull}
        return subprocess.run(command, cwd=self.folder, env=env, check=True, capture_output=True, text=True).stdout

    def commit(self, file: str, name: str, email: str, day: str = "2026-01-10") -> None:
        path = self.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{day} {name} {email} {path.stat().st_size if path.exists() else 0}")
        self.git("add", "--", file)
        when = f"{day}T12:00:00Z"
        who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": email}
        self.git("commit", "-q", "-m", "x", GIT_AUTHOR_DATE=when, GIT_COMMITTER_DATE=when, **who)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository beside a workspace that reads it."""
    workspace(tmp_path, SETTINGS)
    return Repository(tmp_path / "repo")


def authors(found, subject: Ref, kind: str = "author") -> dict[str, tuple[float, date, date]]:
    facts = found.facts[subject].get(kind, ())
    return {f.value.id: (f.statements[0].amount, f.statements[0].date, f.statements[0].until) for f in facts}


def test_commits_by_place_author_and_day(tmp_path, repository):
    repository.commit("models/fraud/train.py", "Ada Vex", "ada@example.com", "2024-01-05")
    repository.commit("models/fraud/a b\n.py", "Ada Vex", "ada@example.com", "2026-01-05")
    repository.commit("models/fraud/deploy/chart.yaml", "Bo Quill", "bo@example.com")
    repository.commit("docs/guide/x/y.md", "Bo Quill", "bo@example.com")
    found = known(tmp_path)
    fraud = Ref("model", "fraud")
    assert list(authors(found, fraud).values()) == [(2, date(2024, 1, 5), date(2026, 1, 5))]
    assert len(authors(found, fraud, "author.deploy")) == 1
    assert len(authors(found, fraud, "author.maintain")) == 2
    assert Ref("path", "repo/docs/guide") in found.facts
    assert found.of(fraud, "lives_in").value == Ref("repository", "repo")


def test_addresses_join_by_mailmap_and_full_name(tmp_path, repository):
    repository.commit("a.py", "Ada Vex", "ada@example.com")
    repository.commit("a.py", "Ada Vex", "ada@home.example")
    repository.commit("a.py", "ada", "av@old.example")
    repository.commit("a.py", "root", "one@example.com")
    repository.commit("a.py", "root", "two@example.com")
    (repository.folder / ".mailmap").write_text("Ada Vex <ada@example.com> <av@old.example>\n")
    found = known(tmp_path)
    assert len(authors(found, Ref("path", "repo/"))) == 3
    assert found.people.ambiguous == 1


def test_bots_do_not_count(tmp_path, repository):
    repository.commit("a.py", "dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com")
    assert Ref("path", "repo/") not in known(tmp_path).facts


def test_no_address_or_name_is_stored(tmp_path, repository):
    repository.commit("a.py", "Ada Vex", "ada@example.com")
    known(tmp_path)
    stored = (tmp_path / ".mlorg/evidence/statements/git-history.jsonl").read_text()
    assert "Vex" not in stored
    assert "@example" not in stored


def test_an_empty_repository_is_told(tmp_path, repository):
    page = scanned(tmp_path)
    assert page.sources[0].outcome == "read"
    assert "no commit yet" in page.sources[0].problems[0].message


def test_a_shallow_repository_tells_no_first_day(tmp_path, repository):
    for day in ("2024-01-01", "2025-01-01", "2026-01-01"):
        repository.commit("a.py", "Ada Vex", "ada@example.com", day)
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{tmp_path}/repo", f"{tmp_path}/cut"], check=True)
    other = workspace(tmp_path / "w", "name: T\nsources: [{kind: git-history, path: ../cut}]\n")
    page = scanned(other)
    assert "shallow" in page.sources[0].problems[0].message
    ((_, first, last),) = authors(known(other), Ref("path", "cut/")).values()
    assert (first, last) == (None, date(2026, 1, 1))


def test_what_is_no_repository_fails_alone(tmp_path):
    (tmp_path / "repo").mkdir()
    page = scanned(workspace(tmp_path, SETTINGS))
    assert page.sources[0].outcome == "failed"
    assert "is no git repository" in str(page.sources[0].problems[0])


def test_a_thousand_authors_under_three_thousand_addresses(tmp_path, repository):
    """Each full name is one person, whatever its addresses."""
    lines = []
    for n in range(3000):
        who = f"Dev {chr(97 + n % 10)}{n % 1000} <d{n}@example.com> {1_700_000_000 + n} +0000"
        head = f"commit refs/heads/main\nauthor {who}\ncommitter {who}\ndata 1\nx\n"
        lines.append(f"{head}M 644 inline f\ndata {len(str(n))}\n{n}\n")
    subprocess.run(
        ["git", "fast-import", "--quiet"], cwd=repository.folder, input="".join(lines), text=True, check=True
    )
    found = known(tmp_path)
    assert found.people.persons == 1000
    assert len(authors(found, Ref("path", "repo/"))) == 1000


def test_explaining_tells_how_many_worked_and_not_who(tmp_path, repository):
    from mlorg.api import explain
    from mlorg.report.json import to_json

    for n in range(6):
        repository.commit("models/fraud/train.py", f"Dev Number{n}", f"d{n}@example.com")
    known(tmp_path)
    text = to_json(explain("model:fraud", tmp_path), "1")
    assert "6 persons" in text
    assert "p-" not in text
    assert "a-" not in text.replace("a-z", "")


def test_started_by_a_hook_of_another_repository_it_reads_the_one_it_is_told_to(tmp_path, repository, monkeypatch):
    repository.commit("models/fraud/train.py", "Ada Vex", "ada@example.com")
    (tmp_path / "other").mkdir()
    subprocess.run(["git", "init", "-q", tmp_path / "other"], check=True)
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "other" / ".git"))
    assert known(tmp_path).of(Ref("repository", "repo"), "commits").value == 1


def test_too_many_pairs_of_folder_and_author_are_told_apart_less_deeply(tmp_path, repository, monkeypatch):
    for number in range(6):
        repository.commit(f"a/b{number}/x.py", f"Dev N{number % 2}", f"dev{number % 2}@example.com")
    monkeypatch.setattr("mlorg.evidence.readers.git_history.MOST_PAIRS", 8)
    page = scanned(tmp_path)
    assert "more than 8 pairs of folder and author" in page.sources[0].problems[0].message
    assert page.sources[0].problems[0].hint.startswith("Set 'depth: 1'")
    found = known(tmp_path)
    assert {path.id for path in found.subjects("path")} == {"repo/a"}
    assert sum(amount for amount, _, _ in authors(found, Ref("path", "repo/a")).values()) == 6


def test_plain_code_is_no_deployment_whatever_its_folder_is_called(tmp_path, repository):
    repository.commit("models/fraud/infra/store.py", "Ada Vex", "ada@example.com")
    repository.commit("models/fraud/infra/main.tf", "Bo Quill", "bo@example.com")
    found = known(tmp_path)
    assert (
        len(authors(found, Ref("model", "fraud"))) == len(authors(found, Ref("model", "fraud"), "author.deploy")) == 1
    )


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("snyk-bot", "snyk-bot@snyk.example"),
        ("Prow Robot", "20+k8s-ci-robot@users.noreply.github.com"),
        ("Release", "leo+bot@x.example"),
    ],
)
def test_a_bot_is_known_by_the_word(tmp_path, repository, name, email):
    repository.commit("a.py", name, email)
    repository.commit("a.py", "Ada Talbot", "ebot.ada@robotics.example")
    assert [amount for amount, *_ in authors(known(tmp_path), Ref("path", "repo/")).values()] == [1]
