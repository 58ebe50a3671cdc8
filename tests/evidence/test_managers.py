"""Managers: found by values, shared seats, absent and circular ones, dotted lines."""

import pytest

from mlorg.evidence.roster import Roster, explain
from mlorg.org import Line, Unresolved

from .conftest import Importer


def lines(roster: Roster) -> dict[str, object]:
    titles = {post.id: post.title for post in roster.organization.posts}
    return {p.title: titles[p.manager] if p.manager else p.reports_to for p in roster.organization.posts}


def messages(roster: Roster) -> str:
    return "\n".join(map(str, roster.problems))


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ("ID,Job Title,Boss", ["1,CEO,none", "2,A,1", "3,B,2"]),
        ("ID,Job Title,Boss", ["0001,CEO,none", "0002,A,1.0", "0003,B,2.0"]),
        ("Email,Job Title,Boss", ["c@x.example,CEO,none", "a@x.example,A,C@X.example ", "b@x.example,B,A@x.example"]),
        ("Name,Job Title,Boss", ["Una One,CEO,none", 'Duo Two,A,"One, Una"', "Tri Three,B,duo  two"]),
        ("Name,ID,Job Title,Boss", ["Una One,1,CEO,none", "Duo Two,2,A,Una One (1)", "Una One,3,B,Duo Two (2)"]),
        ("ID,Job Title,Boss", ["1,CEO,none", "2,A,CEO", "3,B,a"]),
        ("ID,Seat,Job Title,Boss", ["1,top,CEO,none", "2,mid,A,top", "3,,B,mid"]),
        ("ID,Desk,Job Title,Boss", ["1,top,CEO,none", "2,mid,A,top", "3,,B,mid"]),
        ("ID,Job Title,N plus one", ["17,CEO,none", "402,A,17", "955,B,402"]),
        ("ID,Job Title,Boss", ["1,CEO,1", "2,A,1", "3,B,2"]),
    ],
)
def test_the_values_tell_by_what_managers_are_named(columns: str, values: list[str], imported: Importer) -> None:
    roster = imported("\n".join([columns, *values]))
    assert lines(roster) == {"CEO": Line.TOP, "A": "CEO", "B": "A"}
    assert any("manager" in line and ("2 of 2 values" in line or "3 of 3 values" in line) for line in explain(roster))


def test_the_heading_decides_where_values_fit_two_columns(imported: Importer) -> None:
    table = "Position ID,Employee ID,Job Title,Manager's {}\n1,2,CEO,none\n2,1,A,{}\n"
    for heading, value in (("Position ID", 1), ("Employee ID", 2)):
        assert lines(imported(table.format(heading, value)))["A"] == "CEO"


def test_an_absent_manager_stays_unresolved_and_is_counted(imported: Importer) -> None:
    roster = imported("ID,Job Title,Manager ID\n1,CEO,none\n2,A,99\n3,B,99\n4,C,98\n5,D,1\n")
    assert (roster.counts.unresolved, roster.counts.absent_managers) == (3, 2)
    assert "line 3, 4" not in messages(roster)
    assert "the manager named in lines 3, 4 stands in no row" in messages(roster)
    org = roster.organization
    assert len({p.reports_to for p in org.posts if isinstance(p.reports_to, Unresolved)}) == 2
    assert len({p.sits_in for p in org.posts if p.title in "AB"}) == 1


def test_a_shared_seat_goes_to_the_first_that_is_not_acting(imported: Importer) -> None:
    rows = ["1,CEO,ceo,none,", "2,Interim CTO,cto,ceo,", "3,CTO,cto,ceo,", "4,Dev,cto,ceo,1", "5,Eng,,cto,"]
    roster = imported("\n".join(["ID,Role,Seat,Reports to,Hidden", *rows]))
    assert lines(roster)["Eng"] == "CTO"
    assert "lines 3, 4, 5 have the same Seat" in messages(roster)
    assert "reports to line 4" in messages(roster)


def test_a_circle_is_cut_and_listed(imported: Importer) -> None:
    roster = imported("ID,Job Title,Manager ID\n1,CEO,none\n2,A,4\n3,B,2\n4,C,3\n5,D,4\n")
    assert lines(roster) == {"CEO": Line.TOP, "A": Line.UNKNOWN, "B": "A", "C": "B", "D": "C"}
    assert "reporting lines go in a circle: lines 3, 5, 4" in messages(roster)


def test_several_tops_are_listed(imported: Importer) -> None:
    roster = imported("ID,Job Title,Manager ID\n1,CEO,1\n2,A,2\n3,B,1\n")
    assert "2 rows report to nobody or to themselves: lines 2, 3" in messages(roster)


def test_without_a_column_of_managers_all_lines_are_unknown(imported: Importer) -> None:
    roster = imported("ID,Job Title\n1,CEO\n2,A\n")
    assert set(lines(roster).values()) == {Line.UNKNOWN}
    assert "--map HEADING=manager" in messages(roster)


@pytest.mark.parametrize("cell", ["1;2", "1 ; 2;", "1:2", "1|2", '"1, 2"', '"2,1,3"'])
def test_dotted_lines_are_separated_by_what_their_values_show(cell: str, imported: Importer) -> None:
    table = f"ID,Job Title,Manager ID,Dotted Manager IDs\n1,CEO,none,\n2,A,1,\n3,B,2,{cell}\n"
    org = imported(table).organization
    assert {org.post[to].title for post in org.posts for to in post.dotted_to} == {"CEO", "A"}


def test_dotted_lines_to_nobody_are_listed(imported: Importer) -> None:
    roster = imported("ID,Job Title,Manager ID,Dotted Line\n1,CEO,none,\n2,A,1,1;77\n")
    assert "people.csv:3:4: warning: 1 of 2 dotted lines lead to nobody" in messages(roster)


def test_a_manager_column_that_is_not_needed_is_explained(imported: Importer) -> None:
    roster = imported("ID,Name,Job Title,Manager,Manager ID\n1,Una One,CEO,,none\n2,Duo Two,A,U. One,1\n")
    assert any("not used: the managers are taken from 'Manager ID'" in line for line in explain(roster))
