"""Every gate passes on the shipped engine, at its own points and at others, and fails on an engine that is off."""

import math
from dataclasses import replace

import pytest

from mlorg.decide.oracles import GATES, g12_overlays, gates_named
from mlorg.decide.oracles.lines_company import lines_company, with_builders_in_lines, with_builders_together
from mlorg.errors import InputError, UnknownNameError
from mlorg.sim.oracles import (
    Case,
    Effort,
    check_gates,
    g1_queues,
    g2_classes,
    g3_networks,
    g4_exceptions,
    g5_screening,
    g6_adoption,
    g7_people,
    g8_lifecycle,
    read_settings,
)
from mlorg.sim.oracles.cases import verdict_of
from mlorg.sim.oracles.estimates import GROWING, Estimate, mean_of, ratio_of, share_of, weighted_ratios
from mlorg.sim.oracles.toys import still_life

QUICK = Effort(seed=7, quick=True)


def checked(gate: str, *texts: str, effort: Effort = QUICK):
    """Rows of one gate with settings as they are typed."""
    gates = gates_named([gate])
    return list(check_gates(gates, read_settings(texts, {g.id: g.settings for g in gates}), effort))


def off(rows):
    return [row for row in rows if row.verdict == "fail"]


@pytest.mark.parametrize("gate", ["G1", "G2", "G4", "G5", "G6", "G7", "G8"])
def test_the_gate_passes(gate):
    rows = checked(gate)
    assert len(rows) > 2
    assert not off(rows)


def test_networks_pass_and_the_overloaded_one_grows():
    rows = checked("G3")
    assert [row.verdict for row in rows].count("unstable") == 1
    assert not off(rows)


@pytest.mark.slow
@pytest.mark.parametrize("gate", [g for g in GATES if g != "G9"])
def test_the_gate_passes_to_the_full_accuracy(gate):
    """Where 4 standard errors are within the 2 % that queues are allowed, all of them."""
    assert not off(checked(gate, effort=Effort()))


@pytest.mark.parametrize(
    ("gate", "settings"),
    [
        ("G1", "lambda=0.1"),
        ("G1", "lambda=27 servers=30"),
        ("G1", "lambda=450 mu=500"),
        ("G1", "lambda=0.0009 mu=0.001"),
        ("G1", "lambda=0.5 law=h2"),
        ("G2", "lambdas=0.6"),
        ("G2", "lambdas=0.2,0.2,0.5"),
        ("G2", "lambdas=[0.5,0.6] mus=2,1.5"),
        ("G2", "lambdas=1,1,1.5 mus=2 servers=3"),
        ("G3", "stages=1"),
        ("G3", "stages=5 lambda=0.3"),
        ("G3", "stages=2 mu=2,1 servers=1,2 back=0.3 lambda=0.5"),
        ("G3", "routing=[[0.5]] gamma=0.3 servers=1"),
        ("G3", "routing=[[0.2,0.3,0.3],[0.1,0.1,0.5],[0,0.2,0.3]] gamma=0.3,0.1,0.2 mu=1,2,1"),
        ("G4", "specialists=1"),
        ("G4", "specialists=50 theta=3 mu=0.5"),
        ("G5", "graph=H3 p=0.999 q=0.001"),
        ("G5", "graph=3of5 p=1 q=0"),
        ("G6", "users=1"),
        ("G6", "users=1000 t=20"),
        ("G6", "users=30 q=0"),
        ("G6", "p=0"),
        ("G7", "hires=50"),
        ("G7", "hazards=0,0,2 hires=0.5"),
        ("G8", "rounds=12 window=3"),
        ("G8", "rounds=2 window=0.01"),
        ("G8", "drift=0.5 detect=0 repair=0"),
        ("G8", "phi=0.01 kappa=0.99"),
    ],
)
def test_other_parameters_pass_too(gate, settings):
    rows = checked(gate, *settings.split())
    assert rows
    assert all(row.verdict == "pass" for row in rows), rows


@pytest.mark.parametrize(
    ("gate", "settings"),
    [("G1", "lambda=1"), ("G1", "lambda=9 servers=8"), ("G3", "gamma=1.8,0.4"), ("G7", "hazards=0"), ("G8", "kappa=2")],
)
def test_what_never_comes_to_rest_is_seen_to_grow(gate, settings):
    rows = checked(gate, *settings.split())
    assert "unstable" in {row.verdict for row in rows}
    assert not off(rows)


def test_the_first_class_waits_a_finite_time_where_the_last_never_gets_its_turn():
    rows = checked("G2", "lambdas=0.3,0.4,0.9")
    assert [row.verdict for row in rows] == ["pass", "pass", "unstable"]


# An engine that is off by a little must be found out.


@pytest.fixture
def altered(monkeypatch):
    """Change one quantity of the environment in a gate by a factor, behind its back."""

    def alter(module, name, factor):
        def other(**values):
            life = still_life(**values)
            return life | {name: life[name] * factor}

        monkeypatch.setattr(module, "still_life", other)

    return alter


@pytest.mark.parametrize(
    ("module", "name", "factor", "gate", "settings"),
    [
        (g1_queues, "experiment_days", 1.05, "G1", "lambda=0.8"),
        (g2_classes, "access_days", 1.05, "G2", "lambdas=0.3,0.5"),
        (g3_networks, "integration_days", 1.05, "G3", "stages=2"),
        (g4_exceptions, "decision_days", 1.05, "G4", "specialists=5"),
        (g5_screening, "accept_good", 0.95, "G5", "graph=H2"),
        (g6_adoption, "adopt_imitation", 1.2, "G6", "users=50"),
        (g7_people, "resign_rate", 1.1, "G7", "hires=6"),
        (g8_lifecycle, "experiment_days", 1.05, "G8", "rounds=3"),
        (g8_lifecycle, "detect_days", 1.1, "G8", "detect=4"),
        (g12_overlays, "experiment_days", 1.05, "G12", "back=0"),
    ],
)
def test_five_percent_slower_or_so_is_found_out(altered, module, name, factor, gate, settings):
    altered(module, name, factor)
    assert off(checked(gate, *settings.split()))


def test_a_slower_node_of_a_network_is_found_out(monkeypatch):
    walk = g3_networks._walking

    def slower(network, *more):
        return walk(replace(network, mu=tuple(0.95 * mu for mu in network.mu)), *more)

    monkeypatch.setattr(g3_networks, "_walking", slower)
    assert off(checked("G3", "stages=1"))


def test_a_budget_rule_that_is_off_is_found_out(monkeypatch):
    class Off:
        @staticmethod
        def budget_after(steps, rule):
            return 8.001

    monkeypatch.setattr(g8_lifecycle, "engine", Off)
    assert off(checked("G8", "kappa=0.5"))


def test_a_queue_that_settles_where_none_should_is_found_out(altered):
    altered(g1_queues, "experiment_days", 0.5)
    assert off(checked("G1", "lambda=1.2"))


# Verdicts and estimates


@pytest.mark.parametrize(
    ("case", "verdict"),
    [
        (Case("", 1.0, Estimate(1.039, 0.01)), "pass"),
        (Case("", 1.0, Estimate(1.041, 0.01)), "fail"),
        (Case("", 1.0, Estimate(1.019, 0.005), 0.02), "pass"),
        (Case("", 1.0, Estimate(1.0199, 0.00499), 0.02), "pass"),
        (Case("", 1.0, Estimate(1.03, 0.01), 0.02), "pass"),
        (Case("", 0.0, Estimate(0.0, 0.0)), "pass"),
        (Case("", 0.0, Estimate(1.0, 0.0)), "fail"),
        (Case("", 1.0, Estimate(1.1, 0.0), within=0.2), "pass"),
        (Case("", 1.0, Estimate(math.nan, math.nan)), "fail"),
        (Case("", math.inf, GROWING), "unstable"),
        (Case("", math.inf, Estimate(7.0, 0.1)), "fail"),
        (Case("", 7.0, GROWING), "fail"),
        (Case("", None, Estimate(7.0, 0.1)), "no closed form"),
    ],
)
def test_verdicts(case, verdict):
    assert verdict_of(case) == verdict


def test_standard_errors():
    assert mean_of([1.0, 3.0]) == Estimate(2.0, 1.0)
    assert ratio_of([2.0, 2.0], [1.0, 1.0]) == Estimate(2.0, 0.0)
    assert weighted_ratios([(2.0, [1.0, 3.0], [1.0, 1.0]), (1.0, [3.0, 1.0], [1.0, 1.0])]).value == 6.0
    assert math.isnan(ratio_of([1.0], [0.0]).value)
    assert share_of(0, 100, 0.5) == Estimate(0.0, 0.05)


def test_the_same_seed_gives_the_same_digits_another_does_not():
    one, again, other = (checked("G4", "specialists=3", effort=Effort(seed, True)) for seed in (3, 3, 4))
    assert one == again
    assert [row.exact for row in one] == [row.exact for row in other]
    assert [row.simulated for row in one] != [row.simulated for row in other]


def test_all_gates_are_there_and_named():
    assert list(GATES) == [f"G{n}" for n in range(1, 13)]
    assert [gate.id for gate in gates_named(["g12", "G3"])] == ["G3", "G12"]
    with pytest.raises(UnknownNameError, match="G0"):
        gates_named(["G0"])


# G12: what the closed form must give, and that the overlays are what it is of


@pytest.mark.parametrize(
    ("setup", "back"),
    [
        ({}, 0.098737),
        ({"load": 0.9}, 0.060),
        ({"load": 0.5}, None),
        ({"lines": 6}, 0.142),
        ({"lines": 8, "per_line": 1}, 0.168),
    ],
)
def test_crossings_of_the_table(setup, back):
    about = g12_overlays.Setup(**setup)
    found = g12_overlays.where(lambda b: g12_overlays.independent_exact(about, b), g12_overlays._embedded_exact(about))
    assert found == (back if back is None else pytest.approx(back, abs=5e-4))


def test_times_of_the_table():
    setup = g12_overlays.Setup()
    assert g12_overlays._embedded_exact(setup) == pytest.approx(2.777778, abs=5e-7)
    assert g12_overlays.independent_exact(setup, 0.0) == pytest.approx(1.848143, abs=5e-7)
    assert g12_overlays.independent_exact(setup, 0.1) == pytest.approx(2.800286, abs=5e-7)
    assert math.isinf(g12_overlays.independent_exact(setup, 0.2))


@pytest.mark.parametrize(("lines", "per_line"), [(1, 1), (3, 2), (2, 5), (6, 2), (8, 1), (5, 8)])
def test_both_overlays_keep_exactly_the_people_who_build(lines, per_line):
    """The compilation asserts that the groups are those of the closed form."""
    org = lines_company(lines, per_line)
    for made in (with_builders_in_lines, with_builders_together):
        structure = made(org, lines, per_line)
        assert structure.capacity == lines * per_line
        assert {line.idea_share for line in structure.lines} == {1 / lines}


@pytest.mark.parametrize("settings", ["back=0.05", "lines=6 back=0.1", "lines=2 per_line=1 mu=2 load=0.5 back=0"])
def test_overlays_end_to_end(settings):
    rows = checked("G12", *settings.split())
    assert not off(rows)
    assert rows[0].verdict == rows[1].verdict == "pass"


def test_conserved_work_has_no_closed_form_but_a_long_run():
    rows = checked("G12", "conserve=1", "back=0.1")
    assert [row.verdict for row in rows] == ["no closed form", "pass", "no closed form"]
    assert rows[0].exact is None
    assert 0.2 < (rows[2].simulated or 0) < 0.35


@pytest.mark.parametrize("settings", ["lines=20 per_line=20", "back=0.97", "load=0", "conserve=2", "lines=1.5"])
def test_overlays_that_cannot_be_are_refused(settings):
    with pytest.raises(InputError):
        checked("G12", *settings.split())
