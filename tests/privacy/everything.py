"""All that mlorg ever says of a workspace: every page as JSON, at several days, units, scenarios; reports; a bundle."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mlorg import api
from mlorg.report.board import report_document
from mlorg.report.forms.document import Document
from mlorg.report.forms.files import report_bytes
from mlorg.report.json import to_json
from mlorg.report.pages import Page

SMALL = api.ComparisonOptions(draws=4, per_draw=2)
DAYS = (date(2019, 6, 1), date(2023, 1, 1), date(2025, 1, 1), date(2026, 1, 31))


def everything_said(folder: Path, bundle: Path) -> dict[str, str]:
    """Texts of JSON by the name of the page, and the bundle, which is written to `bundle`."""
    board = api.report(api.load(folder), SMALL, bundle=bundle)
    said = {name: to_json(page, "0") for name, page in _pages(folder)}
    said["report"] = report_bytes(board, "json").decode()
    said["read"] = json.dumps([_texts(report_document(board))])
    with zipfile.ZipFile(bundle) as archive:
        said.update({f"bundle/{name}": archive.read(name).decode() for name in archive.namelist()})
    return said


def _texts(document: Document) -> list[object]:
    """What is to be read in a report, and what its charts are drawn from."""
    cells = [str(cell) for _, table in document.tables() for row in table.rows for cell in row.cells]
    return [cells, *([chart.says, chart.spec] for chart in document.charts())]


def _pages(folder: Path) -> Iterator[tuple[str, Page]]:
    workspace = api.load(folder)
    for day in (None, *DAYS):
        for scenario in ("", *workspace.scenarios):
            selection = api.Selection(scenario, day)
            for view in api.VIEWS:
                yield f"show {view} {scenario} {day}", api.show(workspace, view, selection)
    for unit in workspace.organization.unit:
        yield f"show tree {unit}", api.tree(workspace, api.Selection(unit=unit))
    yield "check", api.check(folder)
    yield "assess", api.assess(folder, api.AssessRequest(days=DAYS))
    yield "evidence", api.scan(folder)
    for scenario in workspace.scenarios:
        yield f"diff {scenario}", api.delta("baseline", scenario, folder)
    for structure in ("embedded", "independent"):
        yield f"propose {structure}", api.propose(workspace, structure)
        yield f"plan {structure}", api.plan(workspace, structure, api.PlanOptions(draws=4, per_draw=1))
