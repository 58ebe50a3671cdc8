"""Units from lines, departments or teams."""

import pytest

from mlorg.evidence.roster import Roster, UnitSource
from mlorg.evidence.roster.unit_names import unit_name
from mlorg.org import UnitKind
from mlorg.org.checks import faults

from .conftest import Importer

TABLE = """ID,Job Title,Department,Team,Manager ID
1,CEO,,,none
2,VP Engineering,Engineering,,1
3,Engineering Manager,Engineering,Payments,2
4,Developer,Engineering,Payments,3
5,Engineering Manager,Engineering,Search,2
6,Developer,Engineering,Search,5
7,Sales Director,Sales,,1
8,Account Executive,sales,,7
9,Consultant,,,
10,Contractor,Sales,,77
"""


def units(roster: Roster) -> dict[str, tuple[str, str | None, str]]:
    """Unit id -> parent, head's title, kind."""
    org = roster.organization
    return {u.id: (u.part_of or "", org.post[u.head].title if u.head else None, u.kind.value) for u in org.units}


def test_a_unit_is_a_managers_subtree(imported: Importer) -> None:
    roster = imported(TABLE, name="Acme")
    assert units(roster) == {
        "acme": ("", "CEO", "division"),
        "engineering": ("acme", "VP Engineering", "division"),
        "engineering-2": ("engineering", "Engineering Manager", "team"),
        "engineering-3": ("engineering", "Engineering Manager", "team"),
        "sales": ("acme", "Sales Director", "team"),
        "team-of-absent-manager": ("", None, "team"),
        "unplaced": ("", None, "team"),
    }
    assert [u.name for u in roster.organization.units if u.id.startswith("eng")] == [
        "Engineering",
        "Engineering (2)",
        "Engineering (3)",
    ]
    assert {p.title for p in roster.organization.sitting_in["unplaced"]} == {"Consultant"}


def test_departments_as_units(imported: Importer) -> None:
    roster = imported(TABLE, units=UnitSource.DEPARTMENT)
    assert units(roster) == {
        "company": ("", "CEO", "organization"),
        "engineering": ("company", "VP Engineering", "team"),
        "sales": ("company", "Sales Director", "team"),
        "unplaced": ("", None, "team"),
    }
    assert len(roster.organization.sitting_in["sales"]) == 3


def test_teams_as_units_within_departments(imported: Importer) -> None:
    roster = imported(TABLE, units="team")
    assert units(roster)["payments"] == ("engineering", "Engineering Manager", "team")
    assert units(roster)["engineering"] == ("company", "VP Engineering", "division")
    assert [p.title for p in roster.organization.sitting_in["search"]] == ["Developer", "Engineering Manager"]


@pytest.mark.parametrize("source", UnitSource)
def test_every_post_sits_in_a_unit_that_exists(source: UnitSource, imported: Importer) -> None:
    org = imported(TABLE, units=source).organization
    assert all(post.sits_in in org.unit for post in org.posts)
    assert [fault for fault in faults(org) if not fault.warning] == []
    assert len({unit.name for unit in org.units}) == len(org.units)


def test_one_post_alone_is_an_organisation(imported: Importer) -> None:
    org = imported("ID,Job Title,Manager ID\n1,Founder,none\n").organization
    assert [(u.name, u.kind, u.head) for u in org.units] == [("Company", UnitKind.TEAM, "founder")]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("VP Engineering", "Engineering"),
        ("VP of Engineering", "Engineering"),
        ("Head of AI", "AI"),
        ("Director, Data Platform", "Data Platform"),
        ("Engineering Manager, Payments", "Payments"),
        ("Engineering Manager - Search", "Search"),
        ("Senior Engineering Manager", "Engineering"),
        ("Sales Manager, East", "Sales, East"),
        ("Regional Director of Sales", "Sales"),
        ("VP, Head of Product", "Product"),
        ("CTO", "Technology"),
        ("Chief Marketing Officer", "Marketing"),
        ("Chief Operating Officer", "Operations"),
        ("Interim CFO (until May)", "Finance"),
        ("Data Science Lead", "Data Science"),
        ("Manager", "Manager team"),
        ("Software Engineer", "Software Engineer team"),
        ("", ""),
    ],
)
def test_names_of_units_come_from_titles(title: str, name: str) -> None:
    assert unit_name(title) == name
