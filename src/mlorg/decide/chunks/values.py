"""A chunk of simulation: some draws of one structure, and what it takes to simulate them elsewhere.

Only numbers travel: the arrays of the structure, the drawn assumptions, the size of the sample. The notes of a
structure, which name units and posts, stay.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from ...errors import ClusterError
from ...sim import Environment, Sampling, Structure, simulate
from ...sim.structure.arrays import DatasetRow, GroupRow, HolderRow, LineRow, SlotRow
from .machine import Machine, engine_build, this_machine

if TYPE_CHECKING:
    import numpy as np

REPLICATIONS = 200
"""Replications per chunk: half a second of work in a firm with 60 ML people, half a megabyte of results."""

FIRST = (8, 3)
"""The first chunks are an eighth and a third of the rest, so that first intervals are there at once."""

FULL, FOURFOLD = 8, 4
"""After so many chunks the next are so many times larger: less to pass around where there is much to do."""

_ROWS = {"slots": SlotRow, "groups": GroupRow, "lines": LineRow, "datasets": DatasetRow, "holders": HolderRow}


def rounds(draws: int, per_draw: int) -> Iterator[range]:
    """The draws of one chunk after the other. Where they are cut does not depend on how many draws there are in all."""
    full = max(1, REPLICATIONS // per_draw)
    many = FULL * full
    ends = [
        *(max(1, full // part) for part in FIRST),
        *range(full, many, full),
        *range(many, draws + many, FOURFOLD * full),
    ]
    first = 0
    for end in ends:
        if first < min(end, draws):
            yield range(first, min(end, draws))
            first = min(end, draws)


@dataclass(frozen=True)
class Series:
    """One structure to simulate in many draws. Series with equal `digest` have equal results."""

    structure: Structure
    sampling: Sampling

    @cached_property
    def digest(self) -> str:
        """Of all that the results depend on, but for the assumptions drawn."""
        known = asdict(replace(self.sampling, draws=0))  # how many draws there are in all changes none of them
        text = json.dumps([structure_values(self.structure), known, asdict(this_machine()), engine_build()])
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Draws:
    """Some of the joint draws of what is not known; `every` holds them all, by number."""

    numbers: range
    every: Sequence[Environment]

    @cached_property
    def digest(self) -> str:
        """Of the values drawn and their numbers."""
        text = json.dumps([self.numbers.start, environment_values(self.every, self.numbers)])
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Chunk:
    """Some draws of one series. Its key is made from all its content, so equal keys mean equal results.

    `times` keeps the first so many courses of luck of each draw; None = all of the sampling.
    """

    series: Series
    draws: Draws
    times: int | None = None

    @cached_property
    def key(self) -> str:
        """SHA-256 in hex digits."""
        first = "" if self.times is None else f" {self.times}"
        return sha256(f"{self.series.digest} {self.draws.digest}{first}".encode()).hexdigest()

    def simulated(self) -> np.ndarray:
        """The sums, one row per replication: shape (replications, horizons, measures)."""
        series, draws = self.series, self.draws
        return simulate(series.structure, draws.every, series.sampling, draws.numbers, self.times).sums

    def packed(self) -> bytes:
        """All that a worker needs, as compressed JSON."""
        content = {
            "machine": asdict(this_machine()),
            "structure": structure_values(self.series.structure),
            "sampling": asdict(self.series.sampling),
            "times": self.times,
            "first": self.draws.numbers.start,
            "environments": environment_values(self.draws.every, self.draws.numbers),
        }
        return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), level=1)


def simulate_packed(packed: bytes) -> np.ndarray:
    """What a worker does: the sums of a packed chunk. ClusterError if this mlorg computes something else."""
    content = json.loads(zlib.decompress(packed))
    check_machine(this_machine(), Machine(**content["machine"]))
    names, rows = content["environments"]
    first = content["first"]
    environments = {
        draw: Environment(dict(zip(names, values, strict=True)), tuple(managers))
        for draw, (values, managers) in enumerate(rows, start=first)
    }
    draws = range(first, first + len(rows))
    structure, sampling = _structure(content["structure"]), Sampling(**content["sampling"])
    return simulate(structure, environments, sampling, draws, content["times"]).sums


def check_machine(worker: Machine, asks: Machine) -> None:
    """ClusterError if a worker does not compute what the machine that asks would."""
    if (worker.version, worker.sources) != (asks.version, asks.sources):
        raise ClusterError(f"a worker has {worker}, this is {asks}: install the same version on both.")
    if worker.digits != asks.digits:
        raise ClusterError(
            "a worker rounds otherwise than this machine in the last digits (another processor or C library): "
            "use workers like the machine that asks, for instance by starting both from the same image."
        )


def structure_values(structure: Structure) -> dict[str, Any]:
    """The arrays as lists of numbers, without notes."""
    values = {f.name: getattr(structure, f.name) for f in fields(Structure) if f.name != "notes"}
    for name, kind in _ROWS.items():
        columns = attrgetter(*(f.name for f in fields(kind)))
        values[name] = [columns(row) for row in values[name]]
    return values


def _structure(values: Mapping[str, Any]) -> Structure:
    frozen = {name: _frozen(value) for name, value in values.items()}
    for name, kind in _ROWS.items():
        frozen[name] = tuple(kind(*row) for row in frozen[name])
    return Structure(**frozen)


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def environment_values(environments: Sequence[Environment], draws: range) -> list[Any]:
    """[names of assumptions, [[values, table of managers] of each draw]]."""
    chosen = [environments[draw] for draw in draws]
    return [list(chosen[0].values), [[list(e.values.values()), list(e.managers)] for e in chosen]]
