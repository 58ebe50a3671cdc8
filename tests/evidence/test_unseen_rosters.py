"""What rosters of other organisations do that one's own never does."""

import pytest

from mlorg.evidence.roster import Roster
from mlorg.evidence.roster.headings import meaning_of

from .conftest import Importer


def fields(roster: Roster) -> dict[str, str | None]:
    return {column.heading: column.field for column in roster.explanation.columns}


def messages(roster: Roster) -> str:
    return "\n".join(map(str, roster.problems))


def names(roster: Roster) -> list[str]:
    return sorted(roster.names.of(person).name for person in roster.names)


def test_a_number_on_every_row_names_no_manager(imported: Importer) -> None:
    rows = [f"{number},Clerk,1,{number % 4 + 1}" for number in range(1, 40)]
    roster = imported("\n".join(["Employee Number,Job Role,Employee Count,Satisfaction", *rows]))
    assert "manager" not in fields(roster).values()
    assert roster.counts.unknown_lines == 39


def test_codes_of_jobs_are_no_ids_of_posts(imported: Importer) -> None:
    """Managers' ids match the codes of jobs by chance; their names match people."""
    rows = [f"{100 + n},Ed{n} Ott{n},{n % 3 + 1},Clerk,{n % 2 + 1},Ed{n % 2} Ott{n % 2}" for n in range(12)]
    roster = imported("\n".join(["EmpID,Name,Position ID,Position,Manager ID,Manager Name", *rows]))
    columns = {column.heading: column for column in roster.explanation.columns}
    assert columns["Position ID"].rule == "no id of posts: 12 rows share 3 values"
    assert columns["Manager Name"].field == "manager"


def test_a_table_beside_the_roster_hides_no_headings(imported: Importer) -> None:
    head = "Full Name,Job Title,Department,Hire Date,Country,City,Exit Date,,Sum of IT,4711"
    assert imported(f"{head}\nAda Vex,Clerk,IT,2020-01-01,,,,,Sum of HR,12\n").counts.persons == 1


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("Name,Vorname,Abteilung", ["Ott,Ada,IT", "Ott,Bo,IT"]),
        ("Nombre,Apellidos,Departamento", ["Ada,Ott,IT", "Bo,Ott,IT"]),
        ("Name,First Name,Last Name,Team", ["Ada Ott,Ada,Ott,IT", "Bo Ott,Bo,Ott,IT"]),
        ("Name,Vorname,Abteilung", ["Ada Ott,Ada,IT", "Bo Ott,Bo,IT"]),
    ],
)
def test_name_beside_a_part_of_the_name_is_the_other_part(head: str, rows: list[str], imported: Importer) -> None:
    assert names(imported("\n".join([head, *rows]))) == ["Ada Ott", "Bo Ott"]


def test_an_id_with_two_names_is_two_people(imported: Importer) -> None:
    roster = imported(
        "EEID,Full Name,Job Title\n7,Ada Vex,Clerk\n7,Bo Quill,Smith\n8,Cy Rand,Cook\n8,Cy Rand-Ott,Baker\n"
    )
    assert (roster.counts.persons, roster.counts.entries) == (3, 4)
    assert "the ids in line 3 stand in earlier rows with other names" in messages(roster)


def test_a_mark_of_leavers_leaves_them_out(imported: Importer) -> None:
    roster = imported("ID,Job Role,Attrition\n1,Clerk,Yes\n2,Clerk,No\n3,Clerk,No\n")
    assert roster.counts.entries == 2


def test_nothing_as_databases_and_other_languages_write_it(imported: Importer) -> None:
    roster = imported("Personalnummer;Titre;Vorgesetzter\n1;Chefin;keiner\n2;Koch;1\n3;Kellner;\\N\n")
    assert (roster.counts.unresolved, roster.counts.unknown_lines) == (0, 1)


def test_without_managers_the_way_to_units_is_told(imported: Importer) -> None:
    text = messages(imported("Name,Job Titles,Department\nAda Vex,Clerk,IT\nBo Quill,Cook,HR\n"))
    assert "For units from 'Department': --units department." in text


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Job Role", "title"),
        ("DateofHire", "start"),
        ("Supérieur hiérarchique", "manager"),
        ("Fecha de contratación", "start"),
        ("Reports to Senior Post", "manager"),
        ("Tätigkeit", "title"),
        ("Courriel", "email"),
    ],
)
def test_headings_met_elsewhere(heading: str, field: str) -> None:
    meaning = meaning_of(heading)
    assert meaning is not None
    assert meaning.field == field
