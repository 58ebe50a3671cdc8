"""The search: finds a planted mixture, is seeded, and does not believe what it saw on the draws it searched."""

import builtins
from zlib import crc32

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide.choosing.aims import Aims
from mlorg.decide.structures.looking import best_point
from mlorg.decide.structures.mixtures import Limits, Space
from mlorg.decide.structures.search import MIXTURE, Question, _Simulated, on_fresh_draws, search
from mlorg.errors import InputError, UnsupportedError
from mlorg.org import Ref, Responsibility
from mlorg.sim import Frame, Sampling
from mlorg.workspace import Limit

TODAY = company(ml_people=9)
SPACE = Space.of(TODAY, Arm.RESTRUCTURED)
SAMPLINGS = (Sampling(40, 1), Sampling(80, 2))


def owner(org, line, responsibility):
    rows = org.owners_of.get(Ref("unit", line), ())
    return next((o.owner.id for o in rows if o.responsibility is responsibility), "")


def planted(org):
    """Best where line 0 labels for itself while the division keeps maintaining: no structure has both."""
    own = owner(org, "line-0", Responsibility.LABEL) == "line-0"
    central = owner(org, "line-1", Responsibility.MAINTAIN) == "ml"
    return np.full(20, 1.0 * own + 1.0 * central + 0.5 * (own and central))


def noise(seed, draws=40):
    """Every organisation has the same expected value; what differs is luck, other luck for another seed."""

    def evaluate(org):
        return np.random.default_rng([seed, crc32(repr(org).encode())]).normal(0.0, 1.0, draws)

    return evaluate


def test_all_structures_are_looked_at_first_and_a_point_only_once():
    seen = []
    found = best_point(SPACE, lambda org: seen.append(org) or planted(org), 30, 1)
    assert seen[: len(SPACE.names)] == list(SPACE.organizations)
    assert len(set(map(id, seen))) == len(seen)
    assert found.looked_at >= len(set(SPACE.pure(n) for n in range(len(SPACE.names))))


def test_the_same_seed_finds_the_same():
    assert best_point(SPACE, noise(3), 40, 5) == best_point(SPACE, noise(3), 40, 5)


def test_what_is_found_is_an_option_and_no_worse_than_any_structure():
    for seed in range(3):
        found = best_point(SPACE, noise(seed), 40, seed)
        assert SPACE.broken(SPACE.organization(found.best)) == ()
        assert found.value >= max(value for value in found.structures if value is not None)


def test_dials_that_add_nothing_stand_as_in_the_best_structure():
    found = best_point(SPACE, lambda org: np.zeros(5), 40, 1)
    assert found.best == SPACE.pure(found.base)


def test_a_limit_leaves_out_structures_that_break_it():
    still = Space.of(TODAY, Arm.RESTRUCTURED, Limits(most_moved=0))
    found = best_point(still, noise(1), 30, 1)
    kept = {name for name, value in zip(still.names, found.structures, strict=True) if value is not None}
    assert kept == {"today", "builders_deploy", "ml_owns_pipelines", "ownership_only"}
    assert still.broken(still.organization(found.best)) == ()


def test_luck_on_the_draws_searched_is_not_believed():
    """Where nothing matters the winner gains on the draws searched, and on fresh ones nothing but luck."""
    searched, fresh = [], []
    for seed in range(12):
        found = best_point(SPACE, noise(seed), 60, seed)
        result = on_fresh_draws(SPACE, found, noise(1000 + seed), Question(Arm.RESTRUCTURED), SAMPLINGS)
        winner = MIXTURE if result.mixture is not None else SPACE.names[found.base]
        row = next(r for r in result.rows if r.name == winner)
        searched.append(row.searched)
        fresh.append(row.fresh)
    assert np.mean(searched) > 0.2
    assert abs(np.mean(fresh)) < 4 * np.std(fresh, ddof=1) / len(fresh) ** 0.5


def test_the_gain_is_over_the_structure_that_is_best_on_fresh_draws():
    found = best_point(SPACE, noise(2), 60, 2)
    result = on_fresh_draws(SPACE, found, noise(99), Question(Arm.RESTRUCTURED), SAMPLINGS)
    rows = {row.name: row for row in result.rows}
    pure = max((row for row in result.rows if row.name != MIXTURE), key=lambda row: row.fresh)
    assert result.best_structure == pure.name
    assert result.gain == pytest.approx(rows[MIXTURE].fresh - pure.fresh)
    assert result.least < result.gain < result.most


def test_no_mixture_is_claimed_where_none_is_better():
    found = best_point(SPACE, lambda org: np.zeros(5), 20, 1)
    result = on_fresh_draws(SPACE, found, noise(1), Question(Arm.RESTRUCTURED), SAMPLINGS)
    assert (result.mixture, result.gain) == (None, None)


def test_fresh_draws_are_others_and_equal_structures_are_simulated_once():
    frame = Frame.of(TODAY)
    result = search(frame, SPACE, Question(Arm.RESTRUCTURED), Sampling(4, 1), 12)
    assert result.fresh.seed != result.searched.seed
    assert result.fresh.replications > result.searched.replications
    simulated = _Simulated(frame, Question(Arm.SETTLED, "lead_time"), Sampling(4, 1))
    assert np.nanmax(simulated.values(TODAY)) <= 0
    assert simulated._outcomes(TODAY) is simulated._outcomes(TODAY.with_())


def test_the_limits_of_the_aims_are_kept_or_it_is_said_that_nothing_keeps_them():
    frame, sampling = Frame.of(TODAY), Sampling(4, 1)
    no_more_leave = Aims(limits={"resigned": (Limit(True, None),)})
    simulated = _Simulated(frame, Question(Arm.RESTRUCTURED, aims=no_more_leave), sampling)
    found = best_point(SPACE, simulated.within_limits, 20, 1)
    resigned = [simulated._outcomes(org).outcome("resigned").mean() for org in (SPACE.organization(found.best), TODAY)]
    assert resigned[0] <= resigned[1] * (1 + 1e-9)
    impossible = Aims(limits={"resigned": (Limit(True, -1.0),)})
    with pytest.raises(InputError, match="keeps the limits"):
        search(frame, SPACE, Question(Arm.RESTRUCTURED, aims=impossible), sampling, 12)


def test_an_outcome_without_any_number_ends_in_no_mixture():
    found = best_point(SPACE, lambda org: np.full(5, np.nan), 15, 1)
    result = on_fresh_draws(
        SPACE, found, lambda org: np.full(5, np.nan), Question(Arm.RESTRUCTURED, "sent_back"), SAMPLINGS
    )
    assert result.mixture is None
    assert all(np.isnan(row.fresh) for row in result.rows)


def test_without_optuna_it_says_how_to_get_it(monkeypatch):
    real = builtins.__import__

    def without(name, *rest):
        if name == "optuna":
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnsupportedError, match=r'pip install "mlorg\[search\]"'):
        best_point(SPACE, planted, 12, 1)
