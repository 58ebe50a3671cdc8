"""Organisations and answers that tests of recognition share."""

import os
from functools import cache
from pathlib import Path

import pytest

from mlorg.archetypes import propose
from mlorg.archetypes.firms import firm
from mlorg.assess.recognition import NAMES, answers_of
from mlorg.org import apply

HERE = Path(__file__).parent
SIZES = ((60, 10), (120, 12), (250, 15), (300, 20), (500, 25), (700, 40), (900, 30), (1500, 45), (2500, 60), (4000, 80))
FACTS = (
    "ml_people_report_to",
    "headcount",
    "where_they_sit",
    "data_collection",
    "data_warehousing",
    "labelling",
    "pipelining",
    "who_deploys",
    "who_maintains",
    "researchers_publications",
    "central_platform",
    "product_team_ml_literacy",
    "leadership_sponsor",
    "time_to_production",
    "complaints",
    "stated_benefits",
)
"""Keys under which documented organisations have facts: the bank asks for each under the same id."""


@cache
def structured(structure, number):
    """One of ten firms of different sizes, put into a structure."""
    people, ml = SIZES[number]
    today = firm(number, people=people, ml_people=ml)
    return apply(today, propose(today, structure).overlay)


def plain_yaml(path):
    from ruamel.yaml import YAML

    return YAML(typ="safe").load(path)


def documented_answers():
    """Answers by case."""
    return {case: answers_of(given) for case, given in plain_yaml(HERE / "documented_answers.yaml").items()}


def documented_labels():
    """Soft labels by case; the test is skipped where they are not there."""
    path = HERE.parents[1] / os.environ.get("MLORG_TEST_DATA", "../shared") / "cases" / "cases.yaml"
    if not path.exists():
        pytest.skip("documented cases not there")
    return {c["id"]: tuple(c["label"][a] for a in NAMES) for c in plain_yaml(path)["cases"]}
