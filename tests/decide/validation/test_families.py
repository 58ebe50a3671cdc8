"""Every figure on made-up histories with a known answer."""

import math

import numpy as np
import pytest

from mlorg.decide.validation.families import CHECKS, ageing, deployment, distance, employers, ideas, people, public
from mlorg.decide.validation.families.time_use import shares_of_time
from mlorg.decide.validation.populations import Observed
from mlorg.sim import Environment
from mlorg.sim import constants as kinds

from .made_up import case, history, observed


def figures(target, *draws):
    """What a check makes of these draws."""
    check = CHECKS[target]
    return check.figures(np.array([check.observe(draw) for draw in draws], float))


def test_first_models_of_each_line_within_a_week_and_a_month():
    beginner = history(
        case(line=0, finished=100.0, deployed=104.0),
        case(line=0, finished=90.0, deployed=100.0),  # the first of line 0: ten days
        case(line=1, finished=50.0, deployed=55.0),  # the first of line 1: a working week
        case(line=2, finished=60.0),  # never deployed
        case(line=3, finished=1250.0, deployed=1251.0),  # too late to tell
        case(line=4, finished=10.0, deployed=11.0, parent=0),  # an improvement
    )
    draw = observed(beginners=beginner, firms=history(case(finished=10.0, deployed=10.0)))
    assert figures("VT01", draw).tolist() == pytest.approx([1 / 3, 2 / 3, 1, 1])


def test_a_firm_counts_once_whatever_its_size():
    quick = observed(beginners=history(case(finished=1.0, deployed=2.0)), firms=history())
    slow = observed(beginners=history(*(case(line=i, finished=1.0, deployed=90.0) for i in range(9))), firms=history())
    assert figures("VT01", quick, slow)[:2].tolist() == [0.5, 0.5]


def test_pilots_are_approved_and_have_finished_a_round_and_were_offered_early():
    firm = history(
        case(approved=5.0, rounds_done=1, deployed=300.0),
        case(approved=5.0, rounds_done=1, end=3, ended=700.0),
        case(approved=5.0, rounds_done=2, end=4, ended=700.0),
        case(approved=5.0, rounds_done=1),
        case(approved=5.0, rounds_done=0, end=3, ended=500.0),  # stopped before a round was finished
        case(approved=-1.0, rounds_done=0, end=2),  # rejected
        case(offered=600.0, approved=605.0, rounds_done=1),  # offered too late
    )
    assert figures("VT03", observed(firms=firm)).tolist() == [0.25, 0.25, 0.25]


def test_time_by_activity_leaves_other_work_out():
    diary = [0.0] * 24
    diary[kinds.TASK_PREPARE], diary[kinds.TASK_LABEL], diary[kinds.TASK_EXPERIMENT] = 20.0, 5.0, 40.0
    diary[kinds.DIARY_DATA], diary[kinds.DIARY_INSIGHT] = 5.0, 10.0
    diary[kinds.TASK_INTEGRATE], diary[kinds.TASK_REPAIR], diary[kinds.TASK_DIVERT] = 15.0, 5.0, 100.0
    assert shares_of_time(diary) == [0.3, 0.4, 0.2, 0.1, 0.05, 0.5]
    assert all(map(math.isnan, shares_of_time([0.0] * 24)))


def test_elapsed_days_are_those_of_the_placed_team_and_are_cut_after_three_years():
    mine = case(approved=10.0, deployed=110.0, builder=2)
    open_one = case(approved=10.0, builder=2)
    stopped = case(approved=10.0, builder=2, end=3, ended=20.0)
    others = case(approved=10.0, deployed=900.0, builder=1)
    assert distance.elapsed_days([history(mine, open_one, stopped, others)], 2) == (100 + 756) / 2


def test_distance_is_a_ratio_of_means():
    def draw(near, far):
        arms = {name: (history(case(approved=0.0, deployed=d)),) for name, d in (("near", near), ("far", far))}
        return Observed(observed().environment, arms, placed_team=0)

    assert figures("VT08", draw(10.0, 30.0), draw(30.0, 30.0)).tolist() == [1.5, 20.0, 30.0]


def test_median_team_by_class_of_company():
    draws = [Observed(observed().environment, {}, 0.0, tuple((n + c, n + c) for c in range(5))) for n in (1, 2, 3)]
    assert figures("VT14", *draws).tolist() == [2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("cases", "stage"),
    [
        ([], employers.EXPLORING),
        ([case(finished=400.0, deployed=420.0)], employers.EXPLORING),
        ([case(finished=200.0)], employers.INSIGHTS),
        ([case(finished=100.0, deployed=290.0)], employers.YOUNG),
    ],
)
def test_how_far_an_employer_has_come(cases, stage):
    assert employers.stage_on(history(*cases), 300.0) == stage


def test_production_for_two_years_is_long():
    assert employers.stage_on(history(case(deployed=10.0)), 10.0 + 504.0) == employers.OLD


def test_an_employer_without_team_has_not_begun():
    seen = figures("VT15", Observed(observed().environment, stages=(0, 0, 1, 4)))
    assert seen.tolist() == [0.5, 0.25, 0, 0, 0.25, 1, 0, 0, 0, 0]


def environment(**values):
    return Environment(values, ())


def test_leavers_per_person_year_and_no_ratio_without_engineers():
    base = environment(resign_rate=0.1, dismiss_rate=0.02, other_leave_rate=0.03)
    draw = observed(base, firms=history(leavers=6.0, person_years=20.0))
    builders, engineers, ratio, calm = figures("VT17", draw)
    assert (builders, calm) == pytest.approx((0.3, 0.15))
    assert math.isnan(engineers)
    assert math.isnan(ratio)


def test_engineers_are_read_from_the_prior_of_that_name():
    known = {"resign_rate": 0.1, "dismiss_rate": 0.0, "other_leave_rate": 0.0, people.ENGINEERS_LEAVE: 0.1}
    draw = observed(environment(**known), firms=history(leavers=4.0, person_years=20.0))
    assert figures("VT17", draw)[1:3].tolist() == pytest.approx([0.1, 2.0])


def test_help_falls_with_what_is_in_use():
    assert ideas.chance_of_help(0.3, 0.1, 10) == pytest.approx(0.3 / math.e)
    draw = observed(
        environment(experiment_success=0.3, maturity_decline=math.log(2) / 10),
        firms=history(case(experiments=8, rounds_done=2)),
    )
    found = figures("VT18", draw).tolist()
    assert found == pytest.approx([0.175, 0.15, 0.075, 0.3, 0.15, 0.075, 0.25])


def test_the_best_fifth_of_equal_worths_holds_a_fifth_and_negative_ones_nothing():
    assert ideas.share_of_best([2.0] * 50) == pytest.approx(0.2)
    assert ideas.share_of_best([8.0] * 10 + [1.0] * 20 + [-5.0] * 20) == pytest.approx(0.8)
    assert math.isnan(ideas.share_of_best([1.0] * 49))


def test_worth_is_that_of_deployed_use_cases():
    shipped = [case(worth=8.0, deployed=9.0)] * 10 + [case(worth=0.5, deployed=9.0)] * 40
    firm = history(*shipped, *[case(worth=100.0)] * 50)
    assert figures("VT19", observed(firms=firm))[0] == pytest.approx(0.8)


def test_half_of_the_models_have_degraded_by_the_median_age():
    assert ageing.degraded_within(252.0, 252.0 / math.log(2)) == pytest.approx(0.5)
    values = environment(drift_days=126.0 / math.log(2))
    assert figures("VT23", observed(values)).tolist() == pytest.approx([0.75, 0.5])


def test_a_slow_finisher_is_seen_less_often():
    assert public.chance_of_being_seen(0) == 1
    assert public.chance_of_being_seen(76) == pytest.approx(0.95)
    assert public.chance_of_being_seen(622) == pytest.approx(0.5)
    assert public.chance_of_being_seen(20_000) == 0


def test_days_to_use_run_from_taking_up_to_deployment():
    agency = history(
        case(offered=0.0, taken=10.0, deployed=110.0),
        case(offered=0.0, taken=20.0),
        case(offered=1300.0, taken=1400.0, deployed=1401.0),
    )
    assert public.finishers(agency.cases, 0.0, since_idea=False) == [100.0]
    assert public.finishers(agency.cases, 0.0, since_idea=True) == [110.0]


def test_quartiles_are_those_of_all_use_cases_in_calendar_days():
    days = [float(d) for d in range(0, 100, 1)]
    bins = np.zeros(public.BINS)
    bins[:100] = 1.0
    agency = observed(agencies=history(*(case(taken=0.0, deployed=d) for d in days)))
    found = public.quartiles(np.concatenate([bins, bins])[None, :])
    assert found[:3] == pytest.approx(np.array([25, 50, 75]) * 365.25 / 252, rel=0.01)
    assert figures("VT29", agency)[1] < found[1], "slow ones count less"


def test_truncation_pulls_the_median_down():
    seen = public.seen_by_days([10.0, 10.0, 1000.0, 1000.0])
    assert seen[10] > 1.9
    assert seen[1000] < 0.5


def test_central_intake_makes_a_difference_of_shares():
    slow, quick = case(approved=10.0, ready=400.0, data_wait=390.0), case(approved=10.0, ready=20.0, data_wait=10.0)
    draw = observed(intake=history(slow, quick), no_intake=history(quick, quick))
    assert figures("VT30", draw)[:3].tolist() == [-0.5, 0.0, 0.5]


def test_data_that_never_came_wait_until_the_end():
    assert public.days_waited(history(case(approved=10.0, data_wait=3.0))) == [1250.0]
    assert public.days_waited(history(case(approved=10.0, ended=30.0, compute_wait=2.0))) == [22.0]


def test_nothing_to_see_gives_no_figure():
    empty = observed(
        **dict.fromkeys(("firms", "beginners", "near", "far", "agencies", "intake", "no_intake"), history())
    )
    for target in ("VT01", "VT03", "VT06", "VT08", "VT19", "VT29", "VT30"):
        assert np.isnan(figures(target, empty)).any(), target


def test_no_family_is_without_a_definition():
    assert all(len(check.definition) > 60 for check in CHECKS.values())
    assert deployment.CHECKS[0].target == "VT01"
