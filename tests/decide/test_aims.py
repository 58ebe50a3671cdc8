"""Aims on one scale: weights, discounting, dips, limits, and everything that cannot be meant."""

import numpy as np
import pytest

from mlorg.archetypes import Arm
from mlorg.decide import AIMED, TODAY, Aims, Verdict, aims_of, rank
from mlorg.decide.choosing.stated_aims import as_logged
from mlorg.errors import InputError, Place
from mlorg.sim import HORIZONS, Outcomes
from mlorg.sim.measure_names import MEASURES
from mlorg.workspace import AimSettings, Limit, Settings

from .made_up import made_up, with_aims

MONDAY = Arm.RESTRUCTURED


def outcomes(**measures):
    """One replication; each measure at 4, 8, 12 and 20 quarters."""
    sums = np.zeros((1, len(HORIZONS), len(MEASURES)))
    for name, values in measures.items():
        sums[0, :, MEASURES.index(name)] = values
    return Outcomes(sums)


TODAYS = outcomes(value=[4, 8, 12, 20], cost=0, in_use=2, lead_days=[100, 200, 300, 400], resigned=3)
OURS = outcomes(value=[1, 8, 20, 30], cost=[0, 1, 1, 1], in_use=2, lead_days=[50, 100, 200, 200], resigned=1)


def score(aims, ours=OURS, quarters=12):
    return float(aims.score(ours, TODAYS, quarters)[0])


def faults(settings):
    with pytest.raises(InputError) as caught:
        aims_of(settings)
    return [str(problem) for problem in caught.value.problems]


def test_without_aims_net_value_is_all_that_counts():
    assert score(Aims()) == 20 - 1
    assert aims_of(Settings()) == Aims()
    assert Aims().net_value_alone


def test_a_weight_is_what_one_unit_better_is_worth():
    """Net value 19; lead time 100 days at .01; one resignation at 2."""
    assert score(Aims({"net_value": 1.0, "lead_time": 0.01, "resigned": 2.0})) == pytest.approx(19 - 1 - 2)


def test_weights_are_in_the_currency_where_a_cost_is_known_and_money_takes_a_factor():
    said = AimSettings({"net_value": 1.0, "lead_time": 500.0}, indifference=50_000.0)
    aims = aims_of(Settings(aims=said, cost_of_ml_person_year=100_000))
    assert (aims.weights, aims.zone) == ({"net_value": 1.0, "lead_time": 0.005}, 0.5)
    assert aims_of(Settings(aims=said)).weights["lead_time"] == 500


def test_money_is_discounted_step_by_step():
    """Value 1, 7, 12 more in years 1, 2, 3, each at mid-year; cost 1 in year 2."""
    by_hand = 1 * 1.1**-0.5 + (7 - 1) * 1.1**-1.5 + 12 * 1.1**-2.5
    assert score(Aims(discount_rate=0.1)) == pytest.approx(by_hand)
    assert score(Aims(discount_rate=0.1), quarters=20) == pytest.approx(by_hand + 10 * 1.1**-4)
    assert score(Aims({"resigned": 1.0}, discount_rate=0.1)) == -1


@pytest.mark.parametrize(("quarters", "dip"), [(4, 3), (12, 3), (20, 3)])
def test_a_dip_is_the_worst_yearly_shortfall_against_today(quarters, dip):
    assert Aims().level("dip", OURS, TODAYS, quarters)[0] == dip
    assert Aims().level("dip", TODAYS, TODAYS, quarters)[0] == 0


def test_the_last_step_is_two_years_long():
    late = outcomes(value=[4, 8, 12, 14])
    assert Aims().level("dip", late, TODAYS, 20)[0] == (8 - 2) / 2


def test_an_outcome_that_a_replication_lacks_counts_with_the_mean_of_the_others():
    both = Outcomes(np.concatenate([OURS.sums, outcomes(value=5).sums]))
    assert Aims({"lead_time": 1.0}).score(both, TODAYS, 12).tolist() == [-100, -100]
    assert Aims({"sent_back": 1.0}).score(both, TODAYS, 12).tolist() == [0, 0]


def test_the_ranking_follows_the_aims():
    values = {TODAY: np.full((4, 1), 10.0), "a": np.full((4, 1), 14.0)}
    comparison = made_up(values, measure="days_to_first_use")
    assert rank(comparison, MONDAY).leader == "a"  # no value anywhere: by name
    asked = with_aims(comparison, weights={"time_to_first_use": 1.0})
    assert rank(asked, MONDAY).leader == TODAY
    assert asked.by_draw(MONDAY, "a", AIMED, 12).tolist() == [[-14]] * 4


def limited(limit, **values):
    table = {name: np.array([value] * 6).reshape(6, 1) for name, value in values.items()}
    return rank(with_aims(made_up(table), limits={"value": (limit,)}), MONDAY)


def test_who_breaks_a_limit_cannot_lead():
    ranking = limited(Limit(True, 7.0), today=5.0, a=8.0, b=6.0)
    assert (ranking.leader, ranking.standing("a").p_best) == ("b", 0)
    assert [(one.bound, one.mean) for one in ranking.broken["a"]] == [(7, 8)]


def test_a_limit_may_be_what_there_is_today():
    assert limited(Limit(True, None), today=5.0, a=8.0, b=4.0).broken.keys() == {TODAY, "a", "b"}
    assert limited(Limit(True, None), today=5.0, a=8.0, b=4.0).leader == TODAY


def test_only_one_may_keep_the_limits():
    ranking = limited(Limit(False, 7.0), today=5.0, a=8.0, b=6.0)
    assert (ranking.verdict, ranking.leader, ranking.next_best) == (Verdict.ONLY_ONE, "a", "a")


def test_where_none_keeps_the_limits_the_nearest_is_named():
    ranking = limited(Limit(False, 9.0), today=5.0, a=8.0, b=6.0)
    assert (ranking.verdict, ranking.leader) == (Verdict.NONE_KEEPS, "a")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (AimSettings({"led_time": 1.0}), "no outcome 'led_time'. Did you mean 'lead_time'"),
        (AimSettings({"lead_time": -5.0}), "lead_time weighs -5, but less of it is better"),
        (AimSettings({"value": -1.0}), "value weighs -1, but more of it is better"),
        (AimSettings({"value": 0.0}), "every weight is 0"),
        (AimSettings({"money": 1.0, "cost": 1.0}), "'cost' is part of 'money' and would count twice"),
        (AimSettings({"leaving": 1.0, "resigned": 1.0}), "'resigned' is another word for 'leaving'"),
        (AimSettings(limits={"dipp": (Limit(True, 1.0),)}), "no outcome 'dipp'. Did you mean 'dip'"),
        (AimSettings(limits={"resigned": (Limit(False, 5.0), Limit(True, 3.0))}), "cannot be at least 5 and at most 3"),
        (AimSettings(limits={"share_in_use": (Limit(False, 20.0),)}), "write 0.2 for 20 %"),
        (AimSettings(limits={"lead_time": (Limit(True, -1.0),)}), "It is never below 0"),
        (AimSettings(front=("dip",)), "'dip' alone has nothing to be traded against"),
        (AimSettings(front=("dip", "x")), "no outcome 'x'. There are: value, cost"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_words(said, told):
    (fault,) = faults(Settings(aims=said))
    assert told in fault


def test_all_faults_are_told_at_once_with_their_places():
    places = {("weights", "x"): Place("mlorg.yaml", 2, 3), ("limits", "y"): Place("mlorg.yaml", 5, 3)}
    said = AimSettings({"x": 1.0}, {"y": (Limit(True, 1.0),)}, places=places)
    assert [fault.split(": ")[0] for fault in faults(Settings(aims=said))] == ["mlorg.yaml:2:3", "mlorg.yaml:5:3"]


def test_limits_on_money_are_in_the_currency():
    said = AimSettings(limits={"net_value": (Limit(False, 200_000.0),)})
    assert aims_of(Settings(aims=said, cost_of_ml_person_year=100_000)).limits["net_value"] == (Limit(False, 2.0),)


def test_what_is_logged_is_what_was_written():
    said = AimSettings({"money": 1.0}, {"dip": (Limit(True, None),)}, 3.0)
    flat = {"weights.money": 1.0, "limits.dip": "<= today", "indifference": 3.0, "discount_rate": 0.1}
    assert as_logged(Settings(aims=said, discount_rate=0.1)) == flat
    assert as_logged(Settings()) == {}
