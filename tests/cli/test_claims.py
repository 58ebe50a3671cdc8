"""`mlorg claims`: rows, basis, what is provisional, and one message for what does not exist."""

import pytest

from mlorg import api

FEW = ("--draws", 3, "--per-draw", 1, "--no-progress")
KEYS = {"id", "kind", "share", "lo", "hi", "share_ablated", "share_knockin", "effect", "verdict", "comparators"}


def test_rows_have_all_keys_and_the_basis_says_what_they_rest_on(mlorg):
    ended = mlorg("claims", "--only", "D1,I4a,A3b,I3c", *FEW, "--format", "json", "--seed", 3)
    page = ended.data()
    assert ended.code == 0
    assert all(row.keys() >= KEYS for row in page["rows"])
    assert [row["id"] for row in page["rows"]] == ["D1", "I3c", "I4a", "A3b"]
    basis = page["basis"]
    assert (basis["seed"], basis["draws"], basis["replications"], basis["provisional"]) == (3, 3, 1, True)
    assert len(basis["priors_hash"]) == len(basis["claims_hash"]) == 12


def test_text_says_that_it_is_provisional_and_why_each_verdict(mlorg):
    ended = mlorg("claims", "--only", "I4a", "--only", "E2", *FEW, "--no-progress")
    assert "provisional" in ended.out
    assert "What is undecided" in ended.out
    assert "If nothing is sent back" in " ".join(ended.out.split())
    assert ended.err == ""


def test_the_same_seed_gives_the_same_digits(mlorg):
    first, second = (mlorg("claims", "--only", "R4", *FEW, "--format", "json").out for _ in range(2))
    assert first == second


def test_a_sentence_that_does_not_exist_is_named(mlorg):
    ended = mlorg("claims", "--only", "R44")
    assert (ended.code, ended.out) == (2, "")
    assert "there is no claim 'R44'. Did you mean 'R4'" in ended.err


def test_ctrl_c_says_how_far_it_came(mlorg, monkeypatch):
    def interrupted(options, progress):
        progress(5, 40)
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "claims", interrupted)
    ended = mlorg("claims", "--no-progress")
    assert ended.code == 130
    assert "Stopped after 5 of 40" in ended.err


@pytest.mark.slow
def test_the_whole_board_at_a_glance(mlorg):
    page = mlorg("claims", "--quick", "--no-progress", "--format", "json").data()
    assert len(page["rows"]) == 45
    assert page["permutations"]["of"] == 120
    assert 1 <= page["effective_comparisons"] <= page["comparisons"]
