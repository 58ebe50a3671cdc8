"""Mechanism 13: people in a line are drawn into its work, people in a pool into requests for analysis."""

import math

import pytest

from mlorg.sim.constants import CLASS_URGENT, ON_DIVERSION, TASK_DIVERT
from mlorg.sim.mechanisms.diversion import divert

from .lab import ONE_TEAM, Toy, at_horizon, day_0, refit, shipped

SEATED = refit(ONE_TEAM, groups={0: {"seat": 0}})


def diverted_share(structure, **values) -> float:
    """Share of the team's time that goes into other work, on the shipped engine."""
    days, people = 4000.0, structure.groups[0].fte
    rows = shipped(structure, ON_DIVERSION, lambda m, w: [m.diary(w)[TASK_DIVERT]], days=days, n=20, **values)
    return sum(r[0] for r in rows) / (20 * days * people)


def test_the_share_of_time_is_that_of_the_environment() -> None:
    assert diverted_share(ONE_TEAM, diversion_share=0.15, diversion_days=2.0) == pytest.approx(0.15, abs=0.01)
    five = Toy([5], [[0]], [1.0]).structure()
    assert diverted_share(five, diversion_share=0.15, diversion_days=2.0) == pytest.approx(0.15, abs=0.01)


@pytest.mark.parametrize("coefficient", [-0.5, 0.0, 0.5])
def test_who_sits_in_a_line_is_drawn_away_by_the_coefficient_more(coefficient: float) -> None:
    share = diverted_share(SEATED, diversion_share=0.15, diversion_days=2.0, seat_on_diversion=coefficient)
    assert share == pytest.approx(0.15 * math.exp(coefficient), abs=0.012)


def test_long_tails_of_content_do_not_change_the_share() -> None:
    share = diverted_share(ONE_TEAM, diversion_share=0.2, diversion_days=1.0, content_sigma=0.8)
    assert share == pytest.approx(0.2, abs=0.015)


def test_at_most_four_fifths_of_the_time_are_lost() -> None:
    share = diverted_share(SEATED, diversion_share=0.9, diversion_days=1.0, seat_on_diversion=3.0)
    assert share == pytest.approx(0.8, abs=0.02)


def test_it_comes_before_ordinary_work() -> None:
    w = day_0(ONE_TEAM, ON_DIVERSION, diversion_share=0.1, diversion_days=2.0)
    divert(w, 0)
    assert [w.task[i].rank for i in range(w.tasks) if w.task[i].kind == TASK_DIVERT] == [CLASS_URGENT]


def test_knocked_in_alone_use_cases_wait_for_it() -> None:
    how = {"ideas_per_day": 0.02, "experiment_days": 10.0, "diversion_share": 0.5, "diversion_days": 2.0}
    alone, drawn_away = (at_horizon(ONE_TEAM, on, **how) for on in (0, ON_DIVERSION))
    assert alone.use_case[0].key == drawn_away.use_case[0].key
    assert alone.use_case[0].worked == drawn_away.use_case[0].worked
    days = [
        sum(w.use_case[u].finished - w.use_case[u].offered for u in range(w.use_cases) if w.use_case[u].finished >= 0)
        for w in (alone, drawn_away)
    ]
    assert days[1] > 1.5 * days[0]


@pytest.mark.parametrize(("on", "share"), [(0, 0.5), (ON_DIVERSION, 0.0)], ids=["switched off", "no share"])
def test_nobody_is_drawn_away(on: int, share: float) -> None:
    w = at_horizon(SEATED, on, diversion_share=share, diversion_days=2.0)
    assert w.diary[TASK_DIVERT] == 0.0
    assert w.group[0].diverted == 0
