"""Answers become distributions whose middle and spread are those of the cases they rest on."""

import re

import numpy as np
import pytest

from mlorg.decide.answers import CASES, believed
from mlorg.decide.assumptions import priors_with
from mlorg.errors import InputError
from mlorg.sim import priors
from mlorg.workspace import Assumption


def drawn(assumption, answer, **asked):
    belief = believed(assumption, answer, **asked)
    table = priors_with([Assumption(assumption, "asked", distribution=belief.distribution)])
    return table[assumption].sample(1, 4000)


@pytest.mark.parametrize(
    ("assumption", "answer", "middle"),
    [
        ("access_days", "3", 3),
        ("access_days", "3.5 from 40", 3.5),
        ("send_back", "20 % measured", 0.2),
        ("send_back", "2 of 10", 0.2),
        ("load", "0.9 roughly", 0.9),
        ("familiarity_on_noise", "0.1", 0.1),
        ("incidents_per_year", "2", 2),
    ],
)
def test_the_middle_is_what_was_said(assumption, answer, middle):
    assert np.median(drawn(assumption, answer)) == pytest.approx(middle, abs=0.03 + 0.03 * abs(middle))


def test_more_cases_narrow_it_by_their_root():
    spreads = [np.log(drawn("access_days", f"3 from {n}")).std() for n in (4, 16, 64)]
    assert spreads == pytest.approx([0.3, 0.15, 0.075], rel=0.05)
    assert np.log(drawn("access_days", "3 roughly")).std() == pytest.approx(0.6 / CASES["roughly"] ** 0.5, rel=0.05)


def test_a_share_of_cases_is_counted():
    assert believed("send_back", "2 of 10").distribution == "beta(2.5, 8.5)"
    assert believed("send_back", "0 of 10").distribution == "beta(0.5, 10.5)"


def test_money_becomes_years_of_pay():
    assert np.median(drawn("worth_scale", "50000", per_year=100_000)) == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("answer", ["", "?", "don't know", " Don't know "])
def test_not_knowing_changes_nothing(answer):
    assert believed("load", answer) is None


@pytest.mark.parametrize("assumption", [name for name in priors() if "." not in name])
def test_every_assumption_can_be_answered(assumption):
    prior = priors()[assumption]
    middle = min(max(prior.middle, 0.01), 0.99) if prior.distribution == "beta" else prior.middle
    assert np.isfinite(drawn(assumption, f"{middle:.3f}")).all()


@pytest.mark.parametrize(
    ("assumption", "answer", "said"),
    [
        ("lode", "1", "there is no assumption 'lode'. Did you mean 'load'?"),
        ("load", "much", "load: 'much' is no answer. Write for example 0.5,"),
        ("load", "3,5", "load: '3,5' is no answer."),
        ("access_days", "20 %", "access_days: '20 %' is no answer."),
        ("send_back", "3 of 2", "send_back: '3 of 2' is no answer. Write for example 20 %, 2 of 10,"),
        ("send_back", "140 %", "send_back: the answer '140 %' is outside of what it can be, in probability."),
        ("access_days", "-2", "access_days: the answer '-2' is outside of what it can be, in days."),
        ("access_days", "0", "access_days: the answer '0' is outside of what it can be, in days. It must be above 0."),
        ("access_days", "3 from 0", "access_days: no cases say nothing."),
    ],
)
def test_what_is_no_answer_is_said(assumption, answer, said):
    with pytest.raises(InputError, match=re.escape(said)):
        believed(assumption, answer)
