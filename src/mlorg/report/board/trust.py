"""Sections on how far to trust it: what is tested, what is assumed, what is left out, how to get the same digits."""

from __future__ import annotations

from ..comparison.page import ComparisonPage
from ..comparison.words import WEAKEST, trust_said
from ..forms.document import Block, Number, Prose, Row, Section, Table
from ..rounding import two_digits
from .value import AssumptionRow, BoardReport, SourceRow, TestedRow


def trust_section(page: ComparisonPage) -> Section:
    """All of it, short."""
    return Section("trust", "How far to trust it", (Prose((WEAKEST,)), *_said(page)))


def method_section(page: ComparisonPage) -> Section:
    """How it was computed, and what it leaves out."""
    method = (
        "Every alternative is simulated with the same people, the same luck and the same draws of all that is not "
        "known: ideas come up in the business lines, people take them up, get data, try, hand over, bring into use and "
        "keep running; people join, learn and leave. What differs between two alternatives differs because of the "
        "structure.",
        "“From Monday” moves the people there are; “once settled” asks what the structure gives after two years of "
        "getting used to it, for the same pay bill.",
        "People are not ranked and not watched: nothing here is computed for a single person, and nothing that people "
        "earn, know or do is told of fewer than five.",
    )
    said = _said(page)[:-2]  # how to get the same digits has a section of its own
    return Section("method", "Method and limits", (Prose(method), Prose((WEAKEST,)), *said), (WEAKEST,))


def _said(page: ComparisonPage) -> tuple[Prose, ...]:
    command = page.basis.command
    blocks = []
    for title, lines in trust_said(page.basis):
        typed = tuple(line for line in lines if line == command)
        told = tuple(line for line in lines if line != command)
        blocks += [Prose(typed, "commands", title)] if typed else []
        blocks.append(Prose(told, "plain" if len(told) == 1 or typed else "list", "" if typed else title))
    return tuple(blocks)


def tested_section(rows: tuple[TestedRow, ...]) -> Section:
    """What the model is put to the test on."""
    words = (
        "The model is tested on more than this comparison. These tests run on your machine, without a network, and say "
        "plainly what does not hold.",
    )
    table = Table(
        "What is tested, and what to type to see how it does.",
        ("What", "how many", "command"),
        tuple(Row((row.kind, Number(f"{row.count:,}", row.count), row.command)) for row in rows),
    )
    return Section("tested", "What the model is tested on", (Prose(words), table))


def assumptions_section(report: BoardReport) -> Section:
    """Every quantity that is taken as given, with its range and its source."""
    rows = report.assumptions
    blocks: list[Block] = [
        Prose(
            (
                f"{len(rows)} quantities are taken as given, each as a range; the answer is judged over all of them "
                "together. Replace any of them in assumptions.yaml, with its source.",
            )
        ),
        _assumptions(rows),
    ]
    blocks += [_sources(report.sources)] if report.sources else []
    return Section("assumptions", "Assumptions and their sources", tuple(blocks))


def _assumptions(rows: tuple[AssumptionRow, ...]) -> Table:
    first = sorted(rows, key=lambda row: (not row.given, row.source == "assumed"))
    columns = ("What", "low", "middle", "high", "unit", "source")
    return Table(
        "Assumptions: those of this workspace first, then those with a published source. Nine of ten cases lie between "
        "low and high.",
        columns,
        tuple(
            Row(
                (
                    row.meaning,
                    *(Number(two_digits(value), value) for value in (row.low, row.middle, row.high)),
                    row.unit,
                    f"yours: {row.source}" if row.given else row.source,
                )
            )
            for row in first
        ),
    )


def _sources(rows: tuple[SourceRow, ...]) -> Table:
    return Table(
        "Published sources. Grade A is best.",
        ("Source", "says", "year", "grade", "where"),
        tuple(Row((f"{row.id}: {row.title}", row.says, row.year, row.grade, row.url)) for row in rows),
    )


def reproduction_section(report: BoardReport) -> Section:
    """What to type for the same digits."""
    last = _said(report.comparison)[-1]
    again = Prose((report.command, report.comparison.basis.command), "commands", "How to get the same digits again")
    bundle = Prose(
        (
            "mlorg report --bundle writes what anybody needs to recompute every number without seeing a name: "
            "arrays of posts by role, the ranges of all assumptions, and the seed. mlorg reproduce recomputes it.",
        )
    )
    return Section("reproduction", "How to get it again", (again, last, bundle))
