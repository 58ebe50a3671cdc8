"""Real comparisons of a small organisation: the same digits however the work is cut up, and clean ends."""

import threading
from dataclasses import replace

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, compare_alternatives, library_alternatives
from mlorg.decide.chunks import Threads, values
from mlorg.decide.comparing.comparison import Computing
from mlorg.org import Overlay, Ref, Set
from mlorg.sim import HORIZONS, Frame, Sampling, overridden

SMALL = Sampling(draws=6, per_draw=2)


@pytest.fixture(scope="module")
def today():
    return company(ml_people=6, lines=2)


@pytest.fixture(scope="module")
def some(today):
    """Today, one structure that moves people and one that does not."""
    return [a for a in library_alternatives(today) if a.id in (TODAY, "embedded", "builders_deploy")]


@pytest.fixture(scope="module")
def whole(today, some):
    return compare_alternatives(Frame.of(today), some, SMALL)


def same(one, other):
    return all(
        np.array_equal(one.outcomes[arm][a.id].sums, other.outcomes[arm][a.id].sums)
        for arm in Arm
        for a in one.alternatives
    )


@pytest.mark.parametrize(("chunk", "threads"), [(1, 1), (2, 3), (4, 2), (100, 1)])
def test_chunks_and_threads_change_no_digit(today, some, whole, monkeypatch, chunk, threads):
    monkeypatch.setattr(values, "REPLICATIONS", chunk * SMALL.per_draw)
    computing = Computing(Threads(threads))
    assert same(compare_alternatives(Frame.of(today), some, SMALL, computing=computing), whole)


def test_a_further_alternative_changes_no_digit_of_the_others(today, some, whole):
    fewer = compare_alternatives(Frame.of(today), some[:2], SMALL)
    assert same(fewer, whole)


def test_more_draws_keep_the_first_ones(today, some, whole):
    more = compare_alternatives(Frame.of(today), some[:1], replace(SMALL, draws=9))
    kept = more.outcomes[Arm.SETTLED][TODAY].sums[: SMALL.replications]
    assert np.array_equal(kept, whole.outcomes[Arm.SETTLED][TODAY].sums)


def test_another_seed_is_other_luck(today, some, whole):
    assert not same(compare_alternatives(Frame.of(today), some, replace(SMALL, seed=2)), whole)


def test_progress_counts_every_replication_up_to_the_last(today, some):
    seen = []
    compare_alternatives(Frame.of(today), some, SMALL, progress=lambda done, total: seen.append((done, total)))
    done = [d for d, _ in seen]
    assert done == sorted(done)
    assert seen[-1] == (72, 72)


def test_alternatives_that_compile_to_the_same_arrays_are_simulated_once(today, some):
    twin = replace(some[0], id="twin")
    simulated = []

    class Counting(Threads):
        def finish(self, chunks, keep):
            return super().finish(chunks, lambda chunk, sums: (simulated.append(chunk.key), keep(chunk, sums)))

    told = []
    computing = Computing(Counting())
    both = compare_alternatives(
        Frame.of(today), [some[0], twin], SMALL, progress=lambda *seen: told.append(seen), computing=computing
    )
    assert len(simulated) == len(set(simulated)) == 2
    assert both.outcomes[Arm.SETTLED]["twin"].digest() == both.outcomes[Arm.SETTLED][TODAY].digest()
    assert told[-1] == (48, 48)


def test_interim_comparisons_come_by_alternatives_then_by_draws_and_are_the_first_rows(today, some, whole):
    seen = []
    sampling = replace(SMALL, draws=60, per_draw=8)
    whole = compare_alternatives(Frame.of(today), some, sampling, computing=Computing(interim=seen.append))
    sizes = [(len(c.alternatives), c.sampling.draws) for c in seen]
    assert sizes == sorted(sizes)
    assert sizes[0] == (2, 3)
    assert sizes[-1] == (3, 60)
    first = seen[-2]
    rows = first.sampling.replications
    assert np.array_equal(
        first.outcomes[Arm.SETTLED]["embedded"].sums, whole.outcomes[Arm.SETTLED]["embedded"].sums[:rows]
    )


class Backwards(Threads):
    """Carries out everything, and hands back last what was asked for first."""

    def finish(self, chunks, keep):
        return reversed(list(super().finish(list(chunks), keep)))


def test_nothing_is_told_before_today_is_there(today, some):
    seen = []
    computing = Computing(executor=Backwards(1), interim=seen.append)
    compare_alternatives(Frame.of(today), some, Sampling(4, 1, 3), computing=computing)
    assert seen
    assert all(TODAY in {a.id for a in one.alternatives} for one in seen)


def test_an_interruption_ends_the_threads_and_reaches_the_caller(today, some):
    def interrupt(done, total):
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        compare_alternatives(Frame.of(today), some, SMALL, progress=interrupt)
    assert threading.active_count() == before


def test_one_row_per_replication_and_horizon(whole):
    assert whole.outcomes[Arm.RESTRUCTURED][TODAY].sums.shape[:2] == (SMALL.replications, len(HORIZONS))
    assert whole.by_draw(Arm.SETTLED, "embedded", "net_value", 12).shape == (SMALL.draws, SMALL.per_draw)


def test_the_hashes_tell_what_results_rest_on(today, some, whole):
    known = overridden({"load": ("fixed", 0.8, 0.0)})
    other = compare_alternatives(Frame.of(today), some[:1], SMALL, known)
    assert other.priors_hash != whole.priors_hash
    assert other.inputs_hash != whole.inputs_hash


def test_today_comes_first_then_the_structures_then_own_scenarios(today):
    renamed = Overlay("ours", (Set(Ref("unit", "ml"), (("name", "AI"),)),))
    alternatives = library_alternatives(today, {"ours": renamed})
    assert [alternatives[0].id, alternatives[-1].id] == [TODAY, "ours"]
    assert [a.id for a in alternatives if not a.eligible] == ["nascent"]
    assert {a.id for a in alternatives if not a.moves} == {
        TODAY,
        "builders_deploy",
        "ml_owns_pipelines",
        "ownership_only",
    }


def test_a_scenario_called_like_a_structure_stands_beside_it(today):
    ids = [a.id for a in library_alternatives(today, {"embedded": Overlay("embedded"), "mine": Overlay("mine")})]
    assert len(ids) == len(set(ids))
    assert ids[-2:] == ["scenario:embedded", "mine"]
