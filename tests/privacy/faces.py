"""The one place that lists the faces of a workspace, and how each is fetched as text.

`everything_said` asks all of them: pages of the library as JSON, at several days, of several scenarios and units;
commands of the command line as text and JSON; files in every form; the bundle; the tables for notebooks; and the
server, whose addresses are taken from its own description (`served.py`), so that new ones come in by themselves.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from mlorg import api
from mlorg.cli import main
from mlorg.report.board import report_document
from mlorg.report.forms.document import Document
from mlorg.report.forms.files import report_bytes
from mlorg.report.json import to_json
from mlorg.report.pages import Page

from .planted import rows_of

Said = dict[str, str]
"""What was said, by the name of the face."""

SMALL = api.ComparisonOptions(draws=4, per_draw=1)
DAYS = (date(2019, 6, 1), date(2025, 1, 1), date(2026, 1, 31))
SIZE = "--draws 4 --per-draw 1 --no-progress"

QUICK: Mapping[str, tuple[str, ...]] = {
    "init": ("{new} --roster {folder}/hr-export.csv --as-of 2026-01-31 --explain --force {form}",),
    "scan": ("{folder} --no-progress --all {form}",),
    "show": (
        "tree {folder} --all",
        "tree {folder} --as-of 2025-06-30 --scenario one-division",
        "ownership {folder} --all",
        "spans {folder} --all",
        "--stats -w {folder}",
    ),
    "check": ("{folder} --all", *(f"{{folder}} --format {form}" for form in ("sarif", "junit", "github"))),
    "explain": tuple(
        f"{thing} -w {{folder}} --all {{form}}"
        for thing in ("model:recommendations", "post:data-scientist-1", "person:{person}", "repository:lantern-models")
    ),
    "assess": ("{folder} --all", "{folder} --as-of 2023-01-01 --as-of 2025-01-01 --html {out}.html"),
    "ask": ("{folder} --list {form}", "{folder} --for decision --set access_days=3"),
    "propose": (
        "-a independent --arm settled -w {folder} --all {form}",
        "-a independent --arm settled -w {folder} --format yaml",
    ),
    "diff": (
        "baseline one-division -w {folder} --all",
        "baseline raises -w {folder} --all {form}",
        "raises one-moves -w {folder} --format markdown",
    ),
    "plan": (f"{{folder}} --to raises {SIZE} {{form}} --csv {{out}}.csv --markdown {{out}}.md --html {{out}}.html",),
}
"""What each command is asked. `{form}` stands for text and for JSON, `{out}` for a file, which is read."""

LONG: Mapping[str, tuple[str, ...]] = {
    "ask": ("{folder} --for decision --list --draws 30 --per-draw 1 --no-progress {form}",),
    "compare": (f"{{folder}} {SIZE} --all {{form}} --html {{out}}.html",),
    "backtest": ("{folder} --draws 300 --no-progress {form}",),
    "search": ("{folder} --trials 2 --draws 10 --no-progress --all {form}",),
    "plan": (f"{{folder}} --to embedded {SIZE} --pace lines {{form}}",),
    "report": (
        f"{{folder}} {SIZE} --plan one-division "
        + " ".join(f"-o {{out}}.{form}" for form in ("html", "pdf", "pptx", "json", "csv", "zip")),
    ),
    "reproduce": ("{bundle} --no-progress {form}",),
}
"""What takes longer, or says in another form what the pages say."""

SAY_NOTHING_OF_A_WORKSPACE = {
    "demo": "the demo writes a workspace, and prints what compare prints",
    "serve": "see served.py",
    "purge": "removes what serve keeps",
    "oracles": "about the engine",
    "validate": "about the engine",
    "claims": "about the engine",
    "schema": "about files",
    "version": "about the installation",
}


def everything_said(folder: Path, work: Path, whole: bool = False) -> Said:
    """What the faces say of a workspace; files go to the empty folder `work`, and the workspace stays as it is.

    `whole`: also what takes longer.
    """
    from .served import server_said

    copy = Path(shutil.copytree(folder, work / "demo"))
    bundle = work / "again.bundle"
    board = api.report(api.load(copy), SMALL, bundle=bundle)
    said = {f"page {name}": to_json(page, "0") for name, page in _pages(copy)}
    said["report"] = report_bytes(board, "json").decode()
    said["read"] = json.dumps([_texts(report_document(board))])
    said["notebook"] = _notebook(copy)
    said.update(_unpacked("bundle", bundle))
    for commands in (QUICK, LONG) if whole else (QUICK,):
        said.update(_commands(commands, copy, work))
    said.update({f"server {name}": text for name, text in server_said(copy).items()})
    return {name: text.replace(str(work), "") for name, text in said.items()}


def _texts(document: Document) -> list[object]:
    """What is to be read in a report, and what its charts are drawn from."""
    cells = [str(cell) for _, table in document.tables() for row in table.rows for cell in row.cells]
    return [cells, *([chart.says, chart.spec] for chart in document.charts())]


def _pages(folder: Path) -> Iterator[tuple[str, Page]]:
    workspace = api.load(folder)
    selected = [*(api.Selection(scenario) for scenario in ("", *workspace.scenarios))]
    selected += [api.Selection(scenario, day) for scenario in ("", "one-division") for day in DAYS]
    for selection in selected:
        for view in api.VIEWS:
            yield f"show {view} {selection.scenario} {selection.as_of}", api.show(workspace, view, selection)
    for unit in workspace.organization.unit:
        yield f"show tree {unit}", api.tree(workspace, api.Selection(unit=unit))
    yield "check", api.check(folder)
    yield "assess", api.assess(folder, api.AssessRequest(days=DAYS))
    yield "evidence", api.scan(folder)
    for scenario in workspace.scenarios:
        yield f"diff {scenario}", api.delta("baseline", scenario, folder)
    for structure in api.structures():
        yield f"propose {structure}", api.propose(workspace, structure)


def _notebook(folder: Path) -> str:
    """Simulated histories as the columns that a notebook gets."""
    found = api.simulate(api.load(folder), "today", "one-moves", options=SMALL)
    return json.dumps({name: [str(value) for value in column] for name, column in found.columns.items()})


def _commands(commands: Mapping[str, tuple[str, ...]], folder: Path, work: Path) -> Said:
    """What every command prints, and the files it writes."""
    people = rows_of((folder / "people.csv").read_text(encoding="utf-8"))
    person = next(row["person"] for row in people if row["person"])
    known = {"folder": folder, "new": work / "new", "person": person, "bundle": work / "again.bundle"}
    said: Said = {}
    for command, line in ((command, line) for command, lines in commands.items() for line in lines):
        for form in ("", "--format json") if "{form}" in line else ("",):
            name, out = f"mlorg {command} {line} {form}", work / f"out-{len(said)}"
            said[name] = _run(command, line.format(**known, form=form, out=out), work)
            for path in sorted(work.glob(f"{out.name}.*")):
                said.update(_read(name, path))
    return said


def _run(command: str, line: str, work: Path) -> str:
    """What a command prints on both of its ways out."""
    out, err = StringIO(), StringIO()
    wide = {**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, wide), chdir(work):
        code = main([command, *shlex.split(line)])
    assert code in (0, 1, 3), (command, line, err.getvalue())
    if "--format json" in line:
        json.loads(out.getvalue())
        return out.getvalue()
    return f"{out.getvalue()}\n{err.getvalue()}"


def _read(name: str, path: Path) -> Said:
    """A file that a command wrote, as text."""
    if path.suffix == ".zip":
        return _unpacked(f"{name} .zip", path)
    readers = {".pdf": _pdf, ".pptx": _pptx}
    read = readers.get(path.suffix, lambda path: path.read_text(encoding="utf-8"))
    return {f"{name} {path.suffix}": read(path)}


def _unpacked(name: str, path: Path) -> Said:
    with zipfile.ZipFile(path) as archive:
        return {f"{name}/{member}": archive.read(member).decode("utf-8-sig") for member in archive.namelist()}


def _pdf(path: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def _pptx(path: Path) -> str:
    """Every XML part of the slides: their text, notes, tables, and the data behind native charts."""
    with zipfile.ZipFile(path) as archive:
        return "\n".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))
