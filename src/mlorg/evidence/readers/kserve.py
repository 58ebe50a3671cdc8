"""KServe's InferenceServices, as manifests or as values of Helm charts: what is deployed, by whom, and watched or not.

Whatever serves is in production, unless its namespace or file says staging, dev or test. An owner in labels or
annotations is read as who deploys it. Helm templates are no YAML: give rendered manifests or values files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...errors import Place
from ...org import Ref
from ...org.statements import Statement
from ..contract import Option, Reader, Reading
from ..parties import party_of
from ..yaml_documents import Lined, documents

OWNER_KEYS = ("owner", "team", "owned-by", "app.kubernetes.io/managed-by-team", "squad", "maintainer")
_BEFORE = re.compile(r"(?:^|[-_/.])(staging|stage|dev|development|test|testing|qa|sandbox|preprod)(?:$|[-_/.])")
_REGISTERED = re.compile(r"models:/([^/@]+)")
_SERVES = re.compile(r"InferenceService|storageUri|storage_uri")
_DEFINITION = re.compile(r"^kind: *CustomResourceDefinition\b", re.MULTILINE)
_TEMPLATE = re.compile(r"^\s*\{\{", re.MULTILINE)


def read(reading: Reading) -> Iterator[Statement]:
    """Statements of every service in every file."""
    for file in reading.files():
        text = reading.text(file)
        if text is None or not _SERVES.search(text):
            continue
        if _TEMPLATE.search(text):
            reading.warn(reading.at(file), "is a template, not YAML.", "Render it with 'helm template' and give that.")
            continue
        for value in documents(text, reading.at(file), reading.problems, _may_serve):
            for service in _services(value, ""):
                yield from _statements(service, file, reading)


def _may_serve(text: str) -> bool:
    """True for the text of a document that may deploy a model; the definition of the kind itself does not."""
    return _SERVES.search(text) is not None and _DEFINITION.search(text) is None


@dataclass(frozen=True, slots=True)
class _Service:
    """What is deployed: its name, where it stands, and the mappings that describe it."""

    name: str
    line: int
    namespace: str
    labels: dict[str, Any]
    spec: Any


def _services(value: Any, key: str) -> Iterator[_Service]:
    """InferenceServices of a manifest or a list, or mappings of a values file that name where a model is stored."""
    if isinstance(value, list):
        for item in value:
            yield from _services(item, key)
    elif isinstance(value, Lined):
        if value.get("kind") == "InferenceService":
            name = value.at("metadata", "name")
            if isinstance(name, str):
                yield _Service(
                    name, value.line, _text(value.at("metadata", "namespace")), _labels(value), value.get("spec")
                )
            return
        if _stored(value, 1):
            name = _text(value.get("name")) or _text(value.get("modelName")) or key
            if name and name not in ("predictor", "model", "spec", "inferenceService"):
                yield _Service(name, value.line, _text(value.get("namespace")), _labels(value), value)
                return
        for inner, item in value.items():
            yield from _services(item, key if inner in ("predictor", "model", "spec", "inferenceService") else inner)


def _labels(value: Lined) -> dict[str, Any]:
    inner = value.at("metadata")
    found: dict[str, Any] = {}
    for holder in (inner, value):
        for kind in ("annotations", "labels"):
            section = holder.get(kind) if isinstance(holder, dict) else None
            found.update(section if isinstance(section, dict) else {})
    found.update({key: value[key] for key in OWNER_KEYS if isinstance(value.get(key), str)})
    return found


def _stored(value: Any, depth: int) -> str:
    """Where the model is stored, as far as it stands within a few levels."""
    if not isinstance(value, dict):
        return ""
    own = _text(value.get("storageUri")) or _text(value.get("storage_uri"))
    inner = (_stored(value.get(key), depth + 1) for key in ("spec", "predictor", "model") if depth < 4)
    return own or next((found for found in inner if found), "")


def _statements(service: _Service, file: Path, reading: Reading) -> Iterator[Statement]:
    uri = _stored(service.spec, 1)
    registered = _REGISTERED.match(uri)
    model, place = Ref("model", registered[1] if registered else service.name), reading.at(file, service.line)
    yield Statement(model, "exists", True, place=place)
    before = _BEFORE.search(service.namespace) or _BEFORE.search(reading.name(file).rpartition("/")[2])
    where = f"namespace {service.namespace}" if service.namespace else "an InferenceService serves it"
    yield Statement(model, "stage", "staging" if before else "production", place=place, note=where)
    for key in reading.option("owner_keys") or OWNER_KEYS:
        party = party_of(_text(service.labels.get(key)))
        if party:
            yield Statement(model, "owner.deploy", party, place=place, note=f"label {key}")
            break
    yield from _watched(service, model, place)


def _watched(service: _Service, model: Ref, place: Place) -> Iterator[Statement]:
    """Monitored where requests are logged or scraped; not monitored where an annotation denies it."""
    logger = service.spec.get("predictor") if isinstance(service.spec, dict) else None
    scraped = _text(
        service.labels.get("serving.kserve.io/enable-prometheus-scraping") or service.labels.get("prometheus.io/scrape")
    )
    if (isinstance(logger, dict) and logger.get("logger")) or scraped.casefold() == "true":
        yield Statement(model, "monitored", True, place=place)
    elif scraped.casefold() == "false":
        yield Statement(model, "monitored", False, place=place)


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""


READER = Reader(
    "kserve",
    "KServe InferenceServices in manifests or Helm values: models that serve, who deploys them, and monitoring",
    read,
    (Option("owner_keys", "texts", "Labels or annotations that name an owner; empty: owner, team and others.", ()),),
    finds=("**/*.{yaml,yml}",),
)
