"""Histories whose figures are known: made-up use cases instead of simulated ones."""

from mlorg.decide.validation.histories import Case, History
from mlorg.decide.validation.populations import Observed
from mlorg.sim import Environment, middle_environment

UNBORN = dict.fromkeys(Case._fields, -1)


def case(**known):
    """A new use case of line 0, offered on day 0 by team 0; days that are not given never came."""
    plain = dict(line=0, rounds=1, rounds_done=0, experiments=0, offered=0.0, end=0, builder=0, returns=0, worth=1.0)
    return Case(**{**UNBORN, **plain, "data_wait": 0.0, "compute_wait": 0.0, **known})


def history(*cases, diary=(0.0,) * 24, start=0.0, end=1260.0, leavers=0.0, person_years=1.0):
    """A history of five years with these use cases."""
    return History(tuple(cases), tuple(diary), leavers, person_years, start, end)


def observed(environment: Environment | None = None, **histories):
    """A draw with one history by population; `no_intake` stands for "no intake"."""
    named = {name.replace("_", " "): (one,) for name, one in histories.items()}
    return Observed(environment or middle_environment(), named)
