"""The forms in which a report is written: one function of the report for each, chosen by name or by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from ...errors import UnsupportedError
from ..board import BoardReport, report_document
from .pictures import lacking

Writer = Callable[[BoardReport, str], bytes]


_NEEDS = {"pdf": ("typst", "vl_convert"), "pptx": ("pptx", "vl_convert")}


def report_bytes(report: BoardReport, form: str, version: str = "") -> bytes:
    """The report in one of the `FORMS`, made by this version. UnsupportedError where a package is missing for it."""
    return FORMS[form](report, version)


def form_of(path: Path, form: str = "") -> str:
    """The form asked for, else that of the suffix. UnsupportedError if there is none such, or a package is missing."""
    chosen = form or path.suffix.lower().removeprefix(".")
    if chosen not in FORMS:
        known = ", ".join(FORMS)
        raise UnsupportedError(
            f"{path.name}: {f'no report is written as {chosen!r}' if chosen else 'no suffix says the form'}. "
            f"Choose one of {known}, as suffix or with --format."
        )
    if any(find_spec(package) is None for package in _NEEDS.get(chosen, ())):
        raise lacking(f"reports as {chosen}")
    return chosen


def _html(report: BoardReport, version: str) -> bytes:
    from ..html import document_html

    return document_html(report_document(report)).encode()


def _pdf(report: BoardReport, version: str) -> bytes:
    from .pdf import document_pdf

    return document_pdf(report_document(report))


def _pptx(report: BoardReport, version: str) -> bytes:
    from .slides import document_pptx

    return document_pptx(report_document(report))


def _json(report: BoardReport, version: str) -> bytes:
    from ..json import to_json

    return to_json(report, version).encode()


def _csv(report: BoardReport, version: str) -> bytes:
    from .tables import document_csv

    return document_csv(report_document(report))


def _zip(report: BoardReport, version: str) -> bytes:
    from .tables import document_zip

    return document_zip(report_document(report))


FORMS: Mapping[str, Writer] = {
    "html": _html,
    "pdf": _pdf,
    "pptx": _pptx,
    "json": _json,
    "csv": _csv,
    "zip": _zip,
}
"""Forms by name, which is also their suffix. `csv` holds all tables in one file, `zip` a CSV file for each."""
