"""From pages to documents: which sections a report has, in which order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..assessment.page import AssessmentPage
from ..comparison.page import ComparisonPage
from ..comparison.verdicts import short_verdict
from ..comparison.words import WEAKEST, money_said
from ..forms.document import Document, Prose, Section
from .choice import flips_section, horizons_section, outcomes_section, ranking_section, steps_section
from .decision import decision_sections
from .first_page import board_sentences, first_sections
from .kind import kind_section, unknown_sections
from .levers import map_sections, split_sections
from .measures import measure_sections
from .organisation import findings_section, organisation_section, ownership_section
from .plan import plan_sections
from .trust import assumptions_section, method_section, reproduction_section, tested_section, trust_section
from .value import BoardReport

TOLD = frozenset({"why", "change", "monday", "ranking", "split", "measure", "when", "rails"})
"""Sections that are told to a board from beginning to end; all others of a whole report are for reference."""
LONGEST_TITLE = 90
"""Letters of a title that is taken in at a glance."""


def comparison_document(page: ComparisonPage) -> Document:
    """The comparison alone, as `mlorg compare` writes it."""
    kicker = f"{_name(page)} · structures compared over {page.quarters} quarters{_day(page)}"
    short = short_verdict(page.arms[0])
    title = page.headline if len(page.headline) <= LONGEST_TITLE else short
    opening = () if title == page.headline else (f"{page.headline}.",)
    lead = (*opening, *page.answer, f"{WEAKEST} {money_said(page.money)}")
    return Document(title, kicker, _name(page), (*_choice(page), trust_section(page)), lead)


def assessment_document(page: AssessmentPage) -> Document:
    """The kind of organisation alone."""
    organization = page.about.organization or "This organisation"
    day = f" · as of {page.about.as_of}" if page.about.as_of else ""
    kicker = f"{organization} · which kind of machine-learning organisation it is{day}"
    section = kind_section(page)
    evidence = replace(section, title="On what evidence", blocks=section.blocks[1:])
    sections = (evidence, *unknown_sections(page))
    return Document(page.verdict, kicker, organization, sections, (page.unseen,) if page.unseen else ())


def report_document(report: BoardReport) -> Document:
    """The whole report: the answer first, then what it rests on."""
    page = report.comparison
    sections = (
        *first_sections(report),
        organisation_section(report),
        ownership_section(report.ownership),
        findings_section(report),
        kind_section(report.assessment),
        *_choice(page),
        *(plan_sections(report.plan) if report.plan else ()),
        tested_section(report.tested),
        assumptions_section(report),
        method_section(page),
        reproduction_section(report),
    )
    kicker = f"{_name(page)} · how to structure the people who do machine learning{_day(page)}"
    marked = tuple(replace(section, reference=section.id not in TOLD) for section in sections)
    return Document(short_verdict(page.arms[0]), kicker, _name(page), marked, board_sentences(page))


def _choice(page: ComparisonPage) -> Iterator[Section]:
    """What a comparison has to say, in both documents."""
    if page.past:
        yield Section("past", "Tested on your own past", (Prose(page.past),))
    yield ranking_section(page)
    yield from decision_sections(page)
    yield horizons_section(page)
    yield outcomes_section(page)
    yield from split_sections(page)
    yield from map_sections(page)
    yield flips_section(page)
    yield from measure_sections(page)
    yield steps_section(page)


def _name(page: ComparisonPage) -> str:
    return page.about.organization or "This organisation"


def _day(page: ComparisonPage) -> str:
    return f" · as of {page.about.as_of}" if page.about.as_of else ""
