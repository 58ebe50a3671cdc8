"""Issue trackers: Jira's REST JSON with its changelog, and CSV or JSON exports of Jira, GitHub and GitLab.

Read are dates, status changes, the type and how often work changed hands; no summary, no comment. Who it was is kept
by alias, only so that hand-offs between units can be counted. A cycle time below zero is a fault of the export: it is
told and does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from ...errors import Place
from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..json_files import at, json_of, text_at
from ..tables import Days, TableRow, figures, rows_of

COLUMNS: Mapping[str, Sequence[str]] = {
    "key": (
        *("issue key", "key", "id", "issue", "number", "iid", "issue id", "task", "task id", "bug id", "work item id"),
        *("schlüssel", "vorgangsschlüssel", "clé", "clé de ticket", "clave", "clave de incidencia"),
    ),
    "project": ("project", "project key", "project name", "repository", "team", "projekt", "projet", "proyecto"),
    "type": (
        *("issue type", "type", "issuetype", "kind", "work item type", "tracker"),
        *("vorgangstyp", "type de ticket", "tipo de incidencia"),
    ),
    "created": (
        *("created", "created date", "created at", "created at utc", "creation date", "date created", "created on"),
        *("opened", "opened at", "erstellt", "création", "creada"),
    ),
    "started": (
        "started",
        "in progress",
        "started date",
        "started at",
        "start date",
        "activated date",
        "first response",
    ),
    "finished": (
        "resolved",
        "finished date",
        "resolved date",
        "resolution date",
        "closed at",
        "closed at utc",
        "closed",
        *("completed", "completed at", "completed date", "completed on", "closed date", "date closed", "closed on"),
        *("finished", "finished at", "done", "done date", "date done", "resolved at", "erledigt", "résolu", "resuelta"),
    ),
    "assignee": (
        *("assignee", "assignees", "assigned to", "assignee username", "owner", "owners"),
        *("zugewiesene person", "bearbeiter", "personne assignée", "persona asignada", "responsable"),
    ),
    "days": ("cycle time days", "cycle time", "lead time days", "lead time"),
}


@dataclass(slots=True)
class Issue:
    """One piece of work: its dates, days by status, and who had it, in order."""

    key: str
    project: str
    place: Place
    type: str = ""
    created: date | None = None
    started: date | None = None
    finished: date | None = None
    stated_days: float | None = None
    status_days: dict[str, float] = field(default_factory=dict)
    hands: list[tuple[Ref, date | None]] = field(default_factory=list)


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every issue, then figures for every project, and for all together where there are several."""
    tallies: dict[str, _Tally] = {}
    whole = _Tally(reading.at(reading.source.path))
    for file in reading.files():
        issues = _of_json(reading, file) if file.suffix == ".json" else _of_csv(reading, file)
        for issue in issues:
            tallies.setdefault(issue.project, _Tally(reading.at(file))).add(issue)
            whole.add(issue)
            yield from _statements(issue)
    for project, tally in sorted(tallies.items()):
        tracker = Ref("tracker", project)
        yield from tally.statements(tracker)
        tally.warn(tracker, reading)
    if len(tallies) > 1:
        yield from whole.statements(Ref("tracker", f"{reading.source.id}, all projects"))


def _of_csv(reading: Reading, file: Path) -> Iterator[Issue]:
    rows = list(rows_of(reading, file, COLUMNS, reading.option("columns")))
    if not any(row.text("key") for row in rows):
        reading.fault(reading.at(file), "names no issue.", "Say which column does: columns: {key: …}.")
        return
    # One convention for all: a column of few dates may not show by itself whether the day comes first.
    convention = Days(row.text(name) for name in _DATES for row in rows)
    _warn_of_dates(reading, file, rows, convention)
    for row in rows:
        key = row.text("key")
        project = row.text("project") or key.rpartition("-")[0] or reading.source.id
        issue = Issue(key or f"line {row.line}", project, reading.at(file, row.line), row.text("type"))
        issue.created, issue.started, issue.finished = (convention.read(row.text(name)) for name in _DATES)
        issue.stated_days = _number(row.text("days"))
        if row.text("assignee"):
            issue.hands.append((_person(row.text("assignee").split(",")[0]), None))
        yield issue


_DATES = ("created", "started", "finished")


def _warn_of_dates(reading: Reading, file: Path, rows: Sequence[TableRow], convention: Days) -> None:
    """Cells that should be dates and are none are told, and so is a file in which no column holds dates."""
    if not any(row.text(name) for name in _DATES for row in rows):
        hint = "Say which columns do: columns: {created: …, finished: …}."
        reading.warn(reading.at(file), "tells of no issue when it was created or finished.", hint)
    for name in _DATES:
        lines = [row.line for row in rows if row.text(name) and convention.given(row.text(name)) is None]
        if lines:
            message = f"{name}: {len(lines):,} of {len(rows):,} cells are no dates and are read as blank."
            reading.warn(
                reading.at(file, lines[0]), message, "Write YYYY-MM-DD, or name another column under columns:."
            )


def _number(text: str) -> float | None:
    try:
        return float(text.replace(",", "")) if text else None
    except ValueError:
        return None


def _of_json(reading: Reading, file: Path) -> Iterator[Issue]:
    value = json_of(reading, file)
    items = at(value, "issues") if isinstance(value, dict) else value
    if value is not None and not isinstance(items, list):
        reading.fault(reading.at(file), "is no export of issues.", "Give a search result of Jira or a list of issues.")
        return
    for item in items or ():
        if isinstance(item, dict):
            yield _jira(item, reading, file) if "fields" in item else _hosted(item, reading, file)


def _hosted(item: Mapping[str, Any], reading: Reading, file: Path) -> Issue:
    """An issue as GitHub's or GitLab's API gives it."""
    key = str(item.get("iid") or item.get("number") or item.get("id") or "")
    url = text_at(item, "html_url") or text_at(item, "web_url")
    parts = [part for part in url.split("/") if part]
    project = next((parts[n - 1] for n, part in enumerate(parts) if part in ("issues", "pull", "-") and n), "")
    issue = Issue(f"{project or reading.source.id}-{key}", project or reading.source.id, reading.at(file))
    issue.created, issue.finished = (_day(_moment(item.get(name))) for name in ("created_at", "closed_at"))
    people = item.get("assignees") if isinstance(item.get("assignees"), list) else [item.get("assignee")]
    for person in people or ():
        login = text_at(person, "login") or text_at(person, "username")
        if login:
            issue.hands.append((Ref("login", login), None))
    return issue


def _jira(item: Mapping[str, Any], reading: Reading, file: Path) -> Issue:
    key = text_at(item, "key")
    project = text_at(item, "fields", "project", "key") or key.rpartition("-")[0] or reading.source.id
    issue = Issue(key, project, reading.at(file), text_at(item, "fields", "issuetype", "name"))
    created, finished = (_moment(at(item, "fields", name)) for name in ("created", "resolutiondate"))
    issue.created, issue.finished = _day(created), _day(finished)
    histories = at(item, "changelog", "histories")
    changes = sorted(_changes(histories if isinstance(histories, list) else ()), key=lambda change: change[0])
    _walk(issue, created, finished, changes, text_at(item, "fields", "status", "name"))
    if not issue.hands:
        who = _jira_person(at(item, "fields", "assignee"))
        issue.hands += [(who, None)] if who else []
    return issue


Change = tuple[datetime, Mapping[str, Any]]


def _changes(histories: Iterable[Any]) -> Iterator[Change]:
    for history in histories:
        moment = _moment(at(history, "created"))
        items = at(history, "items")
        for item in items if moment and isinstance(items, list) else ():
            if isinstance(item, dict) and moment:
                yield moment, item


def _walk(issue: Issue, created: datetime | None, finished: datetime | None, changes: list[Change], now: str) -> None:
    """Time in each status from creation to the end, the first day of work, and each change of hands."""
    since, status = created, ""
    for moment, item in changes:
        if item.get("field") == "status":
            status = text_at(item, "fromString")
            _add_days(issue, status, since, moment)
            since, status = moment, text_at(item, "toString")
            if issue.started is None and "progress" in status.casefold():
                issue.started = _day(moment)
        elif item.get("field") == "assignee":
            before, after = text_at(item, "from"), text_at(item, "to")
            if before and not issue.hands:
                issue.hands.append((Ref("account", before), _day(created)))
            if after:
                issue.hands.append((Ref("account", after), _day(moment)))
    if finished:
        _add_days(issue, status or now, since, finished)


def _add_days(issue: Issue, status: str, since: datetime | None, until: datetime) -> None:
    if since and status and until >= since:
        days = (until - since).total_seconds() / 86400
        issue.status_days[status] = issue.status_days.get(status, 0.0) + days


def _jira_person(person: Any) -> Ref | None:
    for key, kind in (("emailAddress", "email"), ("accountId", "account"), ("name", "login"), ("displayName", "name")):
        if text_at(person, key):
            return Ref(kind, text_at(person, key))
    return None


def _person(text: str) -> Ref:
    word = text.strip()
    return Ref("email" if "@" in word else "name" if " " in word else "login", word)


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _statements(issue: Issue) -> Iterator[Statement]:
    work = Ref("work", issue.key)
    for name in ("created", "started", "finished"):
        day = getattr(issue, name)
        if day:
            yield Statement(work, name, day, place=issue.place)
    for status, days in issue.status_days.items():
        yield Statement(work, f"status.{status}", round(days, 3), place=issue.place)
    for number, (who, day) in enumerate(issue.hands):
        yield Statement(work, f"event.hands.{number}", who, place=issue.place, date=day)


@dataclass(slots=True)
class _Tally:
    """Figures of one project."""

    place: Place
    issues: int = 0
    finished: int = 0
    backwards: int = 0
    types: Counter[str] = field(default_factory=Counter)
    stated: list[float] = field(default_factory=list)
    lead: list[float] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)
    handed_over: int = 0

    def add(self, issue: Issue) -> None:
        """One more issue."""
        self.issues += 1
        self.finished += issue.finished is not None
        self.types[issue.type] += bool(issue.type)
        self.handed_over += max(0, len({who for who, _ in issue.hands}) - 1)
        if issue.stated_days is not None:
            self.stated.append(issue.stated_days)
        for status, days in issue.status_days.items():
            self.waits.setdefault(status, []).append(days)
        if issue.created and issue.finished:
            days = (issue.finished - issue.created).days
            self.backwards += days < 0
            self.lead += [days] if days >= 0 else []

    def statements(self, tracker: Ref) -> Iterator[Statement]:
        """The figures."""
        yield Statement(tracker, "issues", self.issues, place=self.place)
        yield Statement(tracker, "finished", self.finished, place=self.place)
        yield Statement(tracker, "handed_over", self.handed_over, place=self.place)
        for name, count in sorted(self.types.items()):
            if count:
                yield Statement(tracker, f"type.{name}", count, place=self.place)
        yield from figures(tracker, "stated_days", self.stated, self.place)
        yield from figures(tracker, "lead_days", self.lead, self.place)
        for status, waits in sorted(self.waits.items()):
            yield from figures(tracker, f"days_in.{status}", waits, self.place)
        if self.backwards:
            yield Statement(tracker, "finished_before_created", self.backwards, place=self.place)

    def warn(self, tracker: Ref, reading: Reading) -> None:
        """A warning about times that cannot be."""
        if self.backwards:
            message = f"{self.backwards:,} of {self.issues:,} issues of {tracker.id} end before they begin."
            reading.warn(self.place, message, "Their lead times do not count; look at the export's day borders.")


READER = Reader(
    "tracker",
    "Issues of Jira, GitHub or GitLab as JSON or CSV: lead times, time in status, hand-offs; no texts, no names",
    read,
    (Option("columns", "mapping", "Field -> heading of your file, e.g. {created: Opened on}.", {}),),
    finds=("**/*.{json,csv}",),
    version=3,
)
