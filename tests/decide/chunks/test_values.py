"""What a chunk is: its key, what of it travels, and that it gives the same digits elsewhere."""

import json
import zlib
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.archetypes.firms import firm
from mlorg.decide.chunks import Chunk, Draws, Series, rounds
from mlorg.decide.chunks.machine import this_machine
from mlorg.decide.chunks.values import check_machine, simulate_packed
from mlorg.errors import ClusterError
from mlorg.org import Organization
from mlorg.sim import Frame, Sampling, Structure, compile_structure, draw_environments, overridden

SAMPLING = Sampling(6, 2, burn_in_quarters=8)


def org() -> Organization:
    return firm(5, people=120, ml_people=8)


@pytest.fixture(scope="module")
def structure() -> Structure:
    return compile_structure(org(), Frame.of(org()))


def chunk(structure, sampling=SAMPLING, draws=range(2, 4), table=None):
    return Chunk(Series(structure, sampling), Draws(draws, draw_environments(sampling.seed, sampling.draws, table)))


@given(draws=st.integers(1, 5000), per_draw=st.integers(1, 900), more=st.integers(0, 3000))
def test_rounds_cover_all_draws_once_and_more_draws_keep_whole_ones(draws, per_draw, more):
    cut = list(rounds(draws, per_draw))
    assert [n for r in cut for n in r] == list(range(draws))
    assert list(rounds(draws + more, per_draw))[: len(cut) - 1] == cut[:-1]
    assert all(a.stop == b.start for a, b in pairwise(cut))


def test_what_comes_back_from_elsewhere_is_equal_to_the_last_bit(structure):
    some = chunk(structure)
    assert np.array_equal(simulate_packed(some.packed()), some.simulated())


def test_what_travels_is_numbers_and_names_of_assumptions(structure):
    """Everything that identifies somebody or something in the organisation is looked for in the decoded bytes."""
    noted = replace(structure, notes=("Ada Example owns work but has nobody for it",))
    text = zlib.decompress(chunk(noted).packed()).decode()
    content = json.loads(text)
    content.pop("machine")
    names = set(content["environments"].pop(0))
    assert names == {name for name in draw_environments(1, 1)[0].values}
    assert not [found for found in strings(content) if found not in KEYS]


KEYS = {"structure", "sampling", "times", "first", "environments"}
KEYS |= {*Sampling.__slots__, *Structure.__slots__} - {"notes"}


def strings(value):
    """Every string within, names of fields too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_no_id_of_the_organisation_travels(structure):
    today = org()
    text = zlib.decompress(chunk(structure).packed()).decode()
    ids = {x.id for kind in (today.posts, today.units, today.persons, today.datasets, today.models) for x in kind}
    assert len(ids) > 100
    assert not [name for name in ids if f'"{name}"' in text]


def test_the_key_depends_on_all_that_the_result_depends_on(structure):
    other = replace(structure, capacity=structure.capacity + 1e-12)
    known = overridden({"load": ("fixed", 0.8, 0.0)})
    keys = {
        chunk(structure).key,
        chunk(other).key,
        chunk(structure, replace(SAMPLING, seed=2)).key,
        chunk(structure, replace(SAMPLING, burn_in_quarters=0)).key,
        chunk(structure, draws=range(3, 5)).key,
        chunk(structure, table=known).key,
    }
    assert len(keys) == 6


def test_the_key_does_not_depend_on_notes_nor_on_how_many_draws_there_are_in_all(structure):
    assert chunk(structure).key == chunk(replace(structure, notes=("n",)), replace(SAMPLING, draws=9)).key


@pytest.mark.parametrize(("field", "said"), [("version", "same version"), ("sources", "same"), ("digits", "rounds")])
def test_a_worker_with_another_mlorg_or_other_digits_refuses(field, said):
    with pytest.raises(ClusterError, match=said):
        check_machine(replace(this_machine(), **{field: "other"}), this_machine())
