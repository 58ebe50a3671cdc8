"""Targets, verdicts and intervals, and one small real run."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mlorg.archetypes.firms import firm
from mlorg.decide.validation import KINDS, Effort, targets, validate
from mlorg.decide.validation.checking import INSIDE, OUTSIDE, row_of
from mlorg.decide.validation.families import CHECKS
from mlorg.decide.validation.histories import Case, Span, histories
from mlorg.decide.validation.measuring import Check
from mlorg.decide.validation.populations import (
    FARTHEST,
    NEAREST,
    compiled,
    employer,
    largest_team_placed,
    requests_answered,
    without_models,
)
from mlorg.decide.validation.targets import Part, Target
from mlorg.org import Responsibility
from mlorg.sim import middle_environment
from mlorg.sim.measure_names import USE_CASE

SMALL = Effort(4, 1, 1, 1)


@pytest.fixture(scope="module")
def rows():
    return validate(SMALL)


def shifted(by):
    parts = (Part("one", "share", 0.5 + by, 0.4 + by, 0.6 + by),)
    return Target("X", "emergent", "made up", "0.1 either way", "A", ("Z01",), parts)


MADE_UP = Check("X", "the mean", lambda _: [], beside=("other",))
EVIDENCE = np.array([[0.4, 1.0], [0.6, 3.0], [math.nan, math.nan]])


def test_a_figure_within_its_tolerance_is_inside():
    row = row_of(shifted(0.0), MADE_UP, EVIDENCE)
    assert (row.verdict, row.simulated, row.beyond) == (INSIDE, (0.5,), (0.0,))
    assert [(b.name, b.value) for b in row.beside] == [("other", 2.0)]
    assert row.lo[0] <= 0.5 <= row.hi[0]


@pytest.mark.parametrize(("by", "beyond"), [(0.2, -0.1), (-0.3, 0.2)])
def test_a_shifted_target_is_outside_and_says_by_how_much(by, beyond):
    row = row_of(shifted(by), MADE_UP, EVIDENCE)
    assert row.verdict == OUTSIDE
    assert row.beyond[0] == pytest.approx(beyond)


def test_no_figure_is_outside():
    row = row_of(shifted(0.0), MADE_UP, np.full((3, 2), math.nan))
    assert (row.verdict, row.simulated, row.lo, row.beyond) == (OUTSIDE, (None,), (None,), (None,))


def test_a_real_run_has_a_row_for_every_target_in_the_order_of_kinds(rows):
    assert {row.id for row in rows} == set(targets()) == set(CHECKS)
    order = [KINDS.index(row.kind) for row in rows]
    assert order == sorted(order)
    for row in rows:
        n = len(row.parts)
        assert all(len(v) == n for v in (row.published, row.simulated, row.lo, row.hi, row.least, row.most, row.beyond))
        assert (row.verdict == INSIDE) == all(b == 0 for b in row.beyond)


def test_the_same_seed_gives_the_same_digits(rows):
    assert validate(SMALL) == rows


def test_a_target_moved_away_turns_outside(rows, monkeypatch):
    row = next(row for row in rows if row.id == "VT14")
    far = replace(targets()["VT14"], parts=tuple(replace(p, low=1e6, high=2e6) for p in targets()["VT14"].parts))
    monkeypatch.setattr("mlorg.decide.validation.checking.targets", lambda: {**targets(), "VT14": far})
    moved = next(row for row in validate(SMALL) if row.id == "VT14")
    assert (row.verdict, moved.verdict) == (INSIDE, OUTSIDE)


def test_targets_are_well_formed():
    for target in targets().values():
        assert target.kind in KINDS
        assert target.grade in "ABC"
        assert target.rows
        for part in target.parts:
            assert part.beyond(part.published) == 0


def test_a_case_has_the_fields_that_the_engine_tells():
    assert Case._fields == USE_CASE


def test_histories_hold_days_in_order():
    structure = without_models(compiled(firm(3, people=300)))
    (one,) = histories(structure, middle_environment(), Span(), (1, 0), 1)
    assert any(c.deployed > 0 for c in one.cases)
    for c in one.cases:
        days = [d for d in (c.offered, c.taken, c.approved, c.ready, c.finished, c.deployed, c.used) if d >= 0]
        assert days == sorted(days)
        assert c.is_new or c.parent >= 0


def test_a_team_is_placed_near_or_far_and_nothing_else_changes():
    structure = compiled(firm(5, people=400))
    near, far = (largest_team_placed(structure, distance) for distance in (NEAREST, FARTHEST))
    groups = len(structure.groups)
    changed = {i // groups for i, (a, b) in enumerate(zip(near.rank, far.rank, strict=True)) if a != b}
    assert len(changed) == 1
    assert (near.slots, near.approver, near.deploys) == (far.slots, far.approver, far.deploys)


def test_requests_are_answered_by_one_unit_or_by_each_line():
    org = firm(7, people=2000, lines=4)
    owners = [
        {str(o.owner) for o in requests_answered(org, c).ownerships if o.responsibility is Responsibility.WAREHOUSE}
        for c in (True, False)
    ]
    assert len(owners[0]) == 1
    assert len(owners[1]) > 1


def test_some_employers_have_nobody():
    teams = [employer(n).team for n in range(300)]
    assert 0.04 < teams.count(0) / len(teams) < 0.18
