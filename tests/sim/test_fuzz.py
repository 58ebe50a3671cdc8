"""Ten thousand random structures and environments run to the horizon or are refused, and nothing impossible comes out.

A million: `python -m tests.sim.fuzz_many 1000000`.
"""

import random
from functools import cache

import pytest

from mlorg.errors import SimulationError, UnsupportedError
from mlorg.sim import Frame, compile_structure, middle_environment
from mlorg.sim.engine import engine

from .companies import company
from .fuzz import Finding, outcomes_wrong, simulated, structure_of, try_case

CHUNKS = 20
DAYS = 20 * 63 + 1e-3


def per_chunk() -> int:
    """500 on the compiled and checked engine, few on the interpreted one."""
    return 8 if engine().__name__.endswith("replicate") else 10_000 // CHUNKS


def assert_nothing_wrong(findings: dict[int, Finding]) -> None:
    wrong = {number: found.wrong[:2] for number, found in findings.items() if found.wrong}
    assert not wrong, f"{len(wrong)} of {len(findings)} cases: {dict(list(wrong.items())[:3])}"
    refused = sum(found.refused for found in findings.values())
    assert len(findings) < 30 or refused < len(findings) / 2, "too much is refused for this to be a test"


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_random_structures_and_environments(chunk: int) -> None:
    n = per_chunk()
    assert_nothing_wrong({k: try_case(engine(), k) for k in range(chunk * n, (chunk + 1) * n)})


def test_the_checked_engine_is_silent() -> None:
    try:
        module = engine("checked")
    except UnsupportedError as missing:
        pytest.skip(str(missing))
    assert_nothing_wrong({k: try_case(module, k) for k in range(1_000_000, 1_001_000)})


@pytest.mark.parametrize("chunk", range(4))
def test_engines_agree_to_the_last_bit_on_random_cases(chunk: int) -> None:
    try:
        compiled = engine("compiled")
    except UnsupportedError as missing:
        pytest.skip(str(missing))
    for number in range(2_000_000 + 10 * chunk, 2_000_010 + 10 * chunk):
        assert simulated(compiled, number)[1] == simulated(engine("interpreted"), number)[1], number


@cache
def organisation(number: int):
    """A small organisation, compiled; in every third nobody knows who owns what."""
    r = random.Random(number)
    org = company(r.choice(("pool", "lines")), ml_people=r.choice((0, 1, 2, 9, 30)), lines=r.choice((1, 2, 3, 8)))
    if number % 3 == 0:
        org = org.with_(ownerships=[])
    if number % 5 == 0:
        org = org.with_(datasets=[], ownerships=[o for o in org.ownerships if o.asset.kind != "dataset"])
    return compile_structure(org, Frame.of(org))


@pytest.mark.parametrize("number", range(24))
def test_compiled_organisations_under_random_environments(number: int) -> None:
    cases = max(3, per_chunk() // 25)
    assert_nothing_wrong({k: try_case(engine(), k, organisation(number)) for k in range(number, 24 * cases, 24)})


@pytest.mark.parametrize(
    "values",
    [{"experiment_days": 0.0, "integration_days": 0.0, "prepare_days": 0.0, "load": 1e6}, {"ready_ideas": 1e12}],
)
def test_what_is_out_of_all_proportion_is_refused_before_it_fills_the_memory(values: dict) -> None:
    env, structure = middle_environment(), organisation(1)
    world = engine().open_world(structure, DAYS, 100_000)
    with pytest.raises(SimulationError, match="out of all proportion"):
        engine().replicate(world, dict(env.values) | values, list(env.managers), (1, 0, 0), (0.0, (1 << 19) - 1))
    row = engine().replicate(world, dict(env.values), list(env.managers), (1, 0, 0), (0.0, (1 << 19) - 1))
    assert not list(outcomes_wrong(row)), "a refusal must leave the world fit for the next replication"


def test_a_case_is_the_same_for_ever() -> None:
    assert structure_of(random.Random(5)) == structure_of(random.Random(5))
    assert structure_of(random.Random(5)) != structure_of(random.Random(6))
