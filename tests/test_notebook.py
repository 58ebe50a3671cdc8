"""What a notebook uses: the public functions, tables of histories, and pages that show themselves."""

from pathlib import Path

import numpy as np
import pytest

import mlorg
from mlorg.api import ComparisonOptions
from mlorg.errors import UnknownNameError

EXAMPLE = Path(__file__).parents[1] / "examples" / "scaleup"
FEW = ComparisonOptions(draws=3, per_draw=2)


@pytest.fixture(scope="module")
def histories():
    return mlorg.simulate(mlorg.load(EXAMPLE), "today", "embedded", options=FEW)


def test_every_public_name_is_there():
    assert all(callable(getattr(mlorg, name)) for name in mlorg.__all__)


def test_histories_have_a_row_for_each_course_of_luck_and_horizon(histories):
    assert len(histories) == 2 * 3 * 2 * 4
    assert {len(column) for column in histories.columns.values()} == {len(histories)}
    assert sorted(set(histories.columns["quarters"].tolist())) == [4, 8, 12, 20]


def test_histories_become_a_data_frame(histories):
    frame = histories.to_pandas()
    means = frame[frame.quarters == 12].groupby("alternative").net_value.mean()
    ours = histories.columns["net_value"][
        (histories.columns["quarters"] == 12) & (histories.columns["alternative"] == "embedded")
    ]
    assert means["embedded"] == pytest.approx(np.mean(ours))


def test_an_alternative_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(UnknownNameError, match=r"embeded.*embedded"):
        mlorg.simulate(mlorg.load(EXAMPLE), "embeded", options=FEW)


def test_a_page_shows_itself_and_escapes_what_it_shows():
    html = mlorg.statistics(mlorg.load(EXAMPLE))._repr_html_()
    assert html.startswith("<pre")
    assert "<script" not in html
