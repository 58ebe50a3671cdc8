"""One small company in the headings of many systems: every one gives the same organisation."""

import csv
from collections.abc import Callable, Mapping
from io import StringIO
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

import pytest
from openpyxl import Workbook

from mlorg.evidence.roster import Roster, RosterOptions, read_roster
from mlorg.org import Line, Organization

from .conftest import Importer


class Someone(NamedTuple):
    number: int
    first: str
    last: str
    title: str
    department: str
    boss: int

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def mail(self) -> str:
        return f"{self.first}.{self.last}@invented.example".lower()


PEOPLE = {
    person.number: person
    for person in (
        Someone(101, "Aldra", "Quindle", "CEO", "Executive", 0),
        Someone(102, "Borin", "Vexley", "VP Engineering", "Engineering", 101),
        Someone(103, "Cassel", "Umbrant", "Head of Data Science", "Data", 101),
        Someone(104, "Dwyn", "Harrowgate", "Data Scientist", "Data", 103),
        Someone(105, "Elspa", "Orrin", "Machine Learning Engineer", "Data", 103),
        Someone(106, "Fenna", "Kvist", "Engineering Manager, Payments", "Engineering", 102),
        Someone(107, "Garrick", "Thule", "Backend Engineer", "Engineering", 106),
        Someone(108, "Hollis", "Wrenfield", "Account Executive", "Sales", 101),
    )
}

Cell = Callable[[Someone], object]


def boss(value: Callable[[Someone], object], top: object = "") -> Cell:
    """A column about the manager; `top` where there is none."""
    return lambda person: value(PEOPLE[person.boss]) if person.boss else top


ID: Cell = attrgetter("number")
MAIL: Cell = attrgetter("mail")
NAME: Cell = attrgetter("name")
FIRST: Cell = attrgetter("first")
LAST: Cell = attrgetter("last")
TITLE: Cell = attrgetter("title")
DEPT: Cell = attrgetter("department")


def post_code(person: Someone) -> str:
    return f"P-{person.number:05d}"


def pay_amount(person: Someone) -> int:
    return 900 * person.number


def first_day(person: Someone) -> str:
    return f"{person.number - 90}.06.2019"


SYSTEMS: Mapping[str, Mapping[str, Cell]] = {
    "OrgChart Now": {
        "PersonID": ID,
        "SupervisorID": boss(ID),
        "Name": NAME,
        "Title": TITLE,
        "IsAssistant": lambda p: 0,
    },
    "OrgPlus": {
        "Person ID": ID,
        "Supervisor ID": boss(ID),
        "Name": NAME,
        "Title": TITLE,
        "Department": DEPT,
        "SubDepartment": lambda p: "",
        "AltReportsTo": lambda p: "",
    },
    "Organimi": {
        "ID": ID,
        "Boss ID": boss(ID),
        "First Name": FIRST,
        "Last Name": LAST,
        "Role": TITLE,
        "Dottedids": boss(lambda p: "101:102"),
    },
    "Plumsail": {"Employee ID": ID, "Manager ID": boss(ID), "Full Name": NAME, "Job Title": TITLE, "Department": DEPT},
    "Agentnoon": {
        "Position ID": post_code,
        "Manager's Position ID": boss(post_code),
        "Employee Name": NAME,
        "Position Title": TITLE,
        "Start Date": first_day,
    },
    "Agentnoon by person": {"Employee ID": ID, "Manager's Employee ID": boss(ID), "Name": NAME, "Title": TITLE},
    "Unaric": {"Email": MAIL, "SupervisorEmail": boss(MAIL), "Name": NAME, "Title": TITLE, "StartDate": first_day},
    "Workday": {
        "Worker": lambda p: f"{p.name} ({p.number})",
        "Employee ID": ID,
        "Business Title": TITLE,
        "Supervisory Organization": lambda p: f"{p.department} ({p.name})",
        "Worker's Manager": boss(lambda p: f"{p.name} ({p.number})"),
        "Cost Center": lambda p: "CC10",
        "Total Base Pay": pay_amount,
    },
    "Workday by Cortex": {"employeeId": ID, "managerEmail": boss(MAIL), "email": MAIL, "name": NAME, "jobTitle": TITLE},
    "BambooHR": {
        "Employee #": ID,
        "First Name": FIRST,
        "Last Name": LAST,
        "Job Title": TITLE,
        "Reporting to": boss(NAME),
        "Department": DEPT,
        "Pay rate": pay_amount,
        "Gender": lambda p: "?",
    },
    "BambooHR fields": {"employeeNumber": ID, "supervisorEId": boss(ID), "displayName": NAME, "jobTitle": TITLE},
    "HiBob": {
        "employee_id_in_company": ID,
        "display_name": NAME,
        "work.title": TITLE,
        "reports_to_id_in_company": boss(ID),
        "second_level_manager": lambda p: "",
        "employee.orgLevel": lambda p: "",
    },
    "Rippling": {
        "Legal first name": FIRST,
        "Legal last name": LAST,
        "Work email": MAIL,
        "Title": TITLE,
        "Manager": boss(NAME),
        "Manager - Work email": boss(lambda p: p.mail.upper()),
        "Compensation": pay_amount,
    },
    "frappe": {
        "employee": lambda p: f"HR-EMP-{p.number:05d}",
        "employee_name": NAME,
        "designation": TITLE,
        "reports_to": boss(lambda p: f"HR-EMP-{p.number:05d}"),
        "department": DEPT,
        "date_of_joining": first_day,
    },
    "d3-org-chart": {"id": ID, "parentId": boss(ID), "name": NAME, "positionName": TITLE},
    "Viva Insights": {
        "Microsoft_PersonEmail": MAIL,
        "Microsoft_ManagerEmail": boss(MAIL),
        "Microsoft_Organization": DEPT,
        "Microsoft_LevelDesignation": lambda p: "",
        "Job Title": TITLE,
    },
    "Lattice": {"Name": NAME, "Email": MAIL, "Manager Email": boss(MAIL), "Title": TITLE, "Status": lambda p: "Active"},
    "Personio": {
        "First name": FIRST,
        "Last name": LAST,
        "Email": MAIL,
        "Position": TITLE,
        "Supervisor": boss(lambda p: f"{p.last}, {p.first}"),
        "Department": DEPT,
        "Date of birth": first_day,
    },
    "ADP": {
        "Associate ID": ID,
        "Position ID": post_code,
        "Job Title Description": TITLE,
        "Reports To Associate ID": boss(ID),
        "Home Department Description": DEPT,
    },
    "Microsoft Entra ID": {"userPrincipalName": MAIL, "displayName": NAME, "jobTitle": TITLE, "manager": boss(MAIL)},
    "Google Workspace": {
        "First Name [Required]": FIRST,
        "Last Name [Required]": LAST,
        "Email Address [Required]": MAIL,
        "Employee Title": TITLE,
        "Manager Email": boss(MAIL),
    },
    "Visio": {
        "Unique_ID": lambda p: f"ID{p.number}",
        "Name": NAME,
        "Title": TITLE,
        "Reports_To": boss(lambda p: f"ID{p.number}"),
    },
    "seats": {
        "entry_id": lambda p: f"e{p.number}",
        "person_id": lambda p: f"p{p.number}",
        "role": TITLE,
        "reports_to": boss(lambda p: f"seat_{p.number}", "none"),
        "manager_role_slug": lambda p: f"seat_{p.number}" if p.number in (101, 102, 103, 106) else "",
        "hidden": lambda p: "",
    },
    "ChartHop": {"Name": NAME, "Title": TITLE, "Manager": boss(TITLE), "Department": DEPT, "Start date": first_day},
}


def table(columns: Mapping[str, Cell]) -> list[list[object]]:
    return [list(columns), *([value(person) for value in columns.values()] for person in PEOPLE.values())]


def as_csv(rows: list[list[object]], delimiter: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def essence(org: Organization) -> dict[str, tuple[object, ...]]:
    """What all systems tell, by title: role, manager's title, unit with its head and parent, number of holders."""
    heads = {u.id: (u.name, u.part_of and org.unit[u.part_of].name) for u in org.units}
    return {
        post.title: (
            post.role,
            org.post[post.manager].title if post.manager else post.reports_to,
            heads[post.sits_in or ""] if post.sits_in and post.title != "CEO" else None,
            [holder.share for holder in org.holders[post.id]],
        )
        for post in org.posts
    }


EXPECTED = {
    "CEO": ("executive", Line.TOP, None, [1.0]),
    "VP Engineering": ("engineering_manager", "CEO", ("Engineering", "Company"), [1.0]),
    "Head of Data Science": ("ml_manager", "CEO", ("Data Science", "Company"), [1.0]),
    "Data Scientist": ("data_scientist", "Head of Data Science", ("Data Science", "Company"), [1.0]),
    "Machine Learning Engineer": ("ml_engineer", "Head of Data Science", ("Data Science", "Company"), [1.0]),
    "Engineering Manager, Payments": ("engineering_manager", "VP Engineering", ("Payments", "Engineering"), [1.0]),
    "Backend Engineer": ("software_engineer", "Engineering Manager, Payments", ("Payments", "Engineering"), [1.0]),
    "Account Executive": ("business_staff", "CEO", ("Company", None), [1.0]),
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_headings_of_a_system_give_the_same_organisation(system: str, imported: Importer) -> None:
    roster: Roster = imported(as_csv(table(SYSTEMS[system])), blank_is_root=True)
    assert essence(roster.organization) == EXPECTED
    assert roster.problems == ()


def test_enough_systems_are_covered() -> None:
    assert len(SYSTEMS) >= 15


@pytest.mark.parametrize("system", ["OrgPlus", "Workday", "Rippling"])
def test_order_case_and_punctuation_of_headings_do_not_matter(system: str, imported: Importer) -> None:
    columns = {f" {h.upper().replace(' ', '_')} ": value for h, value in reversed(SYSTEMS[system].items())}
    assert essence(imported(as_csv(table(columns)), blank_is_root=True).organization) == EXPECTED


@pytest.mark.parametrize("system", ["BambooHR", "Agentnoon", "HiBob"])
def test_a_workbook_gives_the_same_as_a_text_file(system: str, tmp_path: Path) -> None:
    book = Workbook()
    for row in table(SYSTEMS[system]):
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    roster = read_roster(tmp_path / "people.xlsx", RosterOptions(blank_is_root=True))
    assert essence(roster.organization) == EXPECTED


@pytest.mark.parametrize("system", ["Rippling", "Viva Insights", "HiBob", "Visio"])
def test_a_later_import_keeps_the_pseudonyms(system: str, imported: Importer) -> None:
    """By id, e-mail address or name, whatever the second file has."""
    first = imported(as_csv(table(SYSTEMS["Plumsail"] | {"Work Email": MAIL})), blank_is_root=True)
    second = imported(as_csv(table(SYSTEMS[system])), blank_is_root=True, earlier=first.names)
    assert {p.id for p in second.organization.persons} == {p.id for p in first.organization.persons}
    again = imported(as_csv(table(SYSTEMS[system])), blank_is_root=True, earlier=second.names)
    assert again.organization == second.organization


@pytest.mark.parametrize(
    ("system", "heading"), [("BambooHR", "Pay rate"), ("Workday", "Total Base Pay"), ("BambooHR", "Gender")]
)
def test_pay_and_private_columns_are_named_as_left_alone(system: str, heading: str, imported: Importer) -> None:
    roster = imported(as_csv(table(SYSTEMS[system])))
    column = next(c for c in roster.explanation.columns if c.heading == heading)
    assert column.field is None
    assert column.rule in ("pay is never imported", "private: never read")
