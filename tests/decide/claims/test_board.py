"""The sentences as data: complete, in our own words, and naming only what exists."""

import csv
import re

import pytest
from tests.real_data import real_data

from mlorg.decide.claims.board import SUBJECTS, Kind, ablations, claims, claims_hash, claims_named
from mlorg.decide.claims.changes import CHANGES
from mlorg.decide.claims.evaluating import tasks_of
from mlorg.decide.claims.metrics import METRICS
from mlorg.decide.claims.variants import COLUMNS, MECHANISMS, RUNS, Variant, knock_in, mechanism_bits
from mlorg.errors import UnknownNameError
from mlorg.sim import constants, draw_environments, priors
from mlorg.sim.environment import MANAGER_KINDS

SENTENCES = list(claims().values())


def test_there_are_45_rows_of_five_kinds():
    kinds = [claim.kind for claim in SENTENCES]
    assert len(kinds) == 45
    assert {kind: kinds.count(kind) for kind in Kind}[Kind.DEFINITION] == 5
    assert kinds.count(Kind.LEVER) == 8


@pytest.mark.parametrize("claim", SENTENCES, ids=lambda c: c.id)
def test_a_row_names_only_what_exists(claim):
    for mine, other in claim.pairs().values() if claim.kind is Kind.HYPOTHESIS else ():
        assert {mine.structure, other.structure} <= set(SUBJECTS)
        assert {mine.metric, other.metric} <= set(METRICS)
        assert {mine.run, other.run} <= set(RUNS)
    assert set(claim.mechanisms) <= set(MECHANISMS)
    assert {name for both in claim.coefficients for name in both.split("-")} <= set(priors())
    assert all(priors()[name].structural for both in claim.coefficients for name in both.split("-"))
    assert set(claim.counted_once_with) <= set(claims())
    assert set(claim.beside) <= set(METRICS)


def test_every_hypothesis_and_lever_has_an_ablation_and_nothing_else_has():
    tested = {claim.id for claim in SENTENCES if claim.kind in (Kind.HYPOTHESIS, Kind.LEVER)}
    assert set(ablations()) == tested


def test_ablations_name_only_what_exists():
    (environment,) = draw_environments(1, 1)
    for ways in ablations().values():
        for way in ways:
            assert set(way.variant.changes) <= set(CHANGES)
            assert way.variant.environment(environment).values.keys() == environment.values.keys()


def test_a_value_that_no_environment_has_is_refused():
    (environment,) = draw_environments(1, 1)
    with pytest.raises(KeyError, match="no environment has lode"):
        Variant(fixed=(("lode", 1.0),)).environment(environment)


def test_switches_are_those_of_the_engine():
    for name in MECHANISMS:
        bits = {value for key, value in vars(constants).items() if key.startswith("ON_")}
        assert mechanism_bits([name]) in bits
    assert mechanism_bits(["handoff"]) == constants.ON_HANDOFF
    assert mechanism_bits(["reorganisation"]) == constants.ON_REORGANISATION


def test_the_table_of_managers_has_the_columns_that_variants_know():
    (environment,) = draw_environments(1, 1)
    assert len(environment.managers) == len(MANAGER_KINDS) * len(COLUMNS)


def test_who_may_leave_is_replaced_as_the_model_does_it():
    assert not [c.id for c in SENTENCES if "leaving" in c.mechanisms and "hiring" not in c.mechanisms]


def test_the_knock_in_leaves_on_what_a_sentence_names_and_little_else():
    claim = claims()["R3"]
    variant = knock_in(claim.mechanisms, claim.coefficients)
    assert variant.mechanisms == mechanism_bits(["ideas", "experiments", "access"])
    assert dict(variant.fixed)["learn_from_peers"] == 0
    assert "distance_on_class" not in dict(variant.fixed)


def test_full_runs_are_made_for_all_five_structures():
    tasks = set(tasks_of([claims()["R1"]]))
    assert {t.structure for t in tasks if t.variant == RUNS["settled"]} == set(SUBJECTS)


def test_sentences_are_found_by_id_and_a_wrong_one_is_named():
    assert [c.id for c in claims_named(["r4", "N1"])] == ["N1", "R4"]
    assert len(claims_named([])) == 45
    with pytest.raises(UnknownNameError, match=r"there is no claim 'R44'\. Did you mean 'R4'"):
        claims_named(["R44"])


def test_the_hash_changes_with_an_ablation(monkeypatch):
    before = claims_hash()
    monkeypatch.setitem(RUNS, "more", RUNS["settled"])
    assert claims_hash() != before


def test_rows_are_those_of_the_source_in_words_of_our_own():
    """No five words in a row are taken over."""
    with real_data("../claims.csv").open(encoding="utf-8", newline="") as file:
        theirs = {row["id"]: row["sentence"] for row in csv.DictReader(file)}
    assert list(theirs) == list(claims())

    def fives(text):
        words = re.findall(r"[a-z]+", text.lower())
        return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}

    assert not [name for name, text in theirs.items() if fives(text) & fives(claims()[name].statement)]
