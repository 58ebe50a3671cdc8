"""The page on archetypes says what the tables and the code say."""

from pathlib import Path

import pytest

from mlorg.archetypes import STRUCTURES, branches, crews, in_lines, staffing, together
from mlorg.archetypes.duties import duties
from mlorg.archetypes.settled import mix
from mlorg.org import Responsibility, roles
from mlorg.org.figures import percent

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "explanation" / "archetypes.md").read_text(encoding="utf-8")

WHO = {
    "line_ml": "the line's ML people",
    "home": "division",
    "home_data": "the division's data engineers",
    "platform": "platform team",
    "data": "central data",
    "line_engineers": "the line's engineers",
    "engineers": "engineers",
    "line": "the line",
}

NUMBERS = {
    "people, head included, who need no teams": crews.WITHOUT_TEAMS,
    "most people in a team, its lead included; most leads under one manager": crews.TEAM,
    "ML people below which nobody becomes a manager": crews.LEAST_FOR_A_HEAD,
    "ML people for each product manager": staffing.PEOPLE_PER_PM,
    "ML people below which there is no product manager": staffing.LEAST_FOR_A_PM,
    "builders for each data engineer who moves into the division": together.PEOPLE_PER_DATA_ENGINEER,
    "share of builders in the division of ML-First": "1/3",
    "ML people from which on ML-First has a platform team": together.LEAST_FOR_A_PLATFORM,
    "people in that team": together.PLATFORM_TEAM,
    "share of ML people in the platform team of Embedded, at least two": percent(in_lines.PLATFORM_SHARE),
    "ML people below which Embedded has no platform team": in_lines.LEAST_FOR_A_PLATFORM,
    "data posts that make a unit of no stated function central data": branches.LEAST_DATA_POSTS,
}


def table(rows):
    head, *body = [f"| {' | '.join(map(str, row))} |" for row in rows]
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


def duty_table():
    header = ["", *(r.value for r in Responsibility)]
    return table([header, *([s.label, *(said(s.id, r) for r in Responsibility)] for s in STRUCTURES)])


def said(structure, responsibility):
    duty = duties(structure).get(responsibility)
    return "as today" if duty is None else ", else ".join(WHO[name] for name in duty.owners)


def mix_table():
    names = ("ml_engineer", "data_scientist", "applied_scientist", "ml_researcher")
    rows = [["", "", *(roles()[name].label for name in names)]]
    for s in STRUCTURES:
        for group, shares in mix(s.id).items():
            where = {"all": "", "lines": "in the lines", "division": "in the division"}[group]
            rows.append([s.label, where, *(percent(shares[name]) for name in names)])
    return table(rows)


def number_table():
    return table([["number", "value"], *NUMBERS.items()])


@pytest.mark.parametrize("made", [duty_table, mix_table, number_table])
def test_tables_are_those_of_the_code(made):
    assert made() in PAGE, f"the page needs this table:\n{made()}"


@pytest.mark.parametrize("s", STRUCTURES, ids=lambda s: s.id)
def test_every_structure_is_described(s):
    assert f"`{s.id}`" in PAGE
    assert s.label in PAGE


def test_the_share_in_the_page_is_the_share_in_the_code():
    assert pytest.approx(1 / 3) == together.DIVISION_SHARE
