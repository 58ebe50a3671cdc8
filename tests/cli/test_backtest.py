"""`mlorg backtest`: the past of a workspace against the model, and what it says before a ranking."""

from datetime import date

import pytest

from mlorg.decide.history import Backtest, Predicted
from mlorg.report.backtest import verdict

SMALL = ("--draws", 300, "--no-progress")
PLAIN = "date,measure,value\n" + "".join(
    f"{year}-{month}-15,leavers,0\n" for year in (2023, 2024) for month in ("03", "09")
)


@pytest.fixture
def remembered(acme):
    """A workspace with a history in which nobody left."""
    (acme / "history.csv").write_text(PLAIN, encoding="utf-8")
    return acme


def test_it_says_what_came_and_what_was_expected(mlorg, remembered):
    ended = mlorg("backtest", remembered, *SMALL)
    assert ended.code == 0
    assert "Fitted to what was measured up to" in ended.out
    assert "ML people who" in ended.out
    assert "from history.csv" in " ".join(ended.out.split())


def test_as_json(mlorg, remembered):
    data = mlorg("backtest", remembered, *SMALL, "--format", "json").data()
    row = data["predictions"][0]
    assert (row["measure"], row["came"], row["held"]) == ("leavers", 0, True)
    assert (data["refused"], data["draws"], data["fitted"]) == (False, 300, 2)


def test_a_past_that_nothing_assumed_produces_is_refused_and_ends_with_a_finding(mlorg, remembered):
    (remembered / "history.csv").write_text(PLAIN.replace(",0\n", ",40\n"), encoding="utf-8")
    ended = mlorg("backtest", remembered, *SMALL, "--keep")
    assert ended.code == 1
    assert "produces your figures for: ml people who left" in " ".join(ended.out.split())
    assert "should not be believed" in " ".join(ended.out.split())
    assert not (remembered / "assumptions.yaml").exists()


def test_it_stands_before_the_ranking_of_a_comparison(mlorg, remembered):
    out = mlorg("compare", remembered, "--draws", 3, "--per-draw", 1, "--no-progress").out
    assert "Tested on your own past" in out
    assert out.index("Tested on your own past") < out.index("against today")
    assert "Tested on your own past" in (remembered / "report.html").read_text(encoding="utf-8")


def test_a_short_past_does_not_stop_a_comparison(mlorg, remembered):
    (remembered / "history.csv").write_text("date,measure,value\n2025-01-01,leavers,1\n", encoding="utf-8")
    ended = mlorg("compare", remembered, "--draws", 3, "--per-draw", 1, "--no-progress")
    assert "less than two half-years" in " ".join(ended.out.split())
    assert mlorg("backtest", remembered).code == 2


def test_without_a_past_it_says_what_to_write(mlorg, acme):
    ended = mlorg("backtest", acme)
    assert ended.code == 2
    assert "date, measure and value" in ended.err


def test_too_few_draws_are_refused(mlorg, remembered):
    ended = mlorg("backtest", remembered, "--draws", 20)
    assert (ended.code, "at least 300" in ended.err) == (2, True)


def test_what_is_kept_is_not_counted_twice(mlorg, remembered):
    given = (
        "- {name: resign_rate, distribution: 'gamma(0.9, 0.1)', source: 'fitted to history.csv, up to 2024-09-15'}\n"
    )
    (remembered / "assumptions.yaml").write_text(given, encoding="utf-8")
    first = mlorg("backtest", remembered, *SMALL, "--format", "json").data()
    (remembered / "assumptions.yaml").unlink()
    assert mlorg("backtest", remembered, *SMALL, "--format", "json").data() == first


@pytest.mark.parametrize(("held", "said"), [(1, "One measure says little"), (3, "3 measures say little"), (4, "")])
def test_how_little_a_few_measures_say_is_told(held, said):
    """Ranges of half their width would hold a normal value in 0.59 of cases, three of them in 0.21."""
    ends = tuple(date(2022 + n // 2, 6 + 6 * (n % 2), 30) for n in range(4))
    one = Predicted("lead_time", 5.0, 6.0, (1.0, 5.0, 9.0), (2.0, 5.0, 9.0))
    found = Backtest(ends, 2, (), False, (one,) * held, None, (), 300)
    told = " ".join(verdict(found))
    assert said in told
    assert ("little" in told) == bool(said)
    assert ("the one measure that was kept lies where nine of ten should" in told) == (held == 1)
    assert ("in about 6 in 10 histories" in told, "in about 2 in 10 histories" in told) == (held == 1, held == 3)
