"""The roster of a real company over ten quarters, against facts that were computed by an independent script."""

from pathlib import Path
from statistics import median

import pytest

from mlorg.evidence.roster import Roster, explain, read_roster
from mlorg.org import Line, is_ml
from mlorg.org.checks import faults
from mlorg.org.hierarchy import reporting_tree, unit_tree

PERSONS = {
    "2021-12-31": 230,
    "2022-03-31": 271,
    "2022-06-30": 244,
    "2022-09-30": 229,
    "2022-12-31": 203,
    "2023-03-31": 192,
    "2023-06-30": 187,
    "2023-09-30": 170,
    "2023-12-31": 164,
    "2024-03-31": 165,
    "2024-06-30": 167,
}


@pytest.fixture
def real(real_data: Path) -> "dict[str, Roster]":
    folder = real_data / "sourcegraph-roster"
    return {day: read_roster(folder / f"roster-{day}.csv") for day in PERSONS}


def test_all_files_load_with_their_head_counts(real: dict[str, Roster]) -> None:
    assert {day: roster.counts.persons for day, roster in real.items()} == PERSONS
    for roster in real.values():
        assert [fault for fault in faults(roster.organization) if not fault.warning] == []
        assert roster.counts.rows == roster.counts.entries


def test_the_last_file_has_its_known_shape(real: dict[str, Roster]) -> None:
    org = real["2024-06-30"].organization
    tree = reporting_tree(org)
    spans = [len(reports) for reports in tree.children.values()]
    assert (len(org.posts), len(org.persons)) == (175, 167)
    assert (len(spans), median(spans), max(spans)) == (39, 4, 16)
    assert [list(tree.level.values()).count(level) for level in range(1, 7)] == [1, 13, 66, 81, 14, 0]
    assert [post.reports_to for post in org.posts].count(Line.TOP) == 1
    assert len({post.title for post in org.posts if is_ml(post)}) == 3


def test_the_managers_column_is_explained_by_its_values(real: dict[str, Roster]) -> None:
    lines = explain(real["2024-06-30"])
    assert "reports_to        → manager, matches manager_role_slug in 174 of 174 values" in lines
    assert any(line.startswith("175 rows: 175 posts, 167 people") for line in lines)


def test_a_file_with_hardly_any_lines_loads_and_says_so(real: dict[str, Roster]) -> None:
    roster = real["2021-12-31"]
    assert roster.counts.unknown_lines == 213
    assert any("213 of 232 rows name no manager" in problem.message for problem in roster.problems)
    assert roster.organization.unit["unplaced"].head is None


def test_a_shared_seat_is_named_with_its_lines(real: dict[str, Roster]) -> None:
    shared = [p for p in real["2022-03-31"].problems if "have the same manager_role_slug" in p.message]
    assert len(shared) == 1
    assert str(shared[0].place.line) in shared[0].message


def test_units_follow_the_lines(real: dict[str, Roster]) -> None:
    org = real["2024-06-30"].organization
    assert len(org.units) == 39
    for unit in org.units:
        head = org.post[unit.head or ""]
        boss = org.post[head.manager].sits_in if head.manager else None
        assert (head.sits_in, unit.part_of) == (unit.id, boss)
    assert len(unit_tree(org).tops) == 1
    assert org.unit["head-ai"].name == "AI"


def test_ids_of_a_pseudonymised_file_are_kept(real: dict[str, Roster]) -> None:
    roster = real["2024-06-30"]
    assert len(roster.names) == 0
    assert all(person.id.startswith("p") and len(person.id) == 4 for person in roster.organization.persons)
    assert all(post.id.startswith("e") for post in roster.organization.posts)


def test_reading_twice_gives_equal_organisations(real_data: Path) -> None:
    path = real_data / "sourcegraph-roster" / "roster-2023-06-30.csv"
    assert read_roster(path).organization == read_roster(path).organization
