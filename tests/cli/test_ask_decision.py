"""`mlorg ask --for decision`: in order of worth, answers into assumptions.yaml, all or none."""

import io
import json

import pytest

SMALL = ("--for", "decision", "--draws", 40, "--per-draw", 1, "--no-progress")


@pytest.fixture
def answered(acme):
    """What the workspace assumes."""
    return acme / "assumptions.yaml"


def test_the_list_has_what_each_fact_is_worth_in_order(mlorg, acme):
    ended = mlorg("ask", acme, *SMALL, "--list", "--format", "json")
    rows = json.loads(ended.out)["data"]["measures"]["rows"]
    order = [(not row["stands_out"], -row["worth_per_day"]) for row in rows]
    assert order == sorted(order)
    assert all(row["whom"] and row["question"].endswith("?") and row["se"] > 0 for row in rows)


def test_an_answer_is_set_with_its_source_and_the_comparison_uses_it(mlorg, acme, answered):
    ended = mlorg("ask", acme, "--for", "decision", "--set", "send_back=2 of 10", "--set", "access_days=3 roughly")
    words = " ".join(ended.out.split())
    assert (
        "send_back: 15 % (nine of ten between 3.9 % and 30 %) becomes 23 % (nine of ten between 5.9 % and 47 %)"
        in words
    )
    assert " before: F02 (Judgement: work lost per hand-off) now: asked whoever deploys on 20" in words
    assert "beta(" not in words
    assert f"To update the comparison: mlorg compare {acme}" in words
    assert "asked data owners on 20" in answered.read_text(encoding="utf-8")
    page = mlorg("compare", acme, "--draws", 3, "--per-draw", 1, "--no-progress", "-f", "json").data()
    assert page["basis"]["given"] == 2


def test_not_knowing_writes_nothing(mlorg, acme, answered):
    ended = mlorg("ask", acme, "--for", "decision", "--set", "load=don't know")
    words = " ".join(ended.out.split())
    assert "load: not known, so it stays 85 % (nine of ten between 63 % and 110 %), source: assumed" in words
    assert not answered.exists()


def test_all_wrong_answers_are_named_and_none_is_written(mlorg, acme, answered):
    wrong = ("--set", "load=0.9", "--set", "lode=1", "--set", "send_back=2", "--set", "load")
    ended = mlorg("ask", acme, "--for", "decision", *wrong)
    assert ended.code == 2
    assert all(
        said in ended.err
        for said in ("there is no assumption 'lode'. Did you mean 'load'?", "'2' is outside", "Write NAME=ANSWER")
    )
    assert not answered.exists()


def test_one_is_asked_after_the_other_and_answers_are_shown_before_they_are_kept(mlorg, acme, answered, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("nonsense\n0.3\n\n\n0.3\nn\nq\n"))
    ended = mlorg("ask", acme, *SMALL)
    assert "is no answer" in ended.out
    assert " becomes " in ended.out
    assert "1 answer is kept in assumptions.yaml" in ended.err
    assert answered.read_text(encoding="utf-8").count("name:") == 1


def test_without_a_terminal_it_ends(mlorg, acme, answered, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert mlorg("ask", acme, *SMALL).code == 0
    assert not answered.exists()


def test_with_few_draws_it_is_refused_at_once(mlorg, acme):
    ended = mlorg("ask", acme, "--for", "decision", "--list", "--draws", "10")
    assert ended.code == 2
    assert "--draws" in ended.err


def test_what_was_asked_is_not_asked_again(mlorg, acme, monkeypatch):
    first = mlorg("ask", acme, *SMALL, "--list", "--format", "json").data()["measures"]["rows"][0]
    mlorg("ask", acme, "--set", f"{first['assumption']}=0.4")
    monkeypatch.setattr("sys.stdin", io.StringIO("q\n"))
    assert first["question"] not in mlorg("ask", acme, *SMALL).out
