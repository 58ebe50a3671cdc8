"""The closed forms against printed tables and textbook identities, without the engine."""

import math

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mlorg.sim.oracles.closed.diffusion import adopted_share
from mlorg.sim.oracles.closed.queueing import (
    chain_routing,
    erlang_c,
    jackson,
    machine_repair,
    wait_mg1,
    wait_mmc,
    waits_priority,
)
from mlorg.sim.oracles.closed.renewal import (
    availability,
    budget_fixed_point,
    deadline,
    erlang_cdf,
    head_count,
    left_by_cause,
    unattended,
)
from mlorg.sim.oracles.closed.screening import panel_errors, parse_screen, pass_probability

shares = st.floats(0.01, 0.97)


@pytest.mark.parametrize(
    ("servers", "load", "waits", "wait"),
    [
        (1, 0.8, 0.8, 4.0),
        (2, 0.8, 0.711111, 1.777778),
        (4, 0.8, 0.596432, 0.745541),
        (8, 0.8, 0.457645, 0.286028),
        (4, 0.9, 0.787753, 1.969383),
    ],
)
def test_waits_of_the_table(servers, load, waits, wait):
    assert erlang_c(servers, load * servers) == pytest.approx(waits, abs=5e-7)
    assert wait_mmc(load * servers, 1.0, servers) == pytest.approx(wait, abs=5e-7)


def test_waits_with_other_laws():
    assert wait_mg1(0.8, 1.0, 0.0) == pytest.approx(2.0)
    assert wait_mg1(0.8, 1.0, 4.0) == pytest.approx(10.0)


@given(st.integers(1, 30), shares)
def test_erlang_c_is_a_probability_between_its_bounds(servers, load):
    """Above the busy share to the power of the servers, below the busy share; equal for one server."""
    waits = erlang_c(servers, servers * load)
    assert 0 < waits <= load * (1 + 1e-12)
    assert waits >= load**servers * (1 - 1e-12) or servers > 1
    assert erlang_c(1, load) == pytest.approx(load)


@given(st.integers(1, 30), shares)
def test_pooling_shortens_waits_and_load_lengthens_them(servers, load):
    one, two = wait_mmc(servers * load, 1.0, servers), wait_mmc(2 * servers * load, 1.0, 2 * servers)
    assert two < one
    assert wait_mmc(servers * load * 1.01, 1.0, servers) > one


@given(st.floats(0.1, 50), st.floats(0.1, 50), st.integers(1, 20))
def test_the_unit_of_time_only_scales(rate, mu, servers):
    assume(rate < 0.99 * mu * servers)
    assert wait_mmc(60 * rate, 60 * mu, servers) == pytest.approx(wait_mmc(rate, mu, servers) / 60)


@pytest.mark.parametrize(
    ("rates", "mus", "waits"),
    [
        ((0.3, 0.5), (1.0, 1.0), (1.142857, 5.714286)),
        ((0.2, 0.3, 0.4), (1.0, 1.0, 1.0), (1.125, 2.25, 18.0)),
        ((0.4, 0.2), (2.0, 0.5), (1.125, 2.8125)),
    ],
)
def test_priority_waits_of_the_table(rates, mus, waits):
    assert waits_priority(rates, mus, 1) == pytest.approx(waits, abs=5e-7)


@given(st.lists(st.floats(0.01, 1.0), min_size=1, max_size=3), st.floats(0.1, 0.97), st.integers(1, 8))
def test_priority_moves_waiting_and_makes_none(weights, load, servers):
    """Conservation law: the waits, weighted by load, add up to what they are without classes."""
    rates = [load * servers * w / sum(weights) for w in weights]
    waits = waits_priority(rates, [1.0] * len(rates), servers)
    assert sum(r * w for r, w in zip(rates, waits, strict=True)) == pytest.approx(
        load * servers * wait_mmc(load * servers, 1.0, servers)
    )
    assert waits == sorted(waits)


@pytest.mark.parametrize("servers", [1, 3])
def test_the_first_class_is_served_even_if_all_together_are_too_many(servers):
    first, second = waits_priority((0.3 * servers, 0.9 * servers), (1.0, 1.0), servers)
    assert first == pytest.approx(1 / servers / 0.7)
    assert math.isinf(second)


def test_networks_of_the_table():
    assert jackson([1, 0], [2, 2], [1, 1], [[0, 1], [0.25, 0]])[1] == pytest.approx(4.0)
    assert jackson([1, 0], [2, 2], [1, 1], [[0, 1], [0.0, 0]])[1] == pytest.approx(2.0)
    numbers, time = jackson([1.2, 0.4], [1, 1], [2, 2], [[0.1, 0.7], [0.2, 0]])
    assert numbers == pytest.approx([5.790476, 4.191176], abs=5e-7)
    assert time == pytest.approx(6.238533, abs=5e-7)


@pytest.mark.parametrize(("stages", "time"), [(1, 2.5), (2, 10.0), (3, 36.176471), (4, 141.5)])
def test_chains_of_the_table(stages, time):
    found = jackson([0.6] + [0] * (stages - 1), [1] * stages, [1] * stages, chain_routing(stages, 0.2))[1]
    assert found == pytest.approx(time, rel=4e-4)


def test_a_chain_with_too_many_returns_has_no_stationary_time():
    assert math.isinf(jackson([0.6, 0, 0], [1] * 3, [1] * 3, chain_routing(3, 0.3))[1])


@pytest.mark.parametrize(
    ("n", "share", "days"),
    [
        (5, 0.872096, 0.733316),
        (8, 0.827102, 1.045204),
        (10, 0.785418, 1.366040),
        (12, 0.733551, 1.816162),
        (15, 0.642335, 2.784096),
        (20, 0.499065, 5.018725),
    ],
)
def test_machine_repair_of_the_table(n, share, days):
    assert machine_repair(n, 0.2, 2.0) == pytest.approx((share, days), abs=5e-7)


@given(st.integers(1, 50), st.floats(0.01, 5), st.floats(0.05, 5))
def test_machine_repair_obeys_littles_law(n, theta, mu):
    """Waiting people = decisions per day * days per decision; and decisions never exceed the manager's rate."""
    share, days = machine_repair(n, theta, mu)
    assert n * (1 - share) == pytest.approx(n * theta * share * days, rel=1e-6)
    assert n * theta * share <= mu * (1 + 1e-9)


@pytest.mark.parametrize(
    ("p", "expected"),
    [
        (0.3, (0.09, 0.51, 0.216, 0.2601, 0.1719)),
        (0.6, (0.36, 0.84, 0.648, 0.7056, 0.5904)),
        (0.8, (0.64, 0.96, 0.896, 0.9216, 0.8704)),
    ],
)
def test_screens_of_the_table(p, expected):
    graphs = ("H2", "P2", "2 of 3", "HP", "PH")
    assert tuple(pass_probability(parse_screen(g), p) for g in graphs) == pytest.approx(expected, abs=1e-9)


@given(st.floats(0, 1), st.integers(1, 12))
def test_hierarchies_and_polyarchies_are_each_others_mirror(p, n):
    assert pass_probability(parse_screen(f"H{n}"), p) == pytest.approx(p**n, abs=1e-12)
    assert pass_probability(parse_screen(f"P{n}"), p) == pytest.approx(1 - (1 - p) ** n, abs=1e-12)
    assert pass_probability(parse_screen(f"{n} of {n}"), p) == pytest.approx(p**n, abs=1e-12)


@pytest.mark.parametrize("graph", ["", "H0", "P99", "4 of 3", "0 of 3", "H5P2", "X2", "H2H2"])
def test_graphs_that_cannot_be_are_refused(graph):
    with pytest.raises(ValueError, match="graph"):
        parse_screen(graph)


def test_panels_of_the_table():
    assert panel_errors(2, 2, 1.0) == pytest.approx((0.136207, 0.023369, 1.2), abs=6e-7)
    assert panel_errors(3, 2, 3.0) == pytest.approx((0.159201, 0.159201, 1.053096), abs=6e-7)


@pytest.mark.parametrize(("users", "share"), [(10, 0.505116), (50, 0.615042), (200, 0.642242)])
def test_finite_bass_of_the_table(users, share):
    assert adopted_share(0.03, 0.38, users, 8.0) == pytest.approx(share, abs=5e-7)


@settings(max_examples=25)
@given(st.floats(0.001, 2), st.floats(0, 3), st.integers(1, 60), st.floats(0, 20))
def test_finite_bass_is_a_share_that_rises(p, q, users, t):
    now, later = adopted_share(p, q, users, t), adopted_share(p, q, users, t * 1.2 + 0.1)
    assert -1e-12 <= now <= later + 1e-9 <= 1 + 2e-9


@given(st.floats(0.001, 2), st.integers(1, 100), st.floats(0, 20))
def test_without_word_of_mouth_users_are_independent(p, users, t):
    assert adopted_share(p, 0.0, users, t) == pytest.approx(1 - math.exp(-p * t), abs=1e-9)


def test_many_users_and_a_long_time_are_no_burden():
    assert adopted_share(0.03, 0.38, 1000, 1e5) == pytest.approx(1.0, abs=1e-9)


def test_leaving_of_the_table():
    assert left_by_cause((0.15, 0.06, 0.03), 1) == pytest.approx((0.133358, 0.053343, 0.026672), abs=5e-7)
    assert left_by_cause((0.15, 0.06, 0.03), 5) == pytest.approx((0.436754, 0.174701, 0.087351), abs=5e-7)


@given(st.lists(st.floats(0, 3), min_size=1, max_size=3), st.floats(0, 50))
def test_causes_add_up_to_everybody_who_left(hazards, t):
    assert sum(left_by_cause(hazards, t)) == pytest.approx(1 - math.exp(-sum(hazards) * t), abs=1e-12)


def test_head_counts():
    assert head_count(6, (0.15, 0.06, 0.03)) == pytest.approx(25.0)
    assert head_count(0, (0.0,)) == 0
    assert math.isinf(head_count(1, (0.0, 0.0)))


@pytest.mark.parametrize(
    ("rounds", "window", "ships", "per_year"),
    [(3, 3, 0.191153, 0.813304), (3, 6, 0.576810, 1.486704), (3, 12, 0.938031, 1.928649), (3, 24, 0.999478, 1.999361)],
)
def test_deadlines_of_the_table(rounds, window, ships, per_year):
    found = deadline(rounds, 2.0, window)
    assert found[0] == pytest.approx(ships, abs=5e-7)
    assert found[1] * 12 == pytest.approx(per_year, abs=5e-7)


@pytest.mark.parametrize(("window", "ships"), [(3, 0.004456), (6, 0.083918), (12, 0.554320), (24, 0.979659)])
def test_six_rounds_of_the_table(window, ships):
    assert deadline(6, 2.0, window)[0] == pytest.approx(ships, abs=5e-7)


@given(st.floats(0.1, 10), st.floats(0.01, 100))
def test_a_deadline_costs_one_round_work_nothing(mean, window):
    assert deadline(1, mean, window)[1] == pytest.approx(1 / mean)


def test_very_small_probabilities_keep_their_digits():
    """The first term of the sum is all but all of it: x**k / k!."""
    assert erlang_cdf(12, 1.0, 1e-3) == pytest.approx(1e-36 / math.factorial(12), rel=1e-2)


def test_availability_neglect_and_budget_of_the_table():
    assert availability(6, 1, 0.5) == pytest.approx(0.8)
    assert availability(6, 4, 0.5) == pytest.approx(0.571429, abs=5e-7)
    assert unattended(6, 12) == pytest.approx(0.432332, abs=5e-7)
    assert unattended(6, 36) == pytest.approx(0.166254, abs=5e-7)
    assert [budget_fixed_point(4, k, 1) for k in (0.2, 0.5, 0.9)] == pytest.approx([5, 8, 40])
    assert math.isinf(budget_fixed_point(4, 1.0, 1))
