"""Drawing until it is decided: the same digits as drawing all at once, for those who are left."""

import threading

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, Aims, compare_alternatives, compare_until_decided, library_alternatives
from mlorg.sim import Frame, Sampling, priors
from mlorg.workspace import Limit

AT_MOST = Sampling(draws=100, per_draw=1)


@pytest.fixture(scope="module")
def today():
    return company(ml_people=6, lines=2)


@pytest.fixture(scope="module")
def some(today):
    """Today, two structures, one twin of today and one that is only for reference."""
    wanted = (TODAY, "embedded", "builders_deploy", "independent", "nascent")
    return [a for a in library_alternatives(today) if a.id in wanted]


def decided(today, some, aims, progress=None):
    return compare_until_decided(Frame.of(today), some, AT_MOST, (priors(), aims, 12), progress)


def test_with_a_wide_zone_it_ends_after_the_first_round(today, some):
    found = decided(today, some, Aims(zone=1000.0))
    assert found.comparison.sampling.draws < AT_MOST.draws
    assert all(found.decided.values())
    assert all(chance >= 0.95 for chance in found.confidence.values())


def test_those_who_are_left_have_the_digits_of_a_whole_comparison(today, some):
    found = decided(today, some, Aims(zone=0.3)).comparison
    whole = compare_alternatives(Frame.of(today), some, AT_MOST)
    for arm in Arm:
        for one in found.alternatives:
            sums = found.outcomes[arm][one.id].sums
            assert np.array_equal(sums, whole.outcomes[arm][one.id].sums[: len(sums)])


def test_today_stays_for_reference_and_stages_are_not_drawn(today, some):
    found = decided(today, some, Aims(zone=1000.0))
    names = [a.id for a in found.comparison.alternatives]
    assert TODAY in names
    assert "nascent" not in names
    assert {left.alternative for left in found.left} | set(names) == {a.id for a in some} - {"nascent"}


def test_histories_are_counted_and_progress_ends_at_the_last(today, some):
    seen = []
    found = decided(today, some, Aims(zone=0.3), lambda done, total: seen.append((done, total)))
    assert seen[-1] == (found.histories, found.histories)
    assert found.histories <= 2 * 4 * AT_MOST.replications


def test_who_breaks_a_limit_is_out_before_the_race(today, some):
    """All resign less often than never: nobody keeps that, so the race goes on with all."""
    impossible = Aims(zone=1000.0, limits={"resigned": (Limit(True, -1.0),)})
    assert all(decided(today, some, impossible).decided.values())
    value = Aims(zone=1000.0, limits={"net_value": (Limit(False, None),)})
    kept = decided(today, some, value).comparison.alternatives
    assert TODAY in {a.id for a in kept}


def test_an_interruption_ends_the_threads(today, some):
    def interrupt(done, total):
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        decided(today, some, Aims(), interrupt)
    assert threading.active_count() == before
