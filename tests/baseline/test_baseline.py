"""A change of results is noticed, and must be entered in the changelog before the baseline may follow."""

import pytest

from mlorg.sim import priors_hash
from mlorg.sim.engine import engine

from . import outcomes
from .outcomes import advice, drift, measured, scenarios, stored


@pytest.fixture(scope="module")
def today():
    if engine().__name__.endswith("replicate"):
        pytest.skip("the interpreted engine gives the same digits, more slowly")
    return measured()


def test_results_are_those_of_the_baseline(today) -> None:
    head, table = stored()
    changes = list(drift(table, today))
    assert not changes, f"{advice(head)}\n{len(changes)} changes:\n" + "\n".join(changes[:10])


def test_a_change_of_one_percent_is_a_drift_and_one_in_the_last_bit_is_not() -> None:
    key = ("pool", "value", 12)
    assert list(drift({key: 2.0}, {key: 2.0 + 1e-12})) == []
    assert list(drift({key: 2.0}, {key: 2.02})) == ["pool, value after 12 quarters: 2.0 -> 2.02"]
    assert len(list(drift({key: 2.0}, {}))) == len(list(drift({}, {key: 2.0}))) == 1
    assert len(list(drift({key: 0.0}, {key: 1e-3}))) == 1


def test_advice_tells_priors_from_engine() -> None:
    head, _ = stored()
    assert "CHANGELOG.md" in advice(head)
    assert "the priors have changed" in advice("0" * 12)
    assert "the engine or the compilation has changed" in advice(priors_hash())


def test_the_table_is_written_as_it_is_read(today, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(outcomes, "TABLE", tmp_path / "outcomes.csv")
    outcomes.store(today)
    assert list(drift(outcomes.stored()[1], today)) == []


def test_scenarios_differ(today) -> None:
    values = {name: tuple(v for (n, _, _), v in today.items() if n == name) for name in scenarios()}
    assert len(set(values.values())) == len(values)
