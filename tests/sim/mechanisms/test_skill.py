"""Mechanism 14: learning by doing, from colleagues and from engineers; what mentoring takes."""

import pytest

from mlorg.sim.constants import ON_SKILL, SKILL_DATA, SKILL_ENGINEERING, SKILL_METHOD
from mlorg.sim.mechanisms.coordination import attention
from mlorg.sim.mechanisms.skill import learn_by_doing, learn_from_engineers, meet_colleague

from .lab import Toy, at_horizon, day_0, refit

PAIR = Toy([2], [[0]], [1.0], pools=[1]).structure()


def pair(structure=PAIR, on=ON_SKILL, mine=0.5, yours=1.0, **values):
    """Two colleagues, of method skill `mine` and `yours`."""
    w = day_0(structure, on, **values)
    w.slot[0].method, w.slot[1].method = mine, yours
    return w


@pytest.mark.parametrize(
    ("skill", "name"), [(SKILL_METHOD, "method"), (SKILL_ENGINEERING, "engineering"), (SKILL_DATA, "data")]
)
def test_a_finished_task_closes_part_of_the_gap_of_the_skill_it_needs(skill: int, name: str) -> None:
    w = day_0(PAIR, ON_SKILL, learn_by_doing=0.1)
    learn_by_doing(w, 0, skill)
    skills = {n: getattr(w.slot[0], n) for n in ("method", "engineering", "data")}
    assert skills == pytest.approx({"method": 1.0, "engineering": 1.0, "data": 1.0} | {name: 1.05})


def test_who_is_beyond_full_skill_does_not_forget() -> None:
    w = pair(mine=1.8, learn_by_doing=0.1)
    learn_by_doing(w, 0, SKILL_METHOD)
    assert w.slot[0].method == 1.8


def months_of_contact(w, months=60):
    for month in range(months):
        w.slot[0].mentoring = w.slot[1].mentoring = 0.0
        meet_colleague(w, 0, month)
    return w


@pytest.mark.parametrize(("rate", "better"), [(0.1, True), (0.0, False), (-0.1, False)])
def test_contact_closes_part_of_the_gap_to_a_more_skilled_colleague(rate: float, better: bool) -> None:
    """One contact in a team of two half of the months, the other half with oneself."""
    w = months_of_contact(pair(learn_from_peers=rate))
    steps = [1 - 0.5 * (1 - rate) ** n for n in range(61)]
    assert any(w.slot[0].method == pytest.approx(s) for s in steps)
    assert (w.slot[0].method > 0.5) is better
    assert w.slot[1].method == 1.0


def test_nobody_learns_from_the_less_skilled() -> None:
    w = months_of_contact(pair(mine=1.0, yours=0.5, learn_from_peers=0.1))
    assert (w.slot[0].method, w.slot[1].method) == (1.0, 0.5)


def test_about_half_of_the_contacts_in_a_pair_are_with_the_other() -> None:
    w = pair(learn_from_peers=0.01)
    met = 0
    for month in range(400):
        before = w.slot[0].method
        meet_colleague(w, 0, month)
        met += w.slot[0].method > before
    assert met == pytest.approx(200, abs=40)


def test_a_mentor_gives_time_of_the_month_at_most_half() -> None:
    w = pair(learn_from_peers=0.1, mentor_cost=0.04)
    month = next(m for m in range(50) if not meet_colleague(w, 0, m) and w.slot[1].mentoring > 0)
    assert w.slot[1].mentoring == 0.04
    assert attention(w, 1) == pytest.approx(0.96)
    for _ in range(30):
        w.slot[0].method = 0.5
        meet_colleague(w, 0, month)
    assert w.slot[1].mentoring == 0.5


@pytest.mark.parametrize(("afar", "learns"), [(1.0, True), (0.0, False)])
def test_a_hub_or_guild_links_teams_as_often_as_stated(afar: float, learns: bool) -> None:
    apart = Toy([1, 1], [[0], [0]], [1.0]).structure()
    linked = refit(apart, linked=((1,), (0,)))
    assert (months_of_contact(pair(linked, learn_from_peers=0.1, contact_afar=afar)).slot[0].method > 0.5) is learns
    assert months_of_contact(pair(apart, learn_from_peers=0.1, contact_afar=afar)).slot[0].method == 0.5


def test_who_sits_in_a_line_learns_engineering_from_its_engineers() -> None:
    seated = refit(PAIR, groups={0: {"seat": 0}}, lines={0: {"engineers": 1}}, slots={2: {"skills": (1.0, 1.4, 1.0)}})
    w = day_0(seated, ON_SKILL, learn_from_peers=0.1)
    learn_from_engineers(w, 0)
    assert w.slot[0].engineering == pytest.approx(1.04)
    w = day_0(refit(seated, groups={0: {"seat": -1}}), ON_SKILL, learn_from_peers=0.1)
    learn_from_engineers(w, 0)
    assert w.slot[0].engineering == 1.0


def test_knocked_in_alone_people_grow_with_what_they_finish() -> None:
    how = {"ideas_per_day": 0.1, "experiment_days": 5.0, "learn_by_doing": 0.02}
    w = at_horizon(PAIR, ON_SKILL, **how)
    done = sum(w.use_case[u].experiments for u in range(w.use_cases))
    gaps = [1.5 - w.slot[s].method for s in (0, 1)]
    assert gaps[0] * gaps[1] == pytest.approx(0.25 * 0.98**done)


def test_switched_off_skills_stay_as_they_are() -> None:
    w = at_horizon(PAIR, 0, ideas_per_day=0.1, experiment_days=5.0, learn_by_doing=0.1, learn_from_peers=0.1)
    assert {(w.slot[s].method, w.slot[s].engineering) for s in (0, 1)} == {(1.0, 1.0)}
