"""A pilot with a stop rule: what it touches, when it goes on, and what it is worth then."""

import numpy as np
import pytest
from tests.sim.companies import company

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, compare_alternatives, library_alternatives
from mlorg.decide.comparing.alternatives import PILOT
from mlorg.decide.structures.pilot import goes_on_after_review, pilot_organization, with_pilot
from mlorg.decide.structures.piloted import Either, Reviewed
from mlorg.org import apply
from mlorg.org.checks import faults
from mlorg.sim import HORIZONS, Frame, Outcomes, Sampling
from mlorg.sim.measure_names import MEASURES


@pytest.fixture(scope="module")
def today():
    return company(ml_people=9, lines=4)


def compared(today, *kinds):
    alternatives = [a for a in library_alternatives(today) if a.id in (TODAY, *kinds)]
    return compare_alternatives(Frame.of(today), alternatives, Sampling(6, 2))


def outcomes(*values):
    """One replication with these values at the four horizons."""
    sums = np.zeros((1, len(HORIZONS), len(MEASURES)))
    sums[0, :, MEASURES.index("value")] = values
    return Outcomes(sums)


def test_a_pilot_stands_beside_the_others_in_both_arms(today):
    found = with_pilot(compared(today, "embedded"), Frame.of(today))
    pilot = found.alternatives[-1]
    assert pilot.id == PILOT
    assert all(PILOT in found.outcomes[arm] for arm in Arm)
    assert apply(today, pilot.overlays[Arm.RESTRUCTURED]) == pilot.organizations[Arm.RESTRUCTURED]
    assert "goes on after the review in" in found.notes[-1]


def test_only_two_lines_are_touched(today):
    whole = next(a for a in library_alternatives(today) if a.id == "embedded").organizations[Arm.RESTRUCTURED]
    org = pilot_organization(today, whole, ("line-0", "line-1"))
    assert not [f for f in faults(org) if not f.warning]
    moved = [p for p in org.posts if p != today.post[p.id]]
    assert moved
    assert {p.sits_in for p in moved} <= {"line-0", "line-1"}
    changed = {o.asset.id for o in set(org.ownerships) ^ set(today.ownerships)}
    assert changed <= {"line-0", "line-1"}


def test_there_is_no_pilot_of_everything():
    two = company(ml_people=6, lines=2)
    before = compared(two, "embedded")
    assert with_pilot(before, Frame.of(two)) is before


def test_without_anything_to_choose_there_is_no_pilot(today):
    before = compared(today)
    assert with_pilot(before, Frame.of(today)) is before


def test_the_review_sees_another_course_of_luck():
    today = Outcomes(np.concatenate([outcomes(v, 0, 0, 0).sums for v in (0.0, 10.0, 0.0, 0.0)]))
    pilot = Outcomes(np.concatenate([outcomes(v, 0, 0, 0).sums for v in (5.0, 5.0, -1.0, 1.0)]))
    assert list(goes_on_after_review(pilot, today, per_draw=2)) == [False, True, False, True]


def test_a_pilot_that_goes_on_brings_the_rest_a_year_later_and_one_that_stops_pays_its_loss_twice():
    pilot, whole, today = outcomes(-1, 2, 5, 9), outcomes(1, 5, 9, 17), outcomes(0, 1, 2, 4)
    on, off = (Reviewed(np.array([goes_on]), (pilot, whole, today), share=0.5) for goes_on in (True, False))
    value = MEASURES.index("value")
    assert list(on.sums[0, :, value]) == [-1, 2 + 0.5 * 1, 5 + 0.5 * 4, 9 + 0.5 * 10]
    assert list(off.sums[0, :, value]) == [-1, 1 - 2, 2 - 2, 4 - 2]
    assert on.digest() != off.digest()


def test_once_settled_a_pilot_is_the_whole_or_today():
    both = Either(np.array([True]), (outcomes(1, 2, 3, 4), outcomes(5, 6, 7, 8)))
    assert list(both.sums[0, :, MEASURES.index("value")]) == [1, 2, 3, 4]
