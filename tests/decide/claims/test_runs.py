"""What is simulated: definitions on real overlays, changes to structures, the same luck however the work is split."""

from functools import cache

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide.claims import Effort, evaluate_claims
from mlorg.decide.claims.board import SUBJECTS, claims_named
from mlorg.decide.claims.changes import CHANGES
from mlorg.decide.claims.companies import Company, Luck, Task, simulate_company
from mlorg.decide.claims.definitions import DEFINITIONS, as_defined
from mlorg.decide.claims.running import simulate_all
from mlorg.decide.claims.variants import RUNS
from mlorg.sim import draw_environments, priors
from mlorg.sim.structure.arrays import FUNCTION_ML, NONE


@cache
def company(draw=15):
    return Company(1, draw)


@cache
def compiled(name="independent"):
    return company().structures(name, moved=False)[0]


def builders(structure):
    return [s for s in structure.slots if s.function == FUNCTION_ML]


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_definition_fits_its_own_overlay_and_no_other(name):
    org = {other: company(16).organization(other, Arm.SETTLED) for other in SUBJECTS}
    assert [other for other in SUBJECTS if DEFINITIONS[name](org[other])] == [name]


def test_overlays_are_as_defined():
    assert dict(as_defined(company())) == dict.fromkeys(SUBJECTS, True)


def test_builders_deploy_after_the_change():
    structure = CHANGES["builders_deploy"](compiled(), compiled())
    lines = len(structure.lines)
    assert all(structure.deploys[g * lines + i] == g for g in range(structure.teams) for i in range(lines))
    assert compiled().deploys != structure.deploys


def test_data_can_belong_to_builders():
    structure = CHANGES["builders_own_data"](compiled(), compiled())
    assert {owner for row in structure.datasets for owner in row.owners} == {NONE}


def test_titles_of_today_are_those_of_today():
    lab, today = compiled("rnd"), company().structure_of_today
    before = {s.key: s.skills for s in builders(today)}
    after = {s.key: s.skills for s in builders(CHANGES["titles_of_today"](lab, today))}
    assert {key: after[key] for key in after if key in before} == {key: before[key] for key in after if key in before}
    assert after != {s.key: s.skills for s in builders(lab)}


def test_a_product_manager_costs_one_builder():
    with_one = CHANGES["product_manager_for_a_builder"](compiled(), compiled())
    without = CHANGES["no_product_manager"](compiled(), compiled())
    hands = [sum(s.capacity for s in builders(each)) for each in (with_one, without)]
    assert hands[0] == pytest.approx(hands[1] * (1 - 1 / len(builders(compiled()))))
    assert with_one.groups[0].guided > 0 == without.groups[0].guided


def test_one_line_for_each_team():
    structure = CHANGES["one_line_each"](compiled(), compiled())
    assert [g.serves_n for g in structure.groups[: structure.teams]] == [1] * structure.teams
    assert sum(line.builders_n for line in structure.lines) == structure.teams
    assert len(structure.holders) == structure.teams


def test_the_same_luck_whatever_else_is_simulated():
    (environment,) = draw_environments(1, 1)
    tasks = [Task("embedded", RUNS["settled"]), Task("rnd", RUNS["settled"])]
    both = simulate_company(company(), environment, tasks, Luck(1, 15, 3), lambda: False)
    (alone,) = simulate_company(company(), environment, tasks[:1], Luck(1, 15, 3), lambda: False).values()
    assert np.array_equal(both["embedded", RUNS["settled"]], alone, equal_nan=True)


def test_draws_stand_in_order_however_threads_end():
    task = Task("embedded", RUNS["settled"])
    few = simulate_all([task], Effort(2, 2), priors())["embedded", RUNS["settled"]]
    more = simulate_all([task], Effort(4, 2), priors())["embedded", RUNS["settled"]]
    assert np.array_equal(few, more[:2], equal_nan=True)


def test_ctrl_c_ends_the_run():
    def interrupt(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate_all([Task("embedded", RUNS["settled"])], Effort(3, 1), priors(), interrupt)


def test_a_part_of_the_board_has_no_null_board():
    board = evaluate_claims(claims_named(["I4a", "D3", "I3c"]), Effort(3, 2))
    assert [row.verdict for row in board.rows] == ["holds", "not modelled", "undecided"]
    assert board.permutations is None
    assert len(board.map) == 9
