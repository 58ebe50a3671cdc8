"""CODEOWNERS by the rules of GitHub and GitLab, on a real file and on small ones."""

from pathlib import Path

import pytest

from mlorg.evidence.path_rules import NONE, LastMatch, github_pattern, gitlab_pattern
from mlorg.org import Ref

from ..sources import known, scanned, workspace

SETTINGS = "name: Test\nsources: [{kind: codeowners, path: CODEOWNERS, files: files.txt, repository: r}]\n"


def last_match(patterns: list[str], path: str, dialect=github_pattern) -> str:
    number = LastMatch([dialect(pattern) for pattern in patterns]).rule(path)
    return "" if number == NONE else patterns[number]


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*", "a/b.py", True),
        ("*.js", "a/b.js", True),
        ("*.js", "a/b.ts", False),
        ("/docs/", "docs/a/b.md", True),
        ("/docs/", "src/docs/b.md", False),
        ("docs/", "src/docs/b.md", True),
        ("apps/", "apps", False),
        ("docs/*", "docs/a.md", True),
        ("docs/*", "docs/sub/a.md", False),
        ("/docs", "docs/sub/a.md", True),
        ("**/logs", "a/b/logs/x", True),
        ("/a/**/z.py", "a/z.py", True),
        ("/a/**/z.py", "a/b/c/z.py", True),
        ("/a/**", "a/b/c", True),
        ("/a/**", "b/a/c", False),
        ("src/?.py", "src/a.py", True),
        ("src/?.py", "src/ab.py", False),
        ("name", "a/name/b", True),
    ],
)
def test_patterns_of_github(pattern, path, matches):
    assert bool(last_match([pattern], path)) is matches


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("README.md", "a/README.md", True),
        ("internal/README.md", "a/internal/README.md", True),
        ("/docs", "docs/a.md", False),
        ("/docs/", "docs/a/b.md", True),
        ("/docs/*", "docs/a/b.md", False),
        ("/docs/**/i.md", "docs/a/b/i.md", True),
        ("*", "x/y", True),
    ],
)
def test_patterns_of_gitlab(pattern, path, matches):
    assert bool(last_match([pattern], path, gitlab_pattern)) is matches


def test_the_last_rule_wins_and_an_empty_one_clears(tmp_path):
    rules = "* @org/all\n/ml/ @org/ml\n/ml/legacy/\n"
    files = "a.py\nml/x.py\nml/legacy/y.py\n"
    found = known(workspace(tmp_path, SETTINGS, CODEOWNERS=rules, files_dot_txt=files))
    assert found.of(Ref("repository", "r"), "files_without_owner").value == 1
    assert found.of(Ref("path", "r/ml/legacy/"), "rule.matches").value is True


def test_sections_of_gitlab_each_yield_owners(tmp_path):
    rules = "* @all\n[Docs][2] @writers/team\n*.md\n^[ML]\n/ml/ @ml/team\n[docs]\n/guide/ @ml/team\n"
    files = "a.py\nguide/b.md\nml/c.md\n"
    found = known(workspace(tmp_path, SETTINGS, CODEOWNERS=rules, files_dot_txt=files))
    owned = {f.value.id: f.statements[0].amount for f in found.facts[Ref("repository", "r")]["responsible.files"]}
    assert owned["writers/team"] == 1
    assert owned["ml/team"] == 2
    assert found.of(Ref("repository", "r"), "files_without_owner").value == 0


def test_lines_that_do_nothing_on_github_are_told(tmp_path):
    rules = "*.py @org/x\n!a.py @org/y\n/b/ somebody\n"
    page = scanned(workspace(tmp_path, SETTINGS, CODEOWNERS=rules, files_dot_txt="a.py\n"))
    told = [str(problem) for problem in page.sources[0].problems]
    assert any("CODEOWNERS:2" in line and "does not work" in line for line in told)
    assert any("CODEOWNERS:3" in line and "left out" in line for line in told)


def test_the_facts_of_feast(tmp_path, real_data: Path):
    """18 rules, 98 of 3,051 files without owner, three dead rules, as counted by hand when the data were taken."""
    folder = real_data / "feast-codeowners"
    settings = (
        f"sources: [{{kind: codeowners, path: {folder}/CODEOWNERS, files: {folder}/files.txt, repository: feast}}]\n"
    )
    found = known(workspace(tmp_path, f"name: Feast\n{settings}"))
    repository = found.facts[Ref("repository", "feast")]
    values = {name: repository[name][0].value for name in ("rules", "files", "files_without_owner")}
    assert values == {"rules": 18, "files": 3051, "files_without_owner": 98}
    assert sorted(f.statements[0].amount for f in repository["responsible.files"]) == [3, 3, 2947]
    dead = [f.subject.id for f in found.all_of("rule.matches") if f.value is False]
    assert [path.rpartition("/")[2] for path in sorted(dead)] == [
        "batch_materialization_engine.py",
        "hbase_online_store",
        "hbase.py",
    ]
