"""Write the fictional company of `mlorg demo` into src/mlorg/workspace/demo; with --check, fail if it is stale.

Everything is invented: the company, its people, whose names are joined from two lists of words, and every figure.
The HR export has the small flaws that real ones have, so that an import has something to say. `org.yaml` holds the
units as the import finds them, marked as somebody who knows the company would mark them, and then the assets of
scripts/demo_assets.yaml. What the company's systems hold is written by scripts/demo_evidence.py.
"""

from __future__ import annotations

import csv
import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from demo_evidence import Staff, evidence_texts

from mlorg.evidence.roster import RosterOptions, read_roster
from mlorg.workspace.org_file import org_data
from mlorg.workspace.yaml_text import yaml_text

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "src" / "mlorg" / "workspace" / "demo"
ASSETS = ROOT / "scripts" / "demo_assets.yaml"
COMPANY = "Fogwhistle & Wick (fictional)"
AS_OF = date(2026, 1, 31)

FIRST = (
    "Ember Tallow Fathom Kelp Marl Drizzle Gannet Puffin Plover Limpet Barnacle Squall Glint Flicker Cinder Shoal "
    "Spindrift Bobbin Thimble Cockle"
)
LAST = (
    "Lowtide Hightide Foglamp Saltlantern Driftlight Wickbright Moonbuoy Tidewick Glowharbour Lampquay Brinelight "
    "Kelpwick Mistbell Shinglelamp Gullbeacon Ebbwater"
)
PLACES = ("Cape Wick", "Glimmer Quay", "Lower Foghorn")
HEADINGS = (
    "Employee #",
    "First Name",
    "Last Name",
    "Work Email",
    "Job Title",
    "Department",
    "Location",
    "Supervisor ID",
    "Matrix Manager",
    "Hire Date",
    "Termination Date",
    "Employment Status",
    "FTE",
    "Pay Rate",
)
ABSENT = "1999"
"""Employee number of the manager who stands in no row."""


@dataclass(frozen=True)
class Team:
    """A head, to whom the head reports, and (title, number of people) of those who report to the head."""

    key: str
    head: str
    to: str
    department: str
    staff: tuple[tuple[str, int], ...] = ()


def team(key: str, head: str, to: str, department: str, staff: str = "") -> Team:
    """Staff is written "7 Software Engineer, 1 Data Scientist"."""
    parts = (part.split(" ", 1) for part in staff.split(", ") if part)
    return Team(key, head, to, department, tuple((title, int(number)) for number, title in parts))


TEAMS = (
    team("ceo", "Chief Executive Officer", "ceo", "Executive", "1 Executive Assistant"),
    team("shop", "Head of Shop", "ceo", "Shop", "2 Product Manager"),
    team("merchandising", "Merchandising Manager", "shop", "Shop", "6 Merchandiser, 3 Buyer"),
    team(
        "shop-engineering",
        "Head of Shop Engineering",
        "shop",
        "Shop",
        "7 Software Engineer, 3 Senior Software Engineer, 1 QA Engineer, 2 Data Scientist, 1 Machine Learning Engineer",
    ),
    team("marketing", "Marketing Manager", "shop", "Shop", "7 Marketing Specialist, 2 Copywriter"),
    team("stores", "Stores Manager", "shop", "Shop", "20 Store Associate"),
    team("wholesale", "Head of Wholesale", "ceo", "Wholesale", "4 Sales Coordinator, 1 Data Scientist"),
    team("sales-north", "Regional Sales Manager, North", "wholesale", "Wholesale", "6 Account Executive"),
    team("wholesale-engineering", "Head of Wholesale Engineering", "wholesale", "Wholesale", "5 Software Engineer"),
    team("harbour", "Head of Harbour Services", "ceo", "Harbour Services", "1 Product Manager"),
    team("field", "Field Service Manager", "harbour", "Harbour Services", "18 Service Technician, 3 Service Planner"),
    team("inspection", "Inspection Manager", "harbour", "Harbour Services", "7 Inspector"),
    team(
        "harbour-engineering",
        "Head of Harbour Engineering",
        "harbour",
        "Harbour Services",
        "5 Software Engineer, 2 Embedded Software Engineer",
    ),
    team("factory", "Factory Director", "ceo", "Factory"),
    team("lamps", "Lamp Production Manager", "factory", "Factory", "25 Production Worker"),
    team("lenses", "Lens Production Manager", "factory", "Factory", "15 Production Worker"),
    team("quality", "Quality Manager", "factory", "Factory", "8 Quality Inspector"),
    team(
        "factory-engineering",
        "Head of Factory Engineering",
        "factory",
        "Factory",
        "4 Software Engineer, 3 Automation Engineer, 2 Data Scientist, 1 Machine Learning Engineer",
    ),
    team("supply", "Supply Chain Manager", "factory", "Factory", "3 Buyer, 9 Warehouse Operator"),
    team(
        "care",
        "Head of Customer Care",
        "ceo",
        "Customer Care",
        "7 Repair Technician, 3 Software Engineer, 1 Data Scientist, 1 Conversational AI Engineer",
    ),
    team("support", "Customer Support Manager", "care", "Customer Care", "18 Customer Support Agent"),
    team("technology", "Chief Technology Officer", "ceo", "Technology"),
    team(
        "ml",
        "Head of Machine Learning",
        "technology",
        "Technology",
        "3 Data Scientist, 3 Machine Learning Engineer, 1 Applied Scientist, 1 Machine Learning Product Manager",
    ),
    team("data", "Head of Data", "technology", "Technology", "6 Data Engineer, 5 Data Analyst"),
    team(
        "platform",
        "Head of Platform Engineering",
        "technology",
        "Technology",
        "5 Platform Engineer, 2 Site Reliability Engineer",
    ),
    team("it", "IT Manager", "technology", "Technology", "4 IT Support Specialist"),
    team(
        "research",
        "Head of Research and Development",
        "ceo",
        "Research and Development",
        "7 Research Scientist, 3 Optics Engineer, 2 Machine Learning Researcher",
    ),
    team("money", "Chief Financial Officer", "ceo", "Finance", "6 Accountant"),
    team("people", "Head of People", "ceo", "People", "4 HR Specialist, 1 Recruiter"),
)

MARKS = {
    "shop": {"business_line": True},
    "wholesale": {"business_line": True},
    "harbour-services": {"business_line": True},
    "factory": {"business_line": True},
    "customer-care": {"business_line": True},
    "machine-learning": {"function": "ml"},
    "data": {"function": "data"},
    "platform-engineering": {"function": "platform"},
    "research-and-development": {"function": "research"},
    "team-of-absent-manager": {"name": "Sales, South", "part_of": "wholesale"},
}
"""What no HR system says of a unit and somebody who works there knows."""

ORG_HEADER = f"""\
# {COMPANY}: an invented company. Its people, models, data and figures are made up.
#
# The units are those that the import of hr-export.csv found; by hand were added: which units are business lines
# (business_line: true), what kind of work the central units do (function: …), where the team belongs whose manager
# stands in no row (Sales, South), and everything below the units.

"""


def invented_name(number: int) -> tuple[str, str]:
    """First and last name of a person who does not exist; the first 320 are distinct."""
    first, last = FIRST.split(), LAST.split()
    return first[number % len(first)], last[(number // len(first) + number) % len(last)]


@dataclass
class Export:
    """The rows of the HR export, as they are written one after the other."""

    rows: list[dict[str, str]] = field(default_factory=list)
    heads: dict[str, str] = field(default_factory=dict)
    people: int = 0

    def person(self, title: str, department: str, supervisor: str, **cells: str) -> dict[str, str]:
        """One more person in a post of this title."""
        n = self.people
        self.people += 1
        first, last = invented_name(n)
        hired = date(2009, 3, 2) + timedelta(days=n * 2_593 % 6_100)
        row = {
            "Employee #": str(1001 + n),
            "First Name": first,
            "Last Name": last,
            "Work Email": f"{first}.{last}.{1001 + n}@fogwhistle.example".lower(),
            "Job Title": title,
            "Department": department,
            "Location": PLACES[n * 7 % 3],
            "Supervisor ID": supervisor,
            "Hire Date": hired.strftime("%d/%m/%Y"),
            "Employment Status": "Active",
            "FTE": "1.0",
            "Pay Rate": f"{24 + n * 37 % 31} shells an hour",
        }
        self.rows.append(row | cells)
        return self.rows[-1]

    def vacancy(self, title: str, department: str, supervisor: str) -> None:
        """A post that nobody fills yet."""
        cells = {"First Name": "Open", "Last Name": "Position", "Employment Status": "Vacant", "FTE": "1.0"}
        place = {"Job Title": title, "Department": department, "Supervisor ID": supervisor, "Location": PLACES[0]}
        self.rows.append(cells | place)


def export() -> Export:
    """All rows: heads, then their people, then what makes an export look like one."""
    made = Export()
    for one in TEAMS:
        made.heads[one.key] = str(1001 + made.people)
        made.person(one.head, one.department, made.heads[one.to])
    for one in TEAMS:
        for title, number in one.staff:
            for _ in range(number):
                made.person(title, one.department, made.heads[one.key])
    add_flaws(made)
    return made


def add_flaws(made: Export) -> None:
    """Vacancies, leavers, second posts, a manager who is gone, dotted lines, and cells nobody can read."""
    heads = made.heads
    made.vacancy("Machine Learning Engineer", "Technology", heads["ml"])
    made.vacancy("Data Engineer", "Technology", heads["data"])
    made.vacancy("Software Engineer", "Shop", heads["shop-engineering"])
    made.vacancy("Service Technician", "Harbour Services", heads["field"])
    for _ in range(5):
        made.person("Account Executive", "Wholesale", ABSENT)
    for title, key in (("Data Scientist", "ml"), ("Service Technician", "field"), ("Store Associate", "stores")):
        left = {"Termination Date": "30/09/2025", "Employment Status": "Terminated"}
        made.person(title, next(t.department for t in TEAMS if t.key == key), heads[key], **left)
    second_post(made, "Inspection Manager", "Repairs Desk Manager (interim)", "Customer Care", heads["care"])
    second_post(made, "Data Analyst", "Merchandiser", "Shop", heads["merchandising"])
    for row in made.rows:
        in_line = row["Supervisor ID"] in (heads["shop-engineering"], heads["factory-engineering"])
        if in_line and row["Job Title"] in ("Data Scientist", "Machine Learning Engineer"):
            row["Matrix Manager"] = heads["ml"]
    titled(made, "Copywriter")["Hire Date"] = "31/02/2023"
    titled(made, "Recruiter")["Supervisor ID"] = ""
    titled(made, "QA Engineer")["FTE"] = "0.8"
    made.rows.append(dict(titled(made, "Buyer")))


def titled(made: Export, title: str) -> dict[str, str]:
    """The first row with this title."""
    return next(row for row in made.rows if row["Job Title"] == title)


def second_post(made: Export, first: str, second: str, department: str, supervisor: str) -> None:
    """The first person with the title `first` fills a second post too, half of the time."""
    row = titled(made, first)
    row["FTE"] = "0.5"
    made.rows.append(row | {"Job Title": second, "Department": department, "Supervisor ID": supervisor})


def roster_text() -> str:
    """`hr-export.csv`."""
    out = io.StringIO()
    out.write(f"# {COMPANY}: nobody in this file exists; names are joined from two lists of words\n")
    writer = csv.DictWriter(out, HEADINGS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(export().rows)
    return out.getvalue()


def staff() -> Staff:
    """Those of the export, and five who had left before it was made."""
    made = export()
    before = Export(people=made.people)
    for title, department, key, left in GONE:
        before.person(title, department, made.heads[key], **{"Termination Date": left})
    return Staff(made.rows, made.heads, before.rows)


GONE = (
    ("Merchandiser", "Shop", "merchandising", "15/11/2024"),
    ("Data Engineer", "Technology", "data", "31/01/2025"),
    ("Customer Support Agent", "Customer Care", "support", "20/04/2025"),
    ("Software Engineer", "Shop", "shop-engineering", "31/05/2025"),
    ("Platform Engineer", "Technology", "platform", "14/08/2025"),
)


def org_text(roster: str) -> str:
    """`org.yaml`: the units that an import of the roster finds, with marks, then the assets."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hr-export.csv"
        path.write_text(roster, encoding="utf-8")
        read = read_roster(path, RosterOptions(as_of=AS_OF, name=COMPANY))
    units = org_data(read.organization)["units"]
    unknown = sorted(set(MARKS) - set(units))
    if unknown:
        raise SystemExit(f"make_demo: no such units: {', '.join(unknown)}; there are: {', '.join(units)}")
    marked = {name: fields | MARKS.get(name, {}) for name, fields in units.items()}
    hint = "# yaml-language-server: $schema=.mlorg/schema/org.json\n"
    return hint + ORG_HEADER + yaml_text({"units": marked}) + "\n" + ASSETS.read_text(encoding="utf-8")


def texts() -> Iterator[tuple[Path, str]]:
    """Each generated file and what it should hold."""
    roster = roster_text()
    yield FOLDER / "hr-export.csv", roster
    yield FOLDER / "org.yaml", org_text(roster)
    for name, text in evidence_texts(staff()):
        yield FOLDER / "evidence" / name, text


def main(arguments: list[str]) -> int:
    """Write the files, or compare them; the exit code."""
    stale = [(path, text) for path, text in texts() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path, text in stale:
        print(f"{path.relative_to(ROOT)}: {'is stale' if '--check' in arguments else 'written'}")
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
