"""A document as PDF, set by typst from a template that is part of the package; charts are drawn as SVG."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from .document import Block, Chart, Document, Prose, Table
from .pictures import Render, lacking, svg_renderer


def document_pdf(document: Document) -> bytes:
    """The document as PDF. UnsupportedError where typst or vl-convert is not installed."""
    render = svg_renderer()
    try:
        import typst
    except ImportError:
        raise lacking("PDF reports") from None
    if render is None:
        raise lacking("PDF reports")
    template = files("mlorg.report.forms").joinpath("report.typ").read_bytes()
    given = json.dumps(_plain(document, render), ensure_ascii=False)
    made: bytes = typst.compile(template, sys_inputs={"document": given})
    return made


def _plain(document: Document, render: Render) -> dict[str, Any]:
    """The document as values of JSON."""
    return {
        "title": document.title,
        "kicker": document.kicker,
        "organization": document.organization,
        "lead": document.lead,
        "sections": [
            {"title": section.title, "blocks": [_block(block, render) for block in section.blocks]}
            for section in document.sections
        ],
    }


def _block(block: Block, render: Render) -> Mapping[str, Any]:
    if isinstance(block, Prose):
        return {"kind": block.kind, "heading": block.heading, "lines": block.lines}
    if isinstance(block, Table):
        return {"kind": "table", **_table(block)}
    return _chart(block, render)


def _table(table: Table) -> dict[str, Any]:
    numbers = [table.is_number(n) for n in range(len(table.columns))]
    rows = [{"cells": [str(cell) for cell in row.cells], "style": row.style, "notes": row.notes} for row in table.rows]
    return {
        "title": table.title,
        "columns": table.columns,
        "numbers": numbers,
        "shares": table.shares(),
        "short": [column > 0 and table.is_short(column) for column in range(len(table.columns))],
        "rows": rows,
    }


def _chart(chart: Chart, render: Render) -> dict[str, Any]:
    return {
        "kind": "chart",
        "title": chart.title,
        "says": chart.says,
        "wide": chart.wide,
        "beside": chart.table_shown,
        "svg": render(dict(chart.spec)),
        "table": _table(chart.table),
    }
