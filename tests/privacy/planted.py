"""The demo with secrets planted in it, and its twin: the same company, were a few persons of it others.

Everybody gets a pay, a first day and a number in the HR system that occur nowhere else; three scenarios change pay and
seats of few. Whatever is said of the demo may hold none of it, and the twin must be said to be the same.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from mlorg import api
from mlorg.api.demo import DEMO_DAY, DEMO_NAME, REPOSITORY, ROSTER, STREAM, demo_texts
from mlorg.evidence.git import write_repository

TODAY = DEMO_DAY
SEED = 20260131
FEW = 4
"""Persons who are others in the twin: as many as must not be recoverable."""
SECRET = "6b5c1f0e9d7a43828f1e2d3c4b5a6978"
"""As `mlorg init` would make one up."""
STRANGE = 2
"""Commits on a model by the one person who works on it from another unit."""
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
HEADINGS = ("Employee #", "Supervisor ID", "Matrix Manager")
Row = dict[str, str]
Change = Callable[[Row], None]


@dataclass(frozen=True)
class Planted:
    """A workspace, and what nobody may learn of it. `history` is that of its repository."""

    folder: Path
    history: str

    def rows(self, name: str = "people.csv") -> list[Row]:
        """The rows of a table."""
        return rows_of((self.folder / name).read_text(encoding="utf-8"))

    @property
    def people(self) -> Mapping[str, Row]:
        """Rows of people.csv that name a person, by person."""
        return {row["person"]: row for row in self.rows() if row["person"]}

    @property
    def words(self) -> frozenset[str]:
        """Names, addresses, numbers of the HR system, amounts of pay and first days, as they are written."""
        hr = self.rows(ROSTER)
        named = {f"{row['First Name']} {row['Last Name']}" for row in hr if row["Last Name"]}
        kept = {row[heading] for row in hr for heading in ("Employee #", "Pay Rate", "Hire Date")}
        own = {row[key] for row in self.rows() for key in ("pay", "start", "person_start")}
        addresses = {found for text in (self.history, *self._sources()) for found in ADDRESS.findall(text)}
        return frozenset(word.lower() for word in named | kept | own | addresses | PAY_OF_SCENARIOS | {SECRET}) - {""}

    def _sources(self) -> Iterator[str]:
        yield (self.folder / ROSTER).read_text(encoding="utf-8")
        for path in (self.folder / "evidence").rglob("*.csv"):
            yield path.read_text(encoding="utf-8")


def rows_of(text: str) -> list[Row]:
    """Rows of a table, remarks left out."""
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def table_of(rows: list[Row]) -> str:
    """The rows as a table."""
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def plant(folder: Path) -> Planted:
    """The demo as `mlorg demo` writes it, from an export in which everybody has secrets."""
    chance = random.Random(SEED)
    texts = demo_texts()
    history = _with_a_stranger(texts.pop(STREAM), STRANGE)
    roster = rows_of(texts[ROSTER])
    _give_secrets(roster, chance, {found for text in texts.values() for found in re.findall(r"\d{4}-\d\d-\d\d", text)})
    known = {row["Employee #"][2:-1]: row["Hire Date"] for row in roster}
    folder.mkdir(parents=True)
    (folder / ROSTER).write_text(table_of(roster), encoding="utf-8")
    api.create_workspace(folder, folder / ROSTER, api.ImportOptions(name=DEMO_NAME, as_of=DEMO_DAY))
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name != ROSTER:
            path.write_text(_same_secrets(text, known) if "/hr/" in name else text, encoding="utf-8")
    _append(folder / "mlorg.yaml", f"stream_secret: {SECRET}\n")
    write_repository(folder / REPOSITORY, history)
    _give_pay(folder / "people.csv", chance)
    for name, changes in SCENARIOS.items():
        (folder / f"scenarios/{name}.yaml").write_text(json.dumps({"name": name, "changes": changes}), encoding="utf-8")
    api.scan(folder)
    return Planted(folder, history)


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _give_secrets(roster: list[Row], chance: random.Random, taken: AbstractSet[str]) -> None:
    """A number, a first day and a pay for each row of the export; what is missing stays missing."""
    every = (TODAY - timedelta(days=ago) for ago in range(400, 8000))
    free = [day for day in every if 2 < day.day < 29 and str(day) not in taken]  # others are ends of quarters
    days = chance.sample(free, len(roster))
    for row, day in zip(roster, days, strict=True):
        for heading in HEADINGS:
            row[heading] = f"FW{row[heading]}K" if row[heading] else ""
        row["Hire Date"] = f"{day:%d/%m/%Y}" if row["Hire Date"] else ""
        row["Pay Rate"] = f"{chance.uniform(1e5, 1e6):.2f} shells" if row["Pay Rate"] else ""


def _same_secrets(text: str, hired: Mapping[str, str]) -> str:
    """An earlier export with the numbers and first days of the latest."""
    rows = rows_of(text)
    for row in rows:
        row["Hire Date"] = hired.get(row["Employee #"], row["Hire Date"])
        row.update({heading: f"FW{row[heading]}K" for heading in HEADINGS if row.get(heading)})
    return table_of(rows)


def _give_pay(path: Path, chance: random.Random) -> None:
    rows = rows_of(path.read_text(encoding="utf-8"))
    for row in rows:
        row["pay"] = f"{chance.uniform(0.4, 2.4):.6f}"
    path.write_text(table_of(rows), encoding="utf-8")


def _pay(post: str, pay: float) -> Mapping[str, object]:
    return {"set": {"subject": f"post:{post}", "pay": pay}}


RAISES = {"data-scientist-1": 1.318427, "data-scientist-2": 1.083519}
"""Posts whose pay a scenario sets, to what occurs nowhere else."""
SCENARIOS: Mapping[str, list[Mapping[str, object]]] = {
    "raises": [_pay(post, pay) for post, pay in RAISES.items()],
    "one-moves": [{"move": {"post": "data-scientist-3", "to": "machine-learning"}}],
    "one-less": [{"set": {"subject": "post:data-scientist-3", "ml": False}}],
}
"""Scenarios between which, or today, lies what concerns one or two."""
PAY_OF_SCENARIOS = frozenset(map(str, RAISES.values()))


def twin_of(planted: Planted, folder: Path) -> Planted:
    """The same company, were four of one team paid otherwise within their bands and there since another day, had the
    one who works on a model from another unit done more of the work, and were everybody called otherwise."""
    shutil.copytree(
        planted.folder, folder, ignore=shutil.ignore_patterns("lantern-models", "handles.csv", "statements")
    )
    few = sorted(who for who, row in planted.people.items() if row["sits_in"] == "machine-learning")[:FEW]
    others = _called_otherwise(planted)
    for path in (*sorted(folder.rglob("*.csv")), folder / "evidence/catalog/catalog.yaml"):
        path.write_text(others(path.read_text(encoding="utf-8")), encoding="utf-8")
    _rewrite(folder / "people.csv", lambda row: _other_secrets(row) if row["person"] in few else None)
    scenario = folder / "scenarios/raises.yaml"
    scenario.write_text(re.sub(r"1\.\d{6}", lambda pay: f"{_near(float(pay[0]))}", scenario.read_text()))
    history = _called_in_history(_with_a_stranger(planted.history, STRANGE + 1), others)
    write_repository(folder / REPOSITORY, history)
    api.scan(folder, api.ScanRequest(again=True))
    return Planted(folder, history)


def _rewrite(path: Path, change: Change) -> None:
    rows = rows_of(path.read_text(encoding="utf-8"))
    for row in rows:
        change(row)
    path.write_text(table_of(rows), encoding="utf-8")


def _other_secrets(row: Row) -> None:
    """Another pay in the same band, another day in the same month."""
    row["pay"] = str(_near(float(row["pay"])))
    row["start"] = row["person_start"] = f"{row['start'][:8]}{'01' if row['start'][8:] != '01' else '02'}"


def _near(pay: float) -> float:
    return 0.25 * round(pay / 0.25) + 0.001


def _called_otherwise(planted: Planted) -> Callable[[str], str]:
    """Gives everybody in a text another name, address and number."""
    hr = planted.rows(ROSTER)
    words = {row[part] for row in hr for part in ("First Name", "Last Name")} - {""}
    pattern = re.compile("|".join(rf"(?<![a-zA-Z]){word}(?![a-z])" for word in sorted(words)), re.IGNORECASE)
    return lambda text: re.sub(r"\bFW(\d+)K\b", r"GX\1L", pattern.sub(lambda found: f"{found[0]}o", text))


def _called_in_history(history: str, others: Callable[[str], str]) -> str:
    """The history with other names, also within files, whose lengths stand before them."""
    written, place = "", 0
    for found in re.finditer(r"^data (\d+)\n", history, re.MULTILINE):
        if found.start() >= place:
            end = found.end() + int(found[1])
            content = others(history[found.end() : end])
            written += f"{others(history[place : found.start()])}data {len(content)}\n{content}"
            place = end
    return written + others(history[place:])


def _with_a_stranger(history: str, commits: int) -> str:
    """The last commits on a model of six of one unit are by a person of another unit."""
    stranger = "Spindrift Tidewick <spindrift.tidewick.1237@fogwhistle.example>"
    pieces = re.split(r"(?=^commit refs)", history, flags=re.MULTILINE)
    theirs = [n for n, piece in enumerate(pieces) if "M 100644 inline models/recommendations/" in piece]
    for n in theirs[-commits:]:
        pieces[n] = re.sub(r"^(author|committer) .*>", rf"\1 {stranger}", pieces[n], flags=re.MULTILINE)
    return "".join(pieces)
