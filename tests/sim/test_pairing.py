"""Luck is paired: whatever else is there, in whatever order, the same question gets the same draw."""

from concurrent.futures import ThreadPoolExecutor
from functools import cache

import numpy as np
import pytest

from mlorg.sim import Frame, Sampling, compile_structure, draw_environments, simulate
from mlorg.sim import constants as c
from mlorg.sim.engine import engine
from mlorg.sim.structure.frame import key_of

from .companies import company
from .recording import RecordingDraws, recorded

ALL = (1 << 19) - 1
ENVIRONMENT = draw_environments(5, 1)[0]
SWITCHES = {name: getattr(c, name) for name in dir(c) if name.startswith("ON_")}

FIXED = (c.DRAW_ARRIVAL, c.DRAW_IDEA, c.DRAW_PERCEPTION, c.DRAW_KIND, c.DRAW_OWNER)
"""Decisions that happen whatever else does; ideas also draw their data sets."""

MONTHLY = {c.DRAW_LEAVE: c.ON_LEAVING, c.DRAW_CONTACT: c.ON_SKILL}
"""Decisions about every person present in every month, and the mechanism that they belong to."""


@cache
def run(kind: str = "pool", switches: int = ALL, ml_people: int = 9, lines: int = 3) -> RecordingDraws:
    """Draws of a year in a company; lines, load and machines are always those of the pool of nine in three lines."""
    org = company(kind, ml_people=ml_people, lines=lines)
    frame = Frame.of(company("pool", lines=lines))
    return recorded(compile_structure(org, frame), ENVIRONMENT, switches)[0]


def of_lines(draws: RecordingDraws, decisions=FIXED) -> dict:
    """Values of the decisions that lines and their ideas are asked for; improvements are other use cases' children."""
    lines = {key_of(f"line-{n}") for n in range(3)}
    ideas = {a[1] for a in draws.values if a[2] == c.DRAW_IDEA}
    return {a: v for a, v in draws.values.items() if a[2] in decisions and a[1] in lines | ideas}


def assert_same_where_shared(one: RecordingDraws, other: RecordingDraws, least: int) -> None:
    """At every address that both visited, the shorter series of values begins the longer one."""
    shared = one.values.keys() & other.values.keys()
    assert len(shared) >= least
    for address in shared:
        a, b = one.values[address], other.values[address]
        n = min(len(a), len(b))
        assert a[:n] == b[:n], address


@pytest.mark.parametrize("name", sorted(SWITCHES))
def test_one_mechanism_less_leaves_all_other_streams_alone(name: str) -> None:
    full, less = run(), run(switches=ALL & ~SWITCHES[name])
    assert_same_where_shared(full, less, 300)
    assert of_lines(full) == of_lines(less)
    for decision, switch in MONTHLY.items():
        if name != "ON_LEAVING" and switch != SWITCHES[name]:
            months = [{a: v for a, v in d.values.items() if a[2] == decision} for d in (full, less)]
            stayed = months[0].keys() & months[1].keys()
            assert len(stayed) > 50
            assert all(months[0][a] == months[1][a] for a in stayed)


@pytest.mark.parametrize(
    "other",
    [{"ml_people": 10}, {"kind": "lines"}, {"kind": "lines", "ml_people": 10}],
    ids=["one person more", "three teams instead of one", "both"],
)
def test_other_people_and_teams_leave_ideas_and_everybody_elses_luck_alone(other: dict) -> None:
    one, two = run(), run(**other)
    assert_same_where_shared(one, two, 300)
    assert of_lines(one) == of_lines(two)


def test_one_person_more_leaves_the_others_months_alone() -> None:
    """Draws of leaving and of contacts of the nine who are in both, month by month, for as long as they stay."""
    one, two = run(), run(ml_people=10)
    nine = {key_of(f"ml-{i:02}") for i in range(9)}
    for decision in MONTHLY:
        a, b = ({x: v for x, v in d.values.items() if x[2] == decision and x[1] in nine} for d in (one, two))
        assert len(a.keys() & b.keys()) > 80
        assert all(a[x] == b[x] for x in a.keys() & b.keys())
    assert any(x[1] == key_of("ml-09") for x in two.values)


def test_one_team_more_in_a_line_of_its_own_leaves_the_other_teams_other_work_alone() -> None:
    org = company("lines")
    frame = Frame.of(org)
    fewer = company("lines", ml_people=8)  # the third line has two people; the team is the same
    one = recorded(compile_structure(org, frame), ENVIRONMENT, ALL)[0]
    two = recorded(compile_structure(fewer, frame), ENVIRONMENT, ALL)[0]
    a, b = ({x: v for x, v in d.values.items() if x[2] == c.DRAW_DIVERTED} for d in (one, two))
    shared = a.keys() & b.keys()
    assert len(shared) > 20
    assert all(a[x] == b[x] for x in shared)


@pytest.mark.parametrize("kind", ["pool", "lines"])
def test_every_address_serves_one_purpose(kind: str) -> None:
    """Two decisions that shared an address would share their luck."""
    shared = {a: p for a, p in run(kind).purposes.items() if len(p) > 1}
    assert shared == {}


def sums(draws, seed: int = 4) -> np.ndarray:
    org = company("pool")
    structure = compile_structure(org, Frame.of(org))
    sampling = Sampling(draws=6, per_draw=3, seed=seed)
    return simulate(structure, draw_environments(seed, 6), sampling, draws).sums


@pytest.mark.parametrize("threads", [1, 2, 3, 6])
def test_order_of_sampling_and_number_of_threads_change_nothing(threads: int) -> None:
    whole = sums(range(6))
    spans = [range(6 * k // threads, 6 * (k + 1) // threads) for k in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(sums, reversed(spans)))
    assert np.array_equal(np.concatenate(parts[::-1]), whole, equal_nan=True)


def test_fewer_replications_per_draw_are_the_first_of_more() -> None:
    org = company("pool")
    structure, environment = compile_structure(org, Frame.of(org)), draw_environments(4, 1)[0]
    module = engine()
    world = module.open_world(structure, 20 * 63 + 1e-3)
    one, three = (
        list(
            module.replicate_draw(world, dict(environment.values), list(environment.managers), (4, 0, 0), (0.0, ALL), n)
        )
        for n in (1, 3)
    )
    assert three[: len(one)] == one
