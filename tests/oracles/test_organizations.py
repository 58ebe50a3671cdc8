"""The gates about whole organisations: the null case and what it needs, names, and visits counted twice."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

import mlorg.decide.oracles as oracles
from mlorg.decide.oracles import g9_null, g10_labels, g11_visits, gates_named
from mlorg.decide.oracles.g9_null import differing, null_coefficients, null_priors
from mlorg.decide.oracles.pooling import DESK, OWNERS, TEAM, pooled
from mlorg.decide.oracles.population import FIRMS, firm_of, structures_of
from mlorg.sim import draw_environments, middle_environment, priors
from mlorg.sim.oracles import Effort, check_gates

QUICK = Effort(seed=5, quick=True)
FIRM = FIRMS[0]


@pytest.fixture(scope="module")
def structures():
    return structures_of(firm_of(*FIRM))


def verdicts(gate):
    return {row.verdict for row in check_gates(gates_named([gate]), {}, QUICK)}


@pytest.mark.parametrize("gate", ["G9", "G10", "G11"])
def test_the_gate_passes(gate):
    assert verdicts(gate) == {"pass"}


@pytest.mark.slow
@pytest.mark.parametrize("gate", ["G9", "G10", "G11"])
def test_the_gate_passes_on_all_firms(gate):
    assert {row.verdict for row in check_gates(gates_named([gate]), {}, Effort())} == {"pass"}


def test_the_null_configuration_lists_every_structural_coefficient():
    """A coefficient that is new in priors.csv has to be listed here too, with the value at which it does nothing."""
    assert set(null_coefficients()) == {name for name, prior in priors().items() if prior.structural}


def test_the_file_of_the_null_configuration_names_each_once():
    path = Path(oracles.__file__).with_name("null.csv")
    names = [row["name"] for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines())]
    assert len(names) == len(set(names)) == len(null_coefficients())


def test_a_coefficient_left_out_fails_the_gate(monkeypatch):
    left_out = {name: value for name, value in null_coefficients().items() if name != "distance_on_class"}
    monkeypatch.setattr(g9_null, "null_coefficients", lambda: left_out)
    assert "fail" in verdicts("G9")


@pytest.mark.parametrize(
    "name",
    [
        "distance_on_class",
        "familiarity_on_noise",
        "familiarity_on_labels",
        "familiarity_on_send_back",
        "congruence_on_send_back",
        "pm_on_send_back",
        "nearness_on_adoption",
        "seat_on_diversion",
        "review_shift.engineering",
        "two_bosses_loss",
        "learn_from_peers",
    ],
)
def test_each_of_these_alone_makes_structures_differ_again(structures, name):
    """So pooling has not taken away what the coefficients act on: the gate would notice one that is not at nothing."""
    others = {n: v for n, v in null_coefficients().items() if n != name}
    value = max(0.5, abs(priors()[name].middle)) if name != "learn_from_peers" else 0.2
    table = null_priors(others)
    table[name] = replace(table[name], distribution="fixed", p1=value, p2=0.0)
    assert differing(structures, draw_environments(3, 24, table), 3)


def test_without_the_null_configuration_pooled_structures_differ(structures):
    assert len(differing(structures, [middle_environment()], 1)) > 3


def test_pooled_structures_have_one_team_one_owner_and_one_desk(structures):
    today = structures["today"]
    for structure in structures.values():
        made = pooled(structure, today)
        assert made.teams == 1
        assert set(made.builders) == {TEAM}
        assert {o for d in made.datasets for o in d.owners} == {OWNERS}
        assert set(made.meeting) == {DESK}
        assert [g.first for g in made.groups] == sorted(g.first for g in made.groups)
        builders = [s.key for s in made.slots if s.group == TEAM]
        assert sorted(builders) == sorted(s.key for s in today.slots if s.group < today.teams)


def test_marks_survive_the_pooling(structures):
    """Seat, kind of manager, product manager, distance and congruence still tell structures apart."""
    made = [pooled(s, structures["today"]) for s in structures.values()]
    marks = {(m.groups[TEAM].seat, m.groups[TEAM].manager, m.groups[TEAM].guided, m.rank, m.inside) for m in made}
    assert len(marks) > 4


def test_an_outcome_that_depends_on_a_name_fails_the_gate(monkeypatch):
    def renamed_and_moved(org):
        posts = [replace(p, role="ml_engineer") if p.role == "data_scientist" else p for p in org.posts]
        return org.with_(posts=posts)

    monkeypatch.setattr(g10_labels, "renamed", renamed_and_moved)
    assert "fail" in verdicts("G10")


def test_a_visit_that_is_lost_fails_the_gate(monkeypatch):
    class Forgetful:
        @staticmethod
        def little(world):
            return [(1.0, 1.0), (2.0, 2.0 + 1e-8)]

    monkeypatch.setattr(g11_visits, "engine", Forgetful)
    assert "fail" in verdicts("G11")
