"""Proper scores on labelled cases, against worked examples and on documented organisations."""

from math import log

import pytest
from tests.assess.recognition_cases import SIZES, documented_answers, documented_labels, structured

from mlorg.assess.recognition import NAMES, assess, posterior
from mlorg.assess.recognition.scoring import Case, brier, calibration, cross_entropy, score
from mlorg.assess.recognition.seeing import seen
from mlorg.assess.recognition.view import Ground, whole
from mlorg.org import Organization

SURE = (1.0, 0.0, 0.0, 0.0, 0.0)
FLAT = (0.2,) * 5


def test_scores_by_hand():
    assert cross_entropy(SURE, FLAT) == pytest.approx(log(5))
    assert brier(SURE, FLAT) == pytest.approx(0.64 + 4 * 0.04)


def test_the_base_rate_leaves_a_case_out():
    other = (0.0, 1.0, 0.0, 0.0, 0.0)
    found = score([Case(FLAT, SURE), Case(FLAT, other)])
    assert found.base_rate == pytest.approx(-log(1e-6))
    assert found.label_entropy == 0


def test_calibration_by_hand():
    curve = calibration([Case((0.9, 0.1, 0.0, 0.0, 0.0), SURE)])
    assert [(b.number, round(b.said, 3), b.held) for b in curve] == [(4, 0.025, 0.0), (1, 0.9, 1.0)]


def test_documented_organisations_score_better_than_the_base_rate():
    """By a tenth of a nat. The interval is wide with so few cases, and its lower bound is not above zero yet."""
    labels = documented_labels()
    cases = [
        Case(assess(Organization(), None, answers).overall.posterior.probabilities, labels[case])
        for case, answers in documented_answers().items()
    ]
    found = score(cases)
    assert found.base_rate == pytest.approx(1.390, abs=0.001)
    assert found.label_entropy == pytest.approx(0.858, abs=0.001)
    assert found.gain >= 0.10
    assert found.top2 >= 15
    assert found.calibration_error <= 0.1


def test_generated_organisations_score_better_than_the_base_rate():
    """With half of the signals hidden, by turns."""
    cases = []
    for archetype in NAMES:
        for number in range(len(SIZES)):
            known = [o for o in seen(whole(Ground(structured(archetype, number)))).values() if o.known]
            label = tuple(float(name == archetype) for name in NAMES)
            cases += [Case(posterior(known[turn::2]).probabilities, label) for turn in (0, 1)]
    found = score(cases)
    assert found.gain_low > 0.5
    assert found.top1 >= 0.8 * found.cases
