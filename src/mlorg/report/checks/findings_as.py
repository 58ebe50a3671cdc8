"""Findings in the forms that other tools read: SARIF 2.1.0, JUnit XML, and annotations of GitHub's workflows."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any
from xml.etree import ElementTree

from .page import CheckPage, EvidenceRow, FindingRow, RuleRow

LEVELS = {"error": "error", "warning": "warning", "note": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def to_sarif(page: CheckPage, version: str) -> str:
    """The page as a SARIF 2.1.0 log with one run."""
    driver = {
        "name": "mlorg",
        "version": version,
        "rules": [_sarif_rule(rule) for rule in page.rules],
    }
    position = {rule.rule: number for number, rule in enumerate(page.rules)}
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "results": [_sarif_result(row, position, page.folder) for row in page.findings],
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not page.incomplete and not page.problems}],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _sarif_rule(rule: RuleRow) -> dict[str, Any]:
    return {
        "id": rule.rule,
        "shortDescription": {"text": rule.message},
        "fullDescription": {"text": rule.explanation or rule.message},
        "help": {"text": f"{rule.fix}\nSource: {rule.source}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _sarif_result(row: FindingRow, position: dict[str, int], folder: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": row.rule,
        "ruleIndex": position[row.rule],
        "level": LEVELS[row.severity],
        "message": {"text": _sentence(row)},
        "locations": [_location(row, folder)],
        "partialFingerprints": {"mlorg/v1": row.fingerprint},
    }
    evidence = [said for said in row.evidence if said.place]
    if evidence:
        result["relatedLocations"] = [_related(said, folder) for said in evidence]
    return result


def _location(row: FindingRow, folder: str) -> dict[str, Any]:
    """Where it is; GitHub wants a file for every result, and the settings are the file every workspace has."""
    logical = [{"fullyQualifiedName": row.subject}]
    return {
        **_physical(_from_here(row.place.file or "mlorg.yaml", folder), row.place.line, row.place.column),
        "logicalLocations": logical,
    }


def _physical(file: str, line: int, column: int = 0) -> dict[str, Any]:
    region = {"startLine": max(line, 1), **({"startColumn": column} if column > 0 else {})}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": region}}


def _uri(file: str) -> str:
    from urllib.parse import quote

    return file if file.startswith(("http://", "https://")) else quote(file)


def _related(said: EvidenceRow, folder: str) -> dict[str, Any]:
    file, line = _cut(said.place)
    return {**_physical(_from_here(file, folder), line), "message": {"text": f"{said.source}: {said.says}"}}


def _from_here(file: str, folder: str) -> str:
    """A file of the workspace as seen from the current folder, which in CI is the repository."""
    if not file or file.startswith(("http://", "https://")):
        return file
    return os.path.relpath(os.path.join(folder, file)).replace(os.sep, "/")


def _cut(place: str) -> tuple[str, int]:
    """File and line of `file`, `file:line` or `file:line:column`."""
    file, _, last = place.rpartition(":")
    if not last.isdigit() or not file:
        return place, 1
    before, _, line = file.rpartition(":")
    return (before, int(line)) if line.isdigit() and before else (file, int(last))


def _sentence(row: FindingRow) -> str:
    return " ".join(filter(None, (row.message, row.fix, f"({row.uncertain}.)" if row.uncertain else "")))


def to_junit(page: CheckPage) -> str:
    """The page as JUnit XML: a test case for each rule that holds, and one for each finding."""
    suite = ElementTree.Element("testsuite", name="mlorg check")
    suites = ElementTree.Element("testsuites")
    suites.append(suite)
    broken = {row.rule for row in page.findings}
    for rule in page.rules:
        if rule.rule not in broken:
            ElementTree.SubElement(suite, "testcase", classname=rule.rule, name="holds everywhere")
    for row in page.findings:
        case = ElementTree.SubElement(suite, "testcase", classname=row.rule, name=_xml(row.subject))
        if row.severity == "note":
            ElementTree.SubElement(case, "system-out").text = _xml(_sentence(row))
        else:
            failure = ElementTree.SubElement(case, "failure", type=row.severity, message=_xml(row.message))
            failure.text = _xml(f"{row.place}\n{_sentence(row)}".strip())
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(page.failing))
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _xml(text: str) -> str:
    """Only characters that XML may hold."""
    return "".join(
        c for c in text if c in "\t\n" or (ord(c) >= 32 and not 0xD800 <= ord(c) <= 0xDFFF and ord(c) < 0xFFFE)
    )


def to_github(page: CheckPage) -> str:
    """The page as commands of GitHub's workflows: each finding becomes an annotation at its line."""
    return "".join(f"{line}\n" for line in _annotations(page.findings, page.folder))


def _annotations(rows: Iterable[FindingRow], folder: str) -> Iterator[str]:
    for row in rows:
        command = {"error": "error", "warning": "warning", "note": "notice"}[row.severity]
        place = [
            ("file", _from_here(row.place.file, folder)),
            ("line", str(row.place.line or "")),
            ("title", f"mlorg {row.rule}"),
        ]
        properties = ",".join(f"{key}={_property(value)}" for key, value in place if value)
        yield f"::{command} {properties}::{_data(_sentence(row))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
