"""Which column becomes what: aliases, --map, and what is said when nothing can be made of a file."""

import csv
from importlib.resources import files

import pytest

from mlorg.errors import RosterError
from mlorg.evidence.roster import IMPORTED, Roster, explain
from mlorg.evidence.roster.headings import SET_ASIDE, heading_key, meaning_of

from .conftest import Importer


def fields(roster: Roster) -> dict[str, str | None]:
    return {column.heading: column.field for column in roster.explanation.columns}


def squeezed(line: str) -> str:
    return " ".join(line.split())


ALIASES = list(
    csv.DictReader(files("mlorg.evidence.roster").joinpath("headings.csv").read_text(encoding="utf-8").splitlines())
)


def test_every_alias_means_one_field_only() -> None:
    seen: dict[str, str] = {}
    for row in ALIASES:
        assert (
            seen.setdefault(heading_key(row["alias"]) + row["alias"][:1] * ("*" in row["alias"]), row["field"])
            == row["field"]
        )


def test_every_field_of_the_table_is_imported_or_set_aside() -> None:
    general = {row["field"] for row in ALIASES} - {"person"}
    managers = {name for name in general if name.startswith("manager")}
    assert general - managers <= set(IMPORTED) | set(SET_ASIDE)
    assert set(IMPORTED) <= general


@pytest.mark.parametrize(
    "heading", ["Employee ID", "employee_id", "EMPLOYEE-ID", " employeeId ", "EmployeeID", "Employee Id:"]
)
def test_headings_are_compared_by_letters_and_digits(heading: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.field == "person_id"


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Base Salary (EUR)", "pay"),
        ("annualCompensation", "pay"),
        ("Bonus %", "pay"),
        ("Gehalt", "pay"),
        ("Gender", "private"),
        ("Date of Birth", "private"),
        ("Age", "private"),
        ("Nationality", "private"),
        ("Parental leave start", "private"),
        ("On Leave", "private"),
        ("Sick days", "private"),
        ("Home Address", "private"),
        ("Performance Rating", "private"),
        ("Team Page", None),
        ("Storage", None),
        ("Sextant", None),
        ("Payments owner", None),
    ],
)
def test_pay_and_private_headings_are_known_by_whole_words(heading: str, field: str | None) -> None:
    meaning = meaning_of(heading)
    assert (meaning.field if meaning else None) == field


def test_the_better_alias_wins_and_the_other_is_explained(imported: Importer) -> None:
    roster = imported("ID,Title,Job Title,Manager ID\n1,Dr,CEO,none\n2,Ms,Developer,1\n")
    assert fields(roster) == {"ID": "person_id", "Title": None, "Job Title": "title", "Manager ID": "manager"}
    assert "Title → not imported, not used: title is taken from 'Job Title'" in map(squeezed, explain(roster))


def test_map_overrides_the_table(imported: Importer) -> None:
    text = "Kennung,Was,Wer,Title\n1,CEO,none,x\n2,Developer,1,y\n"
    roster = imported(text, mapping={"kennung": "person_id", "Was": "title", "Wer": "manager", "Title": "ignore"})
    assert fields(roster) == {"Kennung": "person_id", "Was": "title", "Wer": "manager", "Title": None}
    assert {post.title for post in roster.organization.posts} == {"CEO", "Developer"}


def test_a_mapped_column_of_managers_is_the_only_one(imported: Importer) -> None:
    text = "ID,Job Title,Manager ID,Wanted\n1,CEO,none,none\n2,A,1,1\n3,B,1,2\n4,C,2,99\n"
    roster = imported(text, mapping={"Wanted": "manager"})
    assert (fields(roster)["Manager ID"], fields(roster)["Wanted"]) == (None, "manager")
    assert roster.counts.unresolved == 1


def test_wrong_mappings_are_all_named_with_near_names(imported: Importer) -> None:
    with pytest.raises(RosterError) as error:
        imported(
            "ID,Job Title,Salary\n1,CEO,5\n",
            mapping={"Job Titel": "title", "ID": "persn_id", "Salary": "level", "Job Title": "colour"},
        )
    messages = [str(problem) for problem in error.value.problems]
    assert "Did you mean 'Job Title'?" in messages[0]
    assert "Did you mean 'person_id'?" in messages[1]
    assert "never read" in messages[2]
    assert "Fields: entry_id" in messages[3]


def test_a_table_without_known_headings_tells_how_to_map(imported: Importer) -> None:
    with pytest.raises(RosterError, match=r'--map "Title=title"') as error:
        imported("Foo,Title,Bar Baz\na,b,c\n")
    assert "'***', 'Title', '***'" in str(error.value)


def test_a_column_headed_employee_is_what_its_values_are(imported: Importer) -> None:
    kinds = {"E-01": "person_id", "Somebody Else": "name", "a@b.example": "email"}
    for value, field in kinds.items():
        assert fields(imported(f"Employee,Job Title\n{value},CEO\n"))["Employee"] == field


def test_columns_without_headings_are_no_trouble(imported: Importer) -> None:
    roster = imported("ID,,Job Title,,\n1,x,CEO,y,\n2,,Developer,,\n")
    assert roster.counts.entries == 2
    assert [(column.number, column.field) for column in roster.explanation.columns] == [
        (1, "person_id"),
        (2, None),
        (3, "title"),
        (4, None),
    ]
    assert "(column 2) → not imported, no heading" in explain(roster)


def test_unknown_columns_are_named(imported: Importer) -> None:
    lines = explain(imported("ID,Job Title,Shoe Size\n1,CEO,44\n"))
    assert "Shoe Size → not imported, heading not known" in lines
