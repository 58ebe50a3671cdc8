"""What the statistics of a decision are worth: sequential selection, pairing, intervals under heavy tails.

Selection is measured in samples against equal allocation, pairing in variance on the larger example, coverage in
shares of 2,000 problems. All of it is simulated luck, so the figures do not depend on the machine.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from tests.decide.problems import (
    DECREASING,
    EQUALLY_SPACED,
    SLIPPAGE,
    equal_allocation,
    trials,
)

from benchmarks.bars import Bar
from benchmarks.workload_w.contestants import PROJECT
from mlorg import api
from mlorg.archetypes import Arm
from mlorg.decide import library_alternatives
from mlorg.decide.choosing.intervals import paired_interval
from mlorg.org import Organization
from mlorg.sim import Frame, Sampling, Structure, compile_structure, draw_environments, simulate

PROBLEMS = 2000
TRUNCATED_AT = 0.999
DRAWS, PER_DRAW = 60, 8


def show_decision(quick: bool) -> list[Bar]:
    """Three tables; bars for selection and pairing."""
    bar = _show_selection(300 if quick else 2000)
    _show_coverage()
    return [bar, *_show_pairing(PROJECT / "examples" / "scaleup")]


def _show_selection(times: int) -> Bar:
    print(f"\nselecting the best of ten, standard deviation 6, zone 1, confidence .95, {times} trials")
    print(f"{'':<28} {'right':>6} {'samples':>8} {'equal, .95':>10} {'times':>6} {'equal, as right':>16} {'times':>6}")
    gains = {}
    for name, means in (("equally spaced", EQUALLY_SPACED), ("slippage", SLIPPAGE), ("decreasing", DECREASING)):
        right, samples = trials(means, times)
        equal, as_right = equal_allocation(means), equal_allocation(means, right)
        gains[name] = equal / samples
        print(
            f"{name:<28} {right:>6.3f} {samples:>8,.0f} {equal:>10,} {gains[name]:>6.2f} {as_right:>16,} "
            f"{as_right / samples:>6.2f}",
            flush=True,
        )
    return Bar("samples of equal allocation / ours, equally spaced", 3.0, (gains["equally spaced"],), at_least=True)


def _show_coverage() -> None:
    print(f"\n95 % intervals of a mean, {PROBLEMS:,} problems; Pareto laws truncated at their {TRUNCATED_AT:.1%} point")
    print(f"{'law':<14} {'draws':>6} {'the mean itself':>16} {'difference of two':>18}")
    for shape in (None, 2.0, 1.5, 1.1):
        for draws in (40, 125, 500):
            held = [_held(shape, draws, paired) for paired in (False, True)]
            name = "normal" if shape is None else f"Pareto {shape}"
            print(f"{name:<14} {draws:>6} {held[0]:>15.1%} {held[1]:>17.1%}", flush=True)


def _held(shape: float | None, draws: int, paired: bool) -> float:
    """How often the interval holds the truth, of one law or of the difference of two equal ones."""
    random = np.random.default_rng(draws)
    truth = 0.0 if paired or shape is None else _mean(shape)
    held = 0
    for _ in range(PROBLEMS):
        values = _sample(random, shape, draws) - (_sample(random, shape, draws) if paired else 0.0)
        least, most = paired_interval(values)
        held += least <= truth <= most
    return held / PROBLEMS


def _sample(random: np.random.Generator, shape: float | None, draws: int) -> np.ndarray:
    if shape is None:
        return random.standard_normal(draws)
    return (1 - random.uniform(0, TRUNCATED_AT, draws)) ** (-1 / shape)


def _mean(shape: float) -> float:
    power = 1 - 1 / shape
    return (1 - (1 - TRUNCATED_AT) ** power) / (power * TRUNCATED_AT)


def _show_pairing(folder: Path) -> list[Bar]:
    """How many times less the net value of a difference varies by luck if both sides have the same luck."""
    today, _ = api.organization(api.load(folder))
    print(f"\nvariance of a difference to today, other luck / same luck, {DRAWS} draws of {PER_DRAW}")
    print(f"{'':<28} {'luck alone':>11} {'means of draws':>15}")
    bars = []
    for arm in Arm:
        ratios = [(a.label, *_variance_ratios(today, a.organizations[arm], arm)) for a in _others(today)]
        for label, luck, means in ratios:
            print(f"{label[:27]:<28} {luck:>11.1f} {means:>15.1f}")
        middle = float(np.median([luck for _, luck, _ in ratios]))
        print(f"{'median, ' + arm.value:<28} {middle:>11.1f} {np.median([m for *_, m in ratios]):>15.1f}", flush=True)
        bars.append(Bar(f"variance unpaired / paired, {arm.value}", 3.0, (middle,), at_least=True))
    return bars


def _others(today: Organization) -> list:
    return [a for a in library_alternatives(today)[1:] if a.eligible]


def _variance_ratios(today: Organization, other: Organization, arm: Arm) -> tuple[float, float]:
    frame = Frame.of(today)
    start = frame.today if arm is Arm.RESTRUCTURED else None
    ours, theirs = (compile_structure(o, frame, start) for o in (other, today))
    reference = _net_value(theirs, arm, 1)
    same, apart = (_net_value(ours, arm, seed) - reference for seed in (1, 2))
    return (
        float(apart.var(axis=1, ddof=1).mean() / same.var(axis=1, ddof=1).mean()),
        float(apart.mean(axis=1).var(ddof=1) / same.mean(axis=1).var(ddof=1)),
    )


def _net_value(structure: Structure, arm: Arm, seed: int) -> np.ndarray:
    """In the same draws of the environment, whatever the seed of luck; shape (draws, replications)."""
    sampling = Sampling(DRAWS, PER_DRAW, seed, burn_in_quarters=8 if arm is Arm.SETTLED else 0)
    found = simulate(structure, draw_environments(1, DRAWS), sampling).outcome("net_value", 12)
    return found.reshape(DRAWS, PER_DRAW)
