"""What a report rests on, read from the package's own tables: published sources, and what the model is tested on."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files

from .value import AssumptionRow, SourceRow, TestedRow


def sources_of(rows: Iterable[AssumptionRow]) -> tuple[SourceRow, ...]:
    """The published sources that these assumptions name."""
    return sources_named(row.source for row in rows)


def sources_named(texts: Iterable[str]) -> tuple[SourceRow, ...]:
    """The published sources whose ids stand in these texts."""
    named = {word.strip(",;") for text in texts for word in text.split()}
    text = files("mlorg.sim").joinpath("sources.csv").read_text(encoding="utf-8")
    found = csv.DictReader(text.splitlines())
    keys = ("id", "title", "year", "grade", "says", "url")
    return tuple(SourceRow(*(row[key] for key in keys)) for row in found if row["id"] in named)


def tested() -> tuple[TestedRow, ...]:
    """What the model is put to the test on, with the command that does it."""
    return tuple(_tested())


def _tested() -> Iterator[TestedRow]:
    from ...decide.claims import Kind, claims
    from ...decide.oracles import gates_named
    from ...decide.validation import targets

    sentences = list(claims().values())
    tested_sentences = sum(one.kind is Kind.HYPOTHESIS for one in sentences)
    yield TestedRow("sentences about the five archetypes", len(sentences), "mlorg claims")
    yield TestedRow("of these, put to the test by simulation", tested_sentences, "mlorg claims")
    yield TestedRow("published figures that the model is held against", len(targets()), "mlorg validate")
    yield TestedRow("groups of cases with a known mathematical answer", len(gates_named(())), "mlorg oracles")
