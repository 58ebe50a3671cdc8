"""The null board, the effective number of comparisons and the map, on made-up runs."""

import numpy as np
import pytest

from mlorg.decide.claims.board import SUBJECTS, Kind, claims
from mlorg.decide.claims.metrics import METRICS, WIDTH
from mlorg.decide.claims.permutations import effective_comparisons, null_board, places
from mlorg.decide.claims.reports import indices
from mlorg.decide.claims.thirds import thirds
from mlorg.decide.claims.variants import RUNS
from mlorg.sim.measure_names import MEASURES

JOINERS = [claims()[name] for name in ("N3a", "R1", "E3a")]


def runs_with(skill):
    """Thirty draws in which those hired have the given skill by structure; a little apart by draw."""
    rows = {}
    for structure in SUBJECTS:
        table = np.zeros((30, WIDTH))
        table[:, MEASURES.index("joiners")] = 1.0
        table[:, MEASURES.index("joined_skill")] = skill[structure] * (1 + 0.01 * np.arange(30) / 30)
        rows[structure, RUNS["settled"]] = table
    return rows


def test_rows_that_count_once_share_a_place():
    groups = [[c.id for c in group] for group in places(c for c in claims().values() if c.kind is Kind.HYPOTHESIS)]
    assert ["R4", "E1"] in groups
    assert ["E3a", "E3b", "I1"] in [sorted(g, key=list(claims()).index) for g in groups]
    assert sum(map(len, groups)) == sum(c.kind is Kind.HYPOTHESIS for c in claims().values())


def test_labels_that_say_everything_right_rank_first():
    skill = {"nascent": 1.0, "embedded": 2.0, "independent": 3.0, "ml_first": 3.5, "rnd": 4.0}
    found = null_board(JOINERS, runs_with(skill))
    assert (found.of, found.score, found.held) == (120, 3.0, 3)
    assert found.rank == 1 + 119 - round(found.percentile * 119 / 100)
    assert found.percentile > 85


def test_labels_that_say_nothing_rank_last():
    """Where all structures are equal every board scores the same: ties count against the real one."""
    found = null_board(JOINERS, runs_with(dict.fromkeys(SUBJECTS, 1.0)))
    assert (found.rank, found.percentile, found.held) == (120, 0.0, 0)


def test_comparisons_that_go_together_are_one():
    random = np.random.default_rng(1)
    runs = runs_with(dict.fromkeys(SUBJECTS, 1.0))
    for structure in SUBJECTS:
        runs[structure, RUNS["settled"]][:, MEASURES.index("joined_skill")] *= np.exp(random.normal(0, 0.3, 30))
    same = [claims()["R1"], claims()["R1"]]
    assert effective_comparisons(same, runs) == pytest.approx(1.0)
    assert 1.0 < effective_comparisons(JOINERS, runs) <= 3.0
    assert effective_comparisons(JOINERS, {key: rows[:2] for key, rows in runs.items()}) is None


def test_thirds_are_equal_parts_by_rank():
    assert thirds(np.array([3.0, 1.0, 2.0, 9.0, 8.0, 7.0])).tolist() == [1, 0, 0, 2, 2, 1]


def test_variance_of_a_sum_is_split_between_its_parts():
    a, b = np.array([0.0, 1.0, 2.0]), np.array([0.0, 3.0])
    table = (a[:, None] + b[None, :])[None]
    first, total = indices(table, (0,))
    assert first[0] == pytest.approx(total[0])
    assert first[0] + indices(table, (1,))[0][0] == pytest.approx(1.0)


def test_variance_of_a_product_is_shared():
    table = np.array([[[1.0, -1.0], [-1.0, 1.0]]])
    first, total = indices(table, (0,))
    assert (first[0], total[0]) == (pytest.approx(0.0), pytest.approx(1.0))


def test_quarters_to_settle_are_counted_between_quarters():
    row = np.zeros((1, WIDTH))
    row[0, -24:-12] = np.arange(1, 13)
    row[0, -12:] = 10.0
    assert METRICS["quarters_to_settle"].of(row)[0] == pytest.approx(8.0)
    row[0, -12:] = 100.0
    assert METRICS["quarters_to_settle"].of(row)[0] == 12
    row[0, -12:] = 0.0
    assert np.isnan(METRICS["quarters_to_settle"].of(row)[0])
