"""A history that the simulation itself made, with a known environment: it is recovered, and predicted."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.decide.history import (
    Draws,
    backtest,
    history_of,
    judged_by,
    learned,
    observed_half_years,
    simulated_half_years,
)
from mlorg.errors import InputError
from mlorg.org import Membership, Organization, Person, Post, RegisteredModel, UseCase, Validity
from mlorg.sim import Frame, compile_structure, draw_environments, overridden, priors
from mlorg.workspace.history import MEASURES, Measured

UNTIL = date(2026, 1, 31)
HALF_YEARS = 6
NAMES = tuple(MEASURES)


@cache
def structure():
    org = company(ml_people=20)
    return compile_structure(org, Frame.of(org), None)


@cache
def draws():
    return Draws(draw_environments(1, 600), 1)


@cache
def simulated():
    return simulated_half_years(structure(), draws().environments, HALF_YEARS, draws().seed)


@cache
def past(seed, **known):
    """What a company of a known environment would write down."""
    table = overridden({name: ("fixed", value, 0) for name, value in known.items()})
    made = simulated_half_years(structure(), draw_environments(seed, 1, table), HALF_YEARS, seed)
    return tuple(row for k in range(HALF_YEARS) for row in rows_of(made, k))


def rows_of(made, k):
    day = UNTIL - timedelta(days=round(182.625 * (HALF_YEARS - 1 - k) + 100))
    for j, name in enumerate(NAMES):
        number = 1 if name in ("deployments", "leavers") else int(made.numbers[0, j, k])
        for _ in range(number):
            yield Measured(day, name, float(made.sums[0, j, k]) / number)


def judged(history):
    return judged_by(*observed_half_years(history, UNTIL), simulated(), draws().known)


def test_what_was_written_down_is_what_is_read():
    observed, ends = observed_half_years(past(900), UNTIL)
    made = simulated_half_years(structure(), draw_environments(900, 1), HALF_YEARS, 900)
    assert ends[-1] == UNTIL
    assert observed.sums == pytest.approx(made.sums[0])
    assert observed.numbers.tolist() == made.numbers[0].tolist()


def test_the_rate_of_leaving_that_made_a_history_is_recovered():
    """Three times what is assumed: what is learned moves there, and nothing else is moved clearly."""
    found = judged(past(902, resign_rate=0.3))
    rate = next(m for m in found.moved if m.assumption == "resign_rate")
    assert rate.clearly
    assert rate.shift > 0.7
    kept = learned(found.posterior, found.moved, priors())
    assert kept["resign_rate"].startswith("lognormal(0.1")
    assert len(kept) <= 2


def test_most_of_the_second_half_lies_where_nine_of_ten_should():
    found = [p.held for seed in range(910, 920) for p in judged(past(seed)).predictions if p.posterior]
    assert len(found) >= 20
    assert np.mean(found) >= 0.7


def test_the_prediction_of_leavers_follows_the_first_half():
    many = {p.measure: p for p in judged(past(902, resign_rate=0.3)).predictions}["leavers"]
    assert sum(many.posterior) > sum(many.prior)


def test_the_whole_way_from_rows_to_a_judgement():
    few = Draws(draws().environments[:40], draws().seed)
    told = []
    late = Measured(UNTIL + timedelta(days=1), "leavers", 99.0)
    found = backtest((*past(910), late), UNTIL, structure(), few, lambda done, total: told.append((done, total)))
    assert (found.draws, len(found.ends), found.fitted) == (40, HALF_YEARS, 3)
    assert found.left_out == 1
    assert told[-1] == (40, 40)


def test_a_history_that_nothing_assumed_produces_is_refused():
    impossible = tuple(
        Measured(UNTIL - timedelta(days=91 * k), name, value)
        for k in range(2 * HALF_YEARS + 1)
        for name, value in (("leavers", 15.0), ("lead_time", 0.5))
    )
    found = judged(impossible)
    assert found.refused
    assert "leavers" in found.contradicted
    assert found.posterior is None
    assert found.moved == ()
    assert all(p.posterior is None and not p.held for p in found.predictions)


@pytest.mark.parametrize("days", [0, 200])
def test_less_than_two_half_years_is_told(days):
    rows = [Measured(UNTIL - timedelta(days=n), "leavers", 1.0) for n in (0, days)]
    with pytest.raises(InputError, match="less than two half-years"):
        observed_half_years(rows, UNTIL)


def test_counting_begins_with_the_first_count():
    rows = [Measured(UNTIL - timedelta(days=900), "lead_time", 50.0)]
    rows += [Measured(UNTIL - timedelta(days=300), "leavers", 2.0)]
    observed, _ = observed_half_years(rows, UNTIL)
    leavers, lead = observed.numbers[NAMES.index("leavers")], observed.numbers[NAMES.index("lead_time")]
    assert leavers.tolist() == [0.0] * (len(leavers) - 2) + [1.0, 1.0]
    assert lead.sum() == 1


def test_sources_tell_of_releases_and_of_ml_people_who_left():
    seat = Validity(date(2024, 1, 1), date(2025, 6, 30))
    org = Organization.of(
        "Example",
        posts=[Post("ds", role="data_scientist"), Post("acc", role="business_staff")],
        persons=[Person("p1"), Person("p2"), Person("p3")],
        memberships=[
            Membership("p1", "ds", validity=seat),
            Membership("p2", "acc", validity=seat),
            Membership("p3", "ds", validity=Validity(date(2025, 7, 1))),
        ],
        use_cases=[UseCase("u", validity=Validity(date(2025, 1, 1)))],
        models=[RegisteredModel("m", use_case="u", released=date(2025, 3, 15)), RegisteredModel("n")],
    )
    found = [(one.day, one.measure, round(one.value)) for one in history_of(org, UNTIL)]
    assert found == [
        (date(2025, 3, 15), "deployments", 1),
        (date(2025, 3, 15), "lead_time", 50),
        (date(2025, 6, 30), "leavers", 1),
    ]
