"""Who owns what on the axes, and what an archetype would want otherwise."""

import pytest
from tests.assess.recognition_cases import structured

from mlorg.assess.recognition import answers_of, assess
from mlorg.assess.recognition.axes import wishes
from mlorg.assess.recognition.tables import NAMES, signals
from mlorg.org import Organization


def owner(found, signal):
    return next(a for a in found.overall.axes.owners if a.signal == signal)


@pytest.mark.parametrize(
    ("structure", "signal", "who"),
    [
        ("embedded", "who_deploys", "ml"),
        ("embedded", "who_maintains", "ml"),
        ("independent", "who_deploys", "product_engineering"),
        ("independent", "who_maintains", "ml"),
        ("independent", "pipelining", "ml"),
        ("ml_first", "data_warehousing", "ml"),
        ("ml_first", "who_maintains", "product_engineering"),
        ("rnd", "pipelining", "central_data"),
    ],
)
def test_the_owner_of_a_structure_is_seen(structure, signal, who):
    seen = owner(assess(structured(structure, 7)), signal)
    assert seen.who == who
    assert sum(share for _, share in seen.shares) + seen.unknown == pytest.approx(1)


def test_what_nobody_states_is_unknown_not_nobody():
    seen = owner(assess(structured("embedded", 3).with_(ownerships=())), "who_deploys")
    assert (seen.who, seen.unknown, seen.confidence) == ("", 1.0, 0.0)


def test_answers_fill_what_evidence_does_not_know():
    org = structured("embedded", 3)
    found = assess(org.with_(ownerships=()), None, answers_of({"who_deploys": ["ml", "vendor"]}))
    seen = owner(found, "who_deploys")
    assert (seen.who, dict(seen.shares)) == ("mixed", {"ml": 0.5, "vendor": 0.5})


def test_an_answer_that_contradicts_the_evidence_is_told():
    found = assess(structured("embedded", 3), None, answers_of({"who_maintains": "vendor", "who_deploys": "ml"}))
    assert [d.signal for d in found.disagreements] == ["who_maintains"]


def test_a_misfit_is_told_with_its_source():
    """Embedded people whose models are maintained by others."""
    found = assess(
        Organization(),
        None,
        answers_of(
            {
                "where_they_sit": "certain_teams",
                "ml_people_report_to": "engineering_lead",
                "who_maintains": "platform",
            }
        ),
    )
    assert [(m.archetype, m.axis) for m in found.misfits] == [("embedded", "who_maintains")]
    assert found.misfits[0].source
    assert found.distances["embedded"] > 0


@pytest.mark.parametrize("archetype", NAMES)
def test_a_structure_lies_near_its_own_axes(archetype):
    distances = assess(structured(archetype, 7)).distances
    assert distances[archetype] <= min(d for d in distances.values() if d is not None) + 0.15


def test_the_table_of_axes_speaks_in_levels_of_the_signals():
    for wish in wishes():
        assert wish.archetype in NAMES
        assert wish.fits <= set(signals()[wish.axis].levels)
