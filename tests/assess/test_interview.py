"""The interview asks what tells most, learns faster than chance, and its file is read strictly."""

import pytest
from tests.assess.recognition_cases import FACTS, documented_answers, structured

from mlorg.assess.recognition import answers_of, assess, next_question, read_answers, signals, worths, write_answers
from mlorg.assess.recognition.rehearsing import curves, questions_needed
from mlorg.errors import InputError
from mlorg.org import Organization


def test_the_bank_asks_for_every_fact():
    assert set(FACTS) <= set(signals())
    assert all(len(signals()[name].levels) > 2 for name in FACTS)


def test_an_interview_learns_faster_than_asking_at_random():
    """At most nine questions on average to nine tenths of what can be learned."""
    cases = documented_answers()
    adaptive = [questions_needed(c) for c in curves(cases, FACTS)]
    random = [questions_needed(c) for seed in (1, 2) for c in curves(cases, FACTS, seed)]
    assert sum(adaptive) / len(adaptive) <= 9
    assert sum(random) / len(random) >= sum(adaptive) / len(adaptive) + 1.5


def test_nothing_is_asked_that_evidence_tells():
    found = assess(structured("embedded", 7)).overall
    known = {o.signal for o in found.observations if o.known == 1}
    assert known
    assert known.isdisjoint(w.signal for w in worths(found.posterior, found.observations))


def test_it_ends_when_little_is_left_to_learn():
    told = {name: (next(iter(kind.levels)),) for name, kind in signals().items()}
    found = assess(Organization(), None, told).overall
    assert next_question(found.posterior, found.observations, told) is None


def test_several_and_not_known():
    read = answers_of({"who_deploys": ["vendor", "ml"], "labelling": "don't know", "pipelining": "several"})
    assert read == {"who_deploys": ("ml", "vendor"), "labelling": (), "pipelining": ("several",)}


def test_not_known_tells_nothing():
    asked = assess(Organization(), None, answers_of(dict.fromkeys(signals(), "dont_know")))
    assert asked.overall.posterior.probabilities == pytest.approx([0.2] * 5)


def test_answers_survive_a_file(tmp_path):
    for case, given in documented_answers().items():
        write_answers(given, tmp_path / f"{case}.yaml")
        assert read_answers(tmp_path / f"{case}.yaml") == given


def test_a_file_without_the_heading_is_read_too(tmp_path):
    (tmp_path / "a.yaml").write_text("headcount: none\nwho_deploys: ml\n", encoding="utf-8")
    assert read_answers(tmp_path / "a.yaml") == {"headcount": ("none",), "who_deploys": ("ml",)}


def test_every_fault_of_a_file_is_told_with_its_place(tmp_path):
    path = tmp_path / "a.yaml"
    text = "answers:\n  where_they_sitt: ml_division\n  who_deploys: mll\n  headcount: [none, more]\n"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_answers(path)
    assert [p.place.line for p in caught.value.problems] == [2, 3, 4]
    assert "where_they_sit" in caught.value.problems[0].hint
