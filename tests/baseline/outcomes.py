"""The project's own baseline: what a few small organisations come to, as a table that changes only on purpose."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.sim.companies import company

from mlorg.org import Organization
from mlorg.sim import Frame, Sampling, Structure, compile_structure, draw_environments, priors_hash, simulate
from mlorg.sim.measure_names import MEASURES
from mlorg.sim.outcomes import ALL_MECHANISMS, FUNDING

TABLE = Path(__file__).with_name("outcomes.csv")
DRAWS, PER_DRAW, SEED = 12, 6, 11
QUARTERS = (4, 12)
TOLERANCE = 1e-3
"""Relative: the platform's exp and log may differ in the last bit, which must not count as a change."""

Key = tuple[str, str, int]
"""Scenario, measure, quarters."""


def scenarios() -> Mapping[str, tuple[Structure, int]]:
    """Structures and switches by name."""
    pool, lines = company("pool"), company("lines")
    frame = Frame.of(pool)
    without_owners = pool.with_(ownerships=[])
    lone = company("pool", ml_people=1, lines=1)
    return {
        "pool": (compile_structure(pool, frame), ALL_MECHANISMS),
        "lines, settled": (compile_structure(lines, frame), ALL_MECHANISMS),
        "lines, from the pool": (compile_structure(lines, frame, pool), ALL_MECHANISMS),
        "owners not known": (_alone(without_owners), ALL_MECHANISMS),
        "one person": (_alone(lone), ALL_MECHANISMS),
        "pool, second run": (compile_structure(pool, frame), ALL_MECHANISMS | FUNDING),
        "pool, no mechanism": (compile_structure(pool, frame), 0),
    }


def _alone(org: Organization) -> Structure:
    return compile_structure(org, Frame.of(org))


def measured() -> dict[Key, float]:
    """Means over replications of all measures, to four digits, with today's engine and priors."""
    table = {}
    environments, sampling = draw_environments(SEED, DRAWS), Sampling(DRAWS, PER_DRAW, SEED)
    for name, (structure, mechanisms) in scenarios().items():
        chosen = Sampling(sampling.draws, sampling.per_draw, sampling.seed, mechanisms=mechanisms)
        outcomes = simulate(structure, environments, chosen)
        for quarters in QUARTERS:
            for measure in MEASURES:
                mean = float(outcomes.measure(measure, quarters).mean())
                table[name, measure, quarters] = float(f"{mean:.4g}")
    return table


def stored() -> tuple[str, dict[Key, float]]:
    """Hash of the priors with which the table was made, and the table."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        head = file.readline().strip().removeprefix("# priors ")
        rows = csv.DictReader(file)
        return head, {(r["scenario"], r["measure"], int(r["quarters"])): float(r["mean"]) for r in rows}


def store(table: Mapping[Key, float]) -> None:
    """Write the table, with the hash of today's priors."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        file.write(f"# priors {priors_hash()}\n")
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(("scenario", "measure", "quarters", "mean"))
        rows.writerows((*key, f"{mean:g}") for key, mean in table.items())


def drift(old: Mapping[Key, float], new: Mapping[Key, float]) -> Iterator[str]:
    """One line per entry that has changed, come or gone."""
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key), new.get(key)
        same = before is not None and after is not None
        if same and abs(before - after) <= TOLERANCE * max(abs(before), abs(after), 1e-6):
            continue
        scenario, measure, quarters = key
        yield f"{scenario}, {measure} after {quarters} quarters: {before} -> {after}"


def advice(head: str) -> str:
    """What to do about a drift."""
    why = "the priors have changed" if head != priors_hash() else "the engine or the compilation has changed"
    return (
        f"Results have changed ({why}). If that is meant, say so in CHANGELOG.md under Migration, or under Regression "
        "if it is for the worse, and run: python scripts/baseline.py"
    )
