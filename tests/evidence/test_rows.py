"""Rows that are not simply a person in a post: vacancies, leavers, several posts, dates, shares, broken rows."""

from datetime import date

import pytest

from mlorg.evidence.roster import Roster, count_lines
from mlorg.evidence.roster.dates import parse_date
from mlorg.evidence.roster.leaving import leaving_class, shown_classes
from mlorg.org import Validity
from mlorg.org.checks import faults

from .conftest import Importer

HEAD = "ID,Name,Job Title,Manager ID"
CEO = "1,Una One,CEO,none"


def messages(roster: Roster) -> str:
    return "\n".join(map(str, roster.problems))


def balanced(roster: Roster) -> bool:
    return roster.counts.rows == roster.counts.entries + sum(number for _, number in roster.counts.left_out)


@pytest.mark.parametrize(
    "name",
    ["Open", "VACANT", "TBH", "TBD", "Open role 3", "To be hired", "(vacant)", "New Hire", "Open - for Una One", ""],
)
def test_a_post_without_a_person_is_vacant(name: str, imported: Importer) -> None:
    roster = imported(f"{HEAD}\n{CEO}\n,{name},Data Scientist,1\n")
    post = next(post for post in roster.organization.posts if post.title == "Data Scientist")
    assert post.id not in roster.organization.holders
    assert (roster.counts.vacancies, roster.counts.persons) == (1, 1)


@pytest.mark.parametrize("column", ["Status", "Employment Type", "Position Status"])
def test_a_vacant_status_makes_a_vacancy(column: str, imported: Importer) -> None:
    assert imported(f"{HEAD},{column}\n{CEO},Active\n2,,Developer,1,Open\n").counts.vacancies == 1


@pytest.mark.parametrize("status", ["Active", "New hire", "On leave", "Probation", "Contractor", "Pending termination"])
def test_other_statuses_are_active_and_kept_nowhere(status: str, imported: Importer) -> None:
    roster = imported(f"{HEAD},Status\n{CEO},Active\n2,Duo Two,Developer,1,{status}\n")
    assert (roster.counts.persons, roster.counts.vacancies) == (2, 0)
    assert "leave" not in repr(roster.organization)


@pytest.mark.parametrize(
    ("status", "end", "stays"),
    [
        ("Terminated", "", False),
        ("Inactive", "", False),
        ("Active", "2024-01-31", False),
        ("Terminated", "2024-01-31", False),
        ("Terminated", "2024-12-31", True),
        ("Active", "2024-06-30", True),
        ("Active", "9999-12-31", True),
        ("Active", "", True),
        ("No", "", False),
        ("Yes", "", True),
    ],
)
def test_who_left_before_the_day_is_left_out(status: str, end: str, stays: bool, imported: Importer) -> None:
    table = f"{HEAD},Status,Termination Date\n{CEO},Active,\n2,Duo Two,Developer,1,{status},{end}\n"
    roster = imported(table, as_of=date(2024, 6, 30))
    assert roster.counts.persons == 1 + stays
    assert dict(roster.counts.left_out) == ({} if stays else {"left before 2024-06-30": 1})


def test_a_manager_who_left_leaves_an_unresolved_line(imported: Importer) -> None:
    roster = imported(f"{HEAD},Status\n{CEO},Active\n2,Duo Two,Boss,1,Left\n3,Tri Three,Developer,2,Active\n")
    assert roster.counts.unresolved == 1


def test_reasons_of_leaving_are_classes_of_at_least_five(imported: Importer) -> None:
    reasons = ["Better offer"] * 6 + ["Laid off"] * 5 + ["Misconduct"] * 2 + ["Illness"]
    rows = [f"{n},N{n} M{n},Developer,1,Left,{reason}" for n, reason in enumerate(reasons, 2)]
    roster = imported("\n".join([f"{HEAD},Status,Termination Reason", f"{CEO},Active,", *rows]))
    assert roster.counts.leaving == (("other", 8), ("resigned", 6))
    assert "llness" not in repr(roster) + messages(roster)
    assert "Reasons of leaving: other 8, resigned 6." in count_lines(roster)


def test_small_classes_are_never_shown() -> None:
    from collections import Counter

    assert shown_classes(Counter(resigned=4)) == ()
    assert shown_classes(Counter(resigned=9, dismissed=1, redundancy=6)) == (("other", 7), ("resigned", 9))
    assert shown_classes(Counter(resigned=9, redundancy=6)) == (("redundancy", 6), ("resigned", 9))
    assert leaving_class("Involuntary - restructuring") == "redundancy"


def test_several_rows_of_a_person_are_several_posts(imported: Importer) -> None:
    roster = imported(f"{HEAD}\n{CEO}\n1,Una One,Interim CFO,1\n2,Duo Two,Developer,1\n")
    org = roster.organization
    assert (roster.counts.entries, roster.counts.persons) == (3, 2)
    assert sorted(m.share for m in org.memberships) == [0.5, 0.5, 1.0]
    assert sum(post.fte for post in org.posts) == 2
    assert {post.title: org.post[post.manager].title for post in org.posts if post.manager} == {
        "Interim CFO": "CEO",
        "Developer": "CEO",
    }


@pytest.mark.parametrize(
    ("column", "values", "shares"),
    [
        ("Allocation %", ("60%", "40%"), [0.4, 0.6]),
        ("Allocation", ("60", "40"), [0.4, 0.6]),
        ("Share", ('"0,7"', ""), [0.3, 0.7]),
        ("FTE", ("0.8", "0.2"), [0.2, 0.8]),
    ],
)
def test_a_column_of_shares_decides(
    column: str, values: tuple[str, str], shares: list[float], imported: Importer
) -> None:
    roster = imported(f"{HEAD},{column}\n{CEO},{values[0]}\n1,Una One,CFO,1,{values[1]}\n")
    assert sorted(m.share for m in roster.organization.memberships) == pytest.approx(shares)
    assert [problem.message for problem in roster.problems] == ["lines 2, 3 have the same ID."]


def test_full_time_shares(imported: Importer) -> None:
    roster = imported(
        f"{HEAD},FTE\n{CEO},100\n2,Duo Two,Developer,1,50\n3,Tri Three,Nurse,1,many\n4,Quad Four,Cook,1,900\n"
    )
    assert {post.title: post.fte for post in roster.organization.posts} == {
        "CEO": 1,
        "Developer": 0.5,
        "Nurse": 1,
        "Cook": 1,
    }
    assert "people.csv:4:5: warning: FTE: '***' is not a share" in messages(roster)
    assert "people.csv:5:5: warning: FTE: '900' is not a share" in messages(roster)


def test_posts_one_after_the_other_are_not_shared(imported: Importer) -> None:
    table = f"{HEAD},Start Date,End Date\n{CEO},,\n2,Duo Two,Developer,1,2020-01-01,2030-06-30\n"
    roster = imported(table + "2,Duo Two,Architect,1,2030-07-01,\n", as_of=date(2024, 1, 1))
    assert [m.share for m in roster.organization.memberships] == [1, 1, 1]


def test_shares_that_add_up_to_too_much_are_listed(imported: Importer) -> None:
    roster = imported(f"{HEAD},Share\n{CEO},0.8\n1,Una One,CFO,1,0.7\n")
    assert "the shares of one person in lines 2, 3 add up to 1.50" in messages(roster)


def test_people_known_by_name_alone_are_pointed_out(imported: Importer) -> None:
    roster = imported("Name,Job Title,Reports To\nUna One,CEO,none\nDuo Two,Cook,Una One\nDuo Two,Nurse,Una One\n")
    assert "lines 3, 4 bear the same name" in messages(roster)
    assert roster.counts.persons == 2


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("", "blank"),
        (" , ,,", "blank"),
        (HEAD, "headings repeated"),
        ("Total,,,17", "a total"),
        ("Grand Total: 17,,,", "a total"),
        ("Printed on a Monday,,,", "a single cell, such as a footnote"),
        ("3,Doe, Jane,Developer,1", "more cells than headings"),
        (CEO, "repeats another row"),
        (",,,1\n,,,1", ""),
    ],
)
def test_rows_that_are_no_entries_are_listed_with_their_line(row: str, reason: str, imported: Importer) -> None:
    roster = imported(f"{HEAD}\n{CEO}\n{row}\n2,Duo Two,Developer,1\n")
    assert roster.counts.entries == 2
    assert balanced(roster)
    assert not reason or dict(roster.counts.left_out) == {reason: 1}
    assert any(problem.place.line == 3 for problem in roster.problems)


def test_a_row_that_names_nobody_and_nothing_is_listed(imported: Importer) -> None:
    roster = imported(f"{HEAD},Department\n{CEO},\n,,,1,Sales\n2,Duo Two,Developer,1,\n")
    assert dict(roster.counts.left_out) == {"neither person nor title": 1}
    assert "people.csv:3: the row names neither a person nor a title" in messages(roster)


def test_blank_rows_at_the_end_are_no_news(imported: Importer) -> None:
    roster = imported(f"{HEAD}\n{CEO}\n\n,,,\n\n")
    assert roster.problems == ()


def test_a_short_row_is_kept_and_listed(imported: Importer) -> None:
    roster = imported(f"{HEAD},Department\n{CEO},Board\n2,Duo Two,Developer\n")
    assert roster.counts.entries == 2
    assert "people.csv:3: warning: the row has 3 cells and there are 5 headings" in messages(roster)


def test_a_second_post_with_the_same_entry_id_gets_its_own(imported: Importer) -> None:
    roster = imported("Position ID,Employee ID,Job Title,Manager ID\nP1,1,CEO,none\nP2,2,Cook,1\nP2,3,Nurse,1\n")
    assert {post.id for post in roster.organization.posts} == {"P1", "P2", "P2-1"}
    assert "people.csv:4: warning: the entry id is that of line 3" in messages(roster)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-04", date(2024, 3, 4)),
        ("2024-03-04T10:00:00Z", date(2024, 3, 4)),
        ("2024/3/4", date(2024, 3, 4)),
        ("20240304", date(2024, 3, 4)),
        ("04.03.2024", date(2024, 3, 4)),
        ("4/3/24", date(2024, 3, 4)),
        ("4-Mar-2024", date(2024, 3, 4)),
        ("4 March 2024", date(2024, 3, 4)),
        ("4. März 2024", date(2024, 3, 4)),
        ("March 4th, 2024", date(2024, 3, 4)),
        ("Mon, 4 Mar 2024", date(2024, 3, 4)),
        ("45355", date(2024, 3, 4)),
        ("4/3/99", date(1999, 3, 4)),
        ("31/02/2024", None),
        ("2024-13-01", None),
        ("soon", None),
        ("1900", None),
        ("0000-00-00", None),
        ("٤", None),
    ],
)
def test_forms_of_dates(text: str, expected: date | None) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        (("03/04/2020", "25/12/2020"), {date(2020, 4, 3), date(2020, 12, 25)}),
        (("03/04/2020", "12/25/2020"), {date(2020, 3, 4), date(2020, 12, 25)}),
        (("3-Apr-2020", "2020-12-25"), {date(2020, 4, 3), date(2020, 12, 25)}),
    ],
)
def test_a_column_of_dates_has_one_order(values: tuple[str, str], starts: set[date], imported: Importer) -> None:
    roster = imported(f"{HEAD},Hire Date\n{CEO},{values[0]}\n2,Duo Two,Developer,1,{values[1]}\n")
    assert {m.validity.start for m in roster.organization.memberships} == starts
    assert roster.problems == ()


def test_dates_that_could_be_swapped_are_pointed_out(imported: Importer) -> None:
    roster = imported(f"{HEAD},Hire Date\n{CEO},03/04/2020\n2,Duo Two,Developer,1,05/05/2020\n")
    assert "day and month could be swapped in line 2" in messages(roster)
    assert len(roster.problems) == 1


def test_unreadable_dates_are_listed_and_masked(imported: Importer) -> None:
    roster = imported(f"{HEAD},Hire Date\n{CEO},2020-02-30\n2,Duo Two,Developer,1,when Ann came\n")
    assert "people.csv:2:5: warning: Hire Date: '2020-02-30' is not a date" in messages(roster)
    assert "people.csv:3:5: warning: Hire Date: '***' is not a date" in messages(roster)


def test_an_end_before_the_start_is_an_earlier_employment(imported: Importer) -> None:
    roster = imported(f"{HEAD},Start Date,End Date\n{CEO},2022-01-01,2020-01-01\n")
    assert roster.organization.memberships[0].validity == Validity(date(2022, 1, 1))
    assert "lies before the first" in messages(roster)


def test_titles_and_levels_that_are_none_are_read_as_blank(imported: Importer) -> None:
    rows = [f"2,Duo Two,{'x' * 500},1,L4", '3,Tri Three,77000,1,"80,000 EUR"', "4,Quad Four,Cook,1,70k-80k"]
    roster = imported("\n".join([f"{HEAD},Level", f"{CEO},L9", *rows]))
    assert sorted(post.title for post in roster.organization.posts) == ["", "", "CEO", "Cook"]
    assert {post.level for post in roster.organization.posts} == {"L9", "L4", None}
    assert len(roster.problems) == 4
    assert faults(roster.organization) == ()


def test_the_job_family_helps_where_the_title_tells_nothing(imported: Importer) -> None:
    roster = imported("ID,Job Title,Job Family,Manager ID\n1,CEO,,none\n2,Wizard,Data Science,1\n3,Wizard,Magic,1\n")
    assert sorted(str(post.role) for post in roster.organization.posts) == ["None", "data_scientist", "executive"]
    assert roster.counts.untold_roles == 1


def test_a_file_without_any_column_for_people_has_one_person_per_row(imported: Importer) -> None:
    roster = imported("Job Title,Reports To\nCEO,none\nDeveloper,CEO\nDeveloper,CEO\n")
    assert (roster.counts.entries, roster.counts.persons, roster.counts.vacancies) == (3, 3, 0)
