"""HR exports as statements: one file as it stands, or several of different days as joiners, leavers and moves."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from ...errors import Place
from ...org import Line, Membership, Organization, Post, Ref, Unresolved, Validity
from ...org.statements import Statement, Value
from ..contract import Option, Reader, Reading
from ..roster import Names, Roster, RosterOptions, read_roster

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d\d)-?(\d\d)(?!\d)")


def read(reading: Reading) -> Iterator[Statement]:
    """Every file in the order of its day; what is true of the last stays open, what ended has a last day."""
    snapshots = sorted(_snapshots(reading), key=lambda snapshot: snapshot.day or date.min)
    if snapshots:
        yield from _History(reading, snapshots).statements()


@dataclass(frozen=True, slots=True)
class _Snapshot:
    """One export and the day it shows, None where that is not known."""

    day: date | None
    place: Place
    roster: Roster

    @property
    def organization(self) -> Organization:
        """What the export says."""
        return self.roster.organization


def _snapshots(reading: Reading) -> Iterator[_Snapshot]:
    earlier, files = Names(), reading.files()
    latest = max(files, key=lambda file: _day_of(file) or date.min)
    unlisted = 0
    for number, file in enumerate(files):
        reading.tell(number, len(files))
        day = _day_of(file) or reading.option("as_of") or None
        options = RosterOptions(
            mapping=reading.option("columns"),
            units=reading.option("units"),
            blank_is_root=reading.option("blank_is_root"),
            as_of=day or reading.today,
            sheet=reading.option("sheet"),
            name=reading.source.organization,
            earlier=earlier,
        )
        roster = read_roster(file, options)
        earlier = roster.names
        name = reading.name(file)
        for problem in roster.problems:
            if problem.warning and file != latest:
                unlisted += 1
                continue
            report = reading.warn if problem.warning else reading.fault
            report(Place(name, problem.place.line, problem.place.column), problem.message, problem.hint)
        yield _Snapshot(day, Place(name), roster)
    if unlisted:
        message = f"the earlier exports give rise to {unlisted:,} such remarks more, which are not listed."
        reading.warn(reading.at(reading.source.path), message, "mlorg init with one of them lists its own.")


def _day_of(file: Path) -> date | None:
    found = _DAY.search(file.stem)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


@dataclass(slots=True)
class _Span:
    """From the first snapshot that has something to the last in a row that has it."""

    first: int
    last: int
    said: Statement


@dataclass(slots=True)
class _History:
    """Snapshots laid side by side: what is in several has the day of the first, what has gone the day before it was
    missed."""

    reading: Reading
    snapshots: list[_Snapshot]
    spans: dict[tuple[Ref, str, Value], list[_Span]] = field(default_factory=dict)

    def statements(self) -> Iterator[Statement]:
        """All statements, those of the same subject together."""
        for number, snapshot in enumerate(self.snapshots):
            for said in _said(snapshot, self.snapshots[-1]):
                self._take(number, said)
        # In an order of their own: that of the organisation follows pseudonyms, which are new in each reading.
        for key in sorted(self.spans, key=lambda key: (key[0], key[1], str(key[2]))):
            for span in self.spans[key]:
                yield self._dated(span)
        yield from self._same()

    def _take(self, number: int, said: Statement) -> None:
        spans = self.spans.setdefault((said.subject, said.attribute, said.value), [])
        if spans and spans[-1].last >= number - 1:
            spans[-1].last, spans[-1].said = number, said
        else:
            spans.append(_Span(number, number, said))

    def _dated(self, span: _Span) -> Statement:
        """With the days between which it held, as far as the snapshots and the export itself tell."""
        said = span.said
        start = said.date or (self.snapshots[span.first].day if span.first else None)
        gone = self.snapshots[span.last + 1].day if span.last + 1 < len(self.snapshots) else None
        until = gone - timedelta(days=1) if gone else said.until
        return Statement(
            said.subject, said.attribute, said.value, "", said.place, start, said.confidence, until, said.amount
        )

    def _same(self) -> Iterator[Statement]:
        """Which addresses and names are one person's, from the rows of all files."""
        names = self.snapshots[-1].roster.names
        for person in names:
            one, *others = _handles(names, person)
            for other in others:
                yield Statement(one, "same_as", other, place=self.snapshots[-1].place, note="one row of the roster")


def _said(snapshot: _Snapshot, last: _Snapshot) -> Iterator[Statement]:
    org, place, names = snapshot.organization, snapshot.place, last.roster.names
    for unit in org.units:
        yield Statement(unit.ref, "exists", True, place=place)
        yield Statement(unit.ref, "name", unit.label, place=place)
        yield Statement(unit.ref, "kind", unit.kind.value, place=place)
        if unit.part_of:
            yield Statement(unit.ref, "part_of", Ref("unit", unit.part_of), place=place)
        if unit.head:
            yield Statement(unit.ref, "head", Ref("post", unit.head), place=place)
    for post in org.posts:
        yield from _post(post, names, place)
    for person in org.persons:
        who = _handles(names, person.id)[0]
        yield _with_days(Statement(who, "exists", True, place=place), person.validity)
    for seat in org.memberships:
        yield _seat(seat, names, place)


def _post(post: Post, names: Names, place: Place) -> Iterator[Statement]:
    yield Statement(post.ref, "exists", True, place=place)
    plain: Mapping[str, Value | None] = {
        "title": post.title or None,
        "role": post.role,
        "level": post.level,
        "seat": post.seat,
        "fte": post.fte if post.fte != 1 else None,
        "sits_in": Ref("unit", post.sits_in) if post.sits_in else None,
        "reports_to": _line(post, names),
    }
    for attribute, value in plain.items():
        if value is not None:
            yield Statement(post.ref, attribute, value, place=place)
    for other in post.dotted_to:
        yield Statement(post.ref, "dotted_to", Ref("post", other), place=place)


def _line(post: Post, names: Names) -> Value | None:
    to = post.reports_to
    if isinstance(to, Unresolved):
        # A manager who is named by name has a pseudonym that is new in each reading; the handle stays the same.
        return _handles(names, to.name)[0] if to.name in names else Ref("absent", to.name)
    return None if to is Line.UNKNOWN else Line.TOP.value if to is Line.TOP else Ref("post", str(to))


def _seat(seat: Membership, names: Names, place: Place) -> Statement:
    said = Statement(Ref("post", seat.post), "held_by", _handles(names, seat.person)[0], place=place, amount=seat.share)
    return _with_days(said, seat.validity)


def _with_days(said: Statement, validity: Validity) -> Statement:
    return Statement(
        said.subject, said.attribute, said.value, "", said.place, validity.start, 1.0, validity.end, said.amount
    )


def _handles(names: Names, person: str) -> list[Ref]:
    """What a roster calls a person, the surest first; the code itself where the file has codes instead of names."""
    identity = names.of(person)
    found = [
        *([Ref("email", identity.email)] if identity.email else ()),
        *([Ref("account", f"roster {identity.id}")] if identity.id else ()),
        *([Ref("name", identity.name)] if identity.name else ()),
    ]
    return found or [Ref("person", person)]


READER = Reader(
    "roster",
    "HR exports: people, posts, reporting lines and units; several files of different days show joiners and leavers",
    read,
    (
        Option("columns", "mapping", "Heading of a column -> field, as in mlorg init --map.", {}),
        Option("units", "text", "Where units come from: manager, department or team.", "manager"),
        Option("blank_is_root", "yes_no", "No manager means the top, not 'not known'.", False),
        Option("as_of", "day", "Day of the export; otherwise the date in the file's name.", None),
        Option("sheet", "text", "Sheet of a workbook; empty: the first."),
    ),
    finds=("**/*.{csv,tsv,txt,xlsx}",),
)
