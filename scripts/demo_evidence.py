"""What the systems of the fictional company of `mlorg demo` hold, for scripts/make_demo.py.

HR's quarterly snapshots, a git repository as a stream for `git fast-import`, a Backstage catalogue and a tracker's
export. Model registry and dbt manifest are written by the real tools: see scripts/demo_stores.py. The systems
contradict each other and what was written by hand; what is wrong stands in evidence/README.md of the demo and, finding
by finding, in tests/evidence/test_demo.py.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice

Row = Mapping[str, str]

QUARTERS = (
    date(2024, 9, 30),
    date(2024, 12, 31),
    date(2025, 3, 31),
    date(2025, 6, 30),
    date(2025, 9, 30),
    date(2025, 12, 31),
)
MOVED = date(2025, 3, 31)
"""Until then the first data scientist of the shop's engineers sat with the central machine-learning unit."""

COLUMNS = (
    "Employee #",
    "First Name",
    "Last Name",
    "Work Email",
    "Job Title",
    "Department",
    "Supervisor ID",
    "Hire Date",
    "FTE",
)


@dataclass(frozen=True)
class Staff:
    """The rows of the HR export, the employee number of each team's head, and people who left before it was made."""

    rows: Sequence[Row]
    heads: Mapping[str, str]
    gone: Sequence[Row]

    def team(self, key: str) -> list[Row]:
        """Who reports to the head of a team today."""
        return [row for row in self.rows if row["Supervisor ID"] == self.heads[key] and self.is_here(row)]

    def is_here(self, row: Row) -> bool:
        """True for a person who has not left."""
        return bool(row.get("Work Email")) and not row.get("Termination Date")

    @property
    def left(self) -> Row:
        """The data scientist of the central unit who left in the last quarter but one."""
        return next(row for row in self.rows if row.get("Termination Date") and row["Job Title"] == "Data Scientist")


def evidence_texts(staff: Staff) -> Iterator[tuple[str, str]]:
    """Each file below `evidence/` and its text."""
    for day in QUARTERS:
        yield f"hr/roster-{day}.csv", snapshot(staff, day)
    yield "lantern-models.fast-import", Stream(staff).text()
    yield "catalog/catalog.yaml", catalogue(staff)
    yield "tracker/data-requests.csv", tracker(staff)


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def snapshot(staff: Staff, day: date) -> str:
    """The export as HR made it at the end of a quarter: who was there, and where."""
    out = io.StringIO()
    out.write("# Fogwhistle & Wick (fictional): nobody in this file exists\n")
    writer = csv.DictWriter(out, COLUMNS, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    posted = {row["Employee #"]: row for row in staff.rows if row.get("Work Email")}
    mover = next(row for row in staff.team("shop-engineering") if row["Job Title"] == "Data Scientist")
    for row in (*staff.rows, *staff.gone):
        hired, left = _day(row.get("Hire Date", "")), _day(row.get("Termination Date", ""))
        there = (hired is None or hired <= day) and (left is None or left >= day)
        if row.get("Work Email") and there:
            if row["Employee #"] == mover["Employee #"] and day <= MOVED:
                row = {**row, "Supervisor ID": staff.heads["ml"], "Department": "Technology"}
            writer.writerow({**row, "Supervisor ID": _head(row["Supervisor ID"], posted, day)})
    return out.getvalue()


def _head(number: str, posted: Mapping[str, Row], day: date) -> str:
    """The head of a team, or whoever led it before the head of today was hired: the head's own head."""
    hired = _day(posted[number]["Hire Date"]) if number in posted else None
    return _head(posted[number]["Supervisor ID"], posted, day) if hired and hired > day else number


CODEOWNERS = """\
# Of Fogwhistle & Wick, an invented company.
/models/demand-forecast/ @fogwhistle/machine-learning
/models/recommendations/ @fogwhistle/shop-engineering
/models/search-ranking/  @fogwhistle/shop-engineering
/models/returns-risk/    @fogwhistle/machine-learning
/models/lamp-failure/    @fogwhistle/harbour-engineering
/models/fog-forecast/    @fogwhistle/machine-learning
/deploy/                 @fogwhistle/platform-engineering
"""
README = "# lantern-models\n\nModels of Fogwhistle & Wick, a company that does not exist.\n"


FILES = ("train.py", "features.py", "evaluate.py")
LATEST = date(2026, 1, 23)
"""The day of the last commit."""


@dataclass
class Stream:
    """The history of the repository `lantern-models`, commit by commit."""

    staff: Staff
    parts: list[str] = field(default_factory=list)

    def text(self) -> str:
        """Input of `git fast-import`; the same input gives the same commits."""
        team = {key: self.staff.team(key) for key in ("ml", "shop-engineering", "harbour-engineering", "platform")}
        first = team["ml"][0]
        address = f"{first['Last Name'].lower()}@mailbox.example"
        mailmap = f"{_name(first)} <{first['Work Email']}> <{address}>\n"
        begin = {"README.md": README, ".github/CODEOWNERS": CODEOWNERS, ".mailmap": mailmap}
        self.commit(first, date(2022, 9, 5), "Begin", begin)
        away = {**first, "Work Email": address}
        central = [first, away, *team["ml"][1:6]]
        self.work("models/demand-forecast", central, date(2024, 2, 5), 28)
        self.work("models/recommendations", team["shop-engineering"][:6], date(2024, 3, 4), 26)
        self.work("models/search-ranking", team["shop-engineering"][4:11], date(2024, 5, 6), 30)
        self.work("models/returns-risk", [self.staff.left, *central[3:6]], date(2024, 6, 3), 16, last=date(2025, 9, 15))
        lone = team["harbour-engineering"]
        self.work("models/lamp-failure", [lone[0], lone[0], lone[0], lone[1]], date(2025, 1, 13), 16)
        self.work("deploy", team["platform"], date(2024, 4, 8), 20)
        self.work("tools", central[:3], date(2024, 7, 1), 6)
        return "".join(self.parts)

    def work(self, folder: str, authors: Sequence[Row], first: date, commits: int, last: date = LATEST) -> None:
        """Commits in a folder by authors in turn, evenly from the first day to the last."""
        step = (last - first) / max(1, commits - 1)
        for number, author in enumerate(islice(cycle(authors), commits)):
            files = ("chart.yaml", "values.yaml", "service.yaml") if folder == "deploy" else FILES
            name = f"{folder}/{files[number % 3]}"
            self.commit(author, first + number * step, f"Change {name}", {name: f"# change {number + 1}, invented\n"})

    def commit(self, author: Row, day: date, message: str, files: Mapping[str, str]) -> None:
        """One commit, at nine in the morning."""
        when = int(datetime(day.year, day.month, day.day, 9, tzinfo=UTC).timestamp())
        who = f"{_name(author)} <{author['Work Email']}> {when} +0000"
        self.parts.append(f"commit refs/heads/main\nauthor {who}\ncommitter {who}\n{_data(message)}")
        for name, text in files.items():
            self.parts.append(f"M 100644 inline {name}\n{_data(text)}")
        self.parts.append("\n")


def _data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}\n"


def _name(row: Row) -> str:
    return f"{row['First Name']} {row['Last Name']}"


GROUPS = (
    "machine-learning",
    "data",
    "platform-engineering",
    "shop-engineering",
    "harbour-engineering",
    "wholesale-engineering",
)
COMPONENTS = (
    # name, lifecycle, owner; what is wrong with it
    ("demand-forecast", "production", "machine-learning"),
    ("recommendations", "production", "shop-engineering"),
    ("search-ranking", "production", "shop-engineering"),  # by hand: Machine Learning
    ("returns-risk", "production", "user:{left}"),  # has left
    ("reorder-hints", "production", "Wholesale-Engineering"),  # written otherwise than the group
    ("lamp-look-up", "experimental", "growth"),  # a unit that was dissolved
    ("lens-defects", "production", "unspecified"),
)
HEADER = "# The catalogue of Fogwhistle & Wick, an invented company.\n"


def catalogue(staff: Staff) -> str:
    """The Backstage catalogue: groups, two users, and a component for each model that somebody entered."""
    left = staff.left
    login = f"{left['First Name']}.{left['Last Name']}".lower()
    texts = [_entity("Group", name, "{type: team, children: []}") for name in GROUPS]
    profile = f"{{profile: {{email: {left['Work Email']}}}, memberOf: [machine-learning]}}"
    texts.append(_entity("User", login, profile))
    for name, lifecycle, owner in COMPONENTS:
        owned = owner.format(left=login)
        texts.append(_entity("Component", name, f"{{type: ml-model, lifecycle: {lifecycle}, owner: '{owned}'}}"))
    return HEADER + "".join(texts)


def _entity(kind: str, name: str, spec: str) -> str:
    return f"---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}}}\nspec: {spec}\n"


def tracker(staff: Staff) -> str:
    """Requests for data as the tracker exports them; one ends before it begins."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("Issue key", "Issue Type", "Project", "Created", "Resolved", "Assignee"))
    people = staff.team("data")
    for n in range(40):
        opened = date(2025, 2, 3) + timedelta(days=7 * n)
        closed = opened + timedelta(days=4 + n * 11 % 23 if n != 17 else -2)
        done = closed.isoformat() if closed <= date(2025, 12, 31) else ""
        kind = ("New table", "Access", "Question")[n % 3]
        who = people[n * 5 % len(people)]["Work Email"]
        writer.writerow((f"DATA-{101 + n}", kind, "Data desk (fictional)", opened.isoformat(), done, who))
    return out.getvalue()
