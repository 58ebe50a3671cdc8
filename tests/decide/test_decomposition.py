"""Differences split over elements: they add up exactly, an element that does nothing has none, errors cover."""

from itertools import permutations

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, compare_alternatives, library_alternatives
from mlorg.decide.choosing.ranking import rank
from mlorg.decide.chunks import FolderStore
from mlorg.decide.comparing.comparison import Computing
from mlorg.decide.structures import decomposition as module
from mlorg.decide.structures.decomposition import Between, decompose, leader_and_today, orders_for
from mlorg.decide.structures.elements import Element
from mlorg.sim import Frame, Sampling

from .made_up import made_up

FOUR = (Element.SEAT, Element.DEPLOY, Element.MAINTAIN, Element.ROLES)


@pytest.fixture(scope="module")
def today():
    return company(ml_people=8, lines=3)


@pytest.fixture(scope="module")
def compared(today):
    kinds = (TODAY, "embedded", "builders_deploy")
    alternatives = [a for a in library_alternatives(today) if a.id in kinds]
    return compare_alternatives(Frame.of(today), alternatives, Sampling(12, 2))


@pytest.mark.parametrize("arm", list(Arm))
@pytest.mark.parametrize("pair", [(TODAY, "embedded"), (TODAY, "builders_deploy"), ("builders_deploy", "embedded")])
def test_shares_add_up_to_the_difference_of_the_comparison(today, compared, arm, pair):
    found = decompose(compared, Frame.of(today), arm, pair)
    before, after = (compared.by_draw(arm, name, "net_value", 12).mean() for name in pair)
    assert found.total == pytest.approx(after - before, rel=1e-12)
    assert sum(s.amount for s in found.shares) == pytest.approx(found.total, rel=1e-12)
    assert all(s.error >= 0 for s in found.shares)


def test_the_total_is_the_one_of_the_ranking(today, compared):
    found = decompose(compared, Frame.of(today), Arm.RESTRUCTURED, (TODAY, "embedded"))
    assert found.total == pytest.approx(rank(compared, Arm.RESTRUCTURED).standing("embedded").difference, rel=1e-12)


def test_the_same_luck_gives_the_same_ends(today, compared):
    """The two ends, simulated again on the first course of luck of each draw, have the digits of the comparison."""
    between = Between(today, compared.alternatives[1].organizations[Arm.RESTRUCTURED])
    runs = module._Runs(
        compared,
        Arm.RESTRUCTURED,
        lambda s: module.compile_structure(between.organization(s), Frame.of(today), today),
        module.Computing(),
    )
    whole, draws = frozenset(between.elements), range(12)
    runs.simulate_ahead(iter([(whole, draws)]))
    again = runs.values(12)(whole, draws)
    assert np.array_equal(again, compared.by_draw(Arm.RESTRUCTURED, "embedded", module.AIMED, 12)[:, 0])


def test_what_was_split_once_is_not_simulated_again(today, compared, tmp_path):
    """A second look finds every structure between the two in the store, and says the same."""
    pair = TODAY, "embedded"
    first = decompose(compared, Frame.of(today), Arm.RESTRUCTURED, pair, 12, Computing(store=FolderStore(tmp_path)))
    idle = Computing(Nobody(), FolderStore(tmp_path))
    assert decompose(compared, Frame.of(today), Arm.RESTRUCTURED, pair, 12, idle) == first


class Nobody:
    """Simulates nothing."""

    def finish(self, chunks, keep):
        raise AssertionError(f"{len(list(chunks))} chunks were not kept")


def test_two_halves_of_a_pair_share_what_they_do_only_together():
    """v = 3 for the seat, 4 more for deploy and maintain together: Shapley values 3, 2, 2, 0."""

    def values(subset, block):
        return np.full(len(block), 3.0 * (Element.SEAT in subset) + 4.0 * ({*FOUR[1:3]} <= subset))

    found = module._marginals(FOUR, tuple(permutations(FOUR)), range(5), values)
    assert np.allclose(found, np.array([[3.0], [2.0], [2.0], [0.0]]))


def test_up_to_four_elements_all_orders_are_walked_and_beyond_pairs_with_their_reverse():
    assert len(orders_for(FOUR, 1)[0]) == 24
    pairs = orders_for(tuple(Element), 1)
    assert all(one == other[::-1] for one, other in pairs)
    assert {e for one, _ in pairs for e in one[:1]} != {pairs[0][0][0]}


def test_errors_cover_what_a_sample_misses():
    """Two elements with known means: the 95 % interval of a share holds its mean in 90 to 99 of 100 samples."""
    random = np.random.default_rng(3)
    inside = 0
    for _ in range(300):
        whole = random.normal(0, 1, (2, 400)) + np.array([[1.0], [2.0]])
        total = whole.sum(axis=0)
        sample = module._Sample(float(total.mean()), float(total.std(ddof=1) / 20))
        share = sample.shares(FOUR[:2], [whole[:, :20], whole[:, 20:40]])[0]
        inside += abs(share.amount - 1.0) <= 1.96 * share.error
    assert 0.90 <= inside / 300 <= 0.995


def test_the_pair_to_split_is_the_leader_and_today_and_there_is_none_where_nothing_can_be_chosen():
    values = {TODAY: np.zeros((12, 1)), "b": np.ones((12, 1)), "pilot": np.full((12, 1), 2.0)}
    assert leader_and_today(made_up(values), Arm.SETTLED) == ((TODAY, "b"),)
    assert leader_and_today(made_up({TODAY: np.zeros((12, 1))}), Arm.SETTLED) == ()
    assert leader_and_today(made_up({name: v[:3] for name, v in values.items()}), Arm.SETTLED) == ()


def test_a_structure_and_itself_have_no_difference_to_split(today, compared):
    found = decompose(compared, Frame.of(today), Arm.SETTLED, ("embedded", "embedded"))
    assert (found.total, found.shares) == (0.0, ())
