"""The priors: complete, sourced, and without a foregone conclusion."""

import re

import numpy as np
import pytest

from mlorg.errors import InputError
from mlorg.sim import draw_environments, overridden, priors, priors_hash
from mlorg.sim.environment import DISTRIBUTIONS, MANAGER_KINDS
from mlorg.sim.environment_struct import Environment
from mlorg.sim.structure.paths import KINDS


def test_every_prior_has_a_known_law_a_unit_and_a_source() -> None:
    for prior in priors().values():
        assert prior.distribution in DISTRIBUTIONS, prior
        assert prior.unit, prior
        assert prior.source == "assumed" or re.fullmatch(r"[A-Z]\d\d", prior.source), prior


def test_every_coefficient_through_which_structure_acts_may_be_nothing_or_adverse() -> None:
    structural = [p for p in priors().values() if p.structural]
    assert len(structural) > 10
    for prior in structural:
        assert prior.distribution == "normal", prior
        assert 0.14 <= prior.chance_of_no_effect <= 0.86, prior


def test_the_engine_and_the_table_name_the_same_quantities() -> None:
    assert list(Environment._members) == [name for name in priors() if "." not in name]
    assert tuple(k.value for k in KINDS) == MANAGER_KINDS


def test_more_draws_leave_the_first_ones_as_they_are() -> None:
    assert draw_environments(4, 100)[:10] == draw_environments(4, 10)


@pytest.mark.parametrize("name", list(priors()))
def test_samples_have_the_mean_their_law_says(name: str) -> None:
    prior = priors()[name]
    sample = prior.sample(1, 4000)
    if prior.distribution == "lognormal":
        sample = np.log(sample)
    mean = {"lognormal": np.log(prior.p1) if prior.p1 > 0 else 0}.get(prior.distribution, prior.middle)
    assert abs(sample.mean() - mean) < 3.3 * sample.std() / np.sqrt(len(sample)) + 1e-12


def test_an_override_changes_the_hash_and_nothing_else() -> None:
    changed = overridden({"send_back": ("beta", 2, 38)})
    assert priors_hash(changed) != priors_hash()
    one, other = draw_environments(1, 5), draw_environments(1, 5, changed)
    assert all(
        a.values[k] == b.values[k] for a, b in zip(one, other, strict=True) for k in a.values if k != "send_back"
    )


def test_all_impossible_overrides_are_named_at_once() -> None:
    with pytest.raises(InputError) as seen:
        overridden({"send_bak": ("beta", 1, 1), "load": ("cauchy", 1, 1), "drift_days": ("gamma", -1, 0.5)})
    text = str(seen.value)
    assert "'send_back'" in text
    assert "cauchy" in text
    assert "gamma(-1, 0.5) is impossible" in text
