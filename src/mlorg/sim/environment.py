"""The environment: everything that is the same under every structure, with what is known and not known about it.

`priors.csv` is the whole of it: one row per quantity with distribution, unit and source (a row of the evidence or the
word "assumed"). A draw is one joint sample of all rows. Each row has a stream of its own, keyed by its name, so a new
row leaves all others as they are.
"""

from __future__ import annotations

import csv
import math
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b, sha256
from importlib.resources import files
from statistics import NormalDist
from typing import TYPE_CHECKING, overload

from mlorg.errors import InputError, Place, Problem, did_you_mean

if TYPE_CHECKING:
    import numpy as np

DISTRIBUTIONS = {
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sd of the log"),
    "beta": ("a", "b"),
    "uniform": ("low", "high"),
    "gamma": ("mean", "coefficient of variation"),
    "fixed": ("value", ""),
}
"""Distributions a prior may have, and what p1 and p2 mean."""

MANAGER_KINDS = ("engineering", "product", "business", "data", "research", "ml", "executive")
"""Rows of the table of managers, in the engine's order."""


@dataclass(frozen=True, slots=True)
class Prior:
    """One quantity of the environment. `structural`: structure acts through it, so no effect must be possible."""

    name: str
    mechanism: str
    unit: str
    distribution: str
    p1: float
    p2: float
    structural: bool
    source: str
    note: str = ""

    def sample(self, seed: int, n: int) -> np.ndarray:
        """The first n draws of this prior's stream, shape (n,)."""
        import numpy as np

        digest = blake2b(f"{seed} {self.name}".encode(), digest_size=16).digest()
        random = np.random.Generator(np.random.Philox(key=int.from_bytes(digest, "little")))
        if self.distribution == "normal":
            return random.normal(self.p1, self.p2, n)
        if self.distribution == "lognormal":
            return self.p1 * np.exp(random.normal(0.0, self.p2, n))
        if self.distribution == "beta":
            return random.beta(self.p1, self.p2, n)
        if self.distribution == "uniform":
            return random.uniform(self.p1, self.p2, n)
        if self.distribution == "gamma":
            shape = 1.0 / self.p2**2
            return random.gamma(shape, self.p1 / shape, n)
        return np.full(n, self.p1)

    @property
    def middle(self) -> float:
        """The value that stands for the prior in words: its mean (its median if lognormal)."""
        if self.distribution == "beta":
            return self.p1 / (self.p1 + self.p2)
        return (self.p1 + self.p2) / 2 if self.distribution == "uniform" else self.p1

    @property
    def chance_of_no_effect(self) -> float:
        """P(value <= 0)."""
        if self.distribution == "normal":
            return NormalDist(self.p1, self.p2).cdf(0.0) if self.p2 > 0 else float(self.p1 <= 0)
        return 0.0


@cache
def priors() -> Mapping[str, Prior]:
    """The shipped priors by name, in the order of the file."""
    rows = csv.DictReader(_text().splitlines())
    return {
        row["name"]: Prior(
            row["name"],
            row["mechanism"],
            row["unit"],
            row["distribution"],
            float(row["p1"]),
            float(row["p2"]),
            row["structural"] == "1",
            row["source"],
            row["note"],
        )
        for row in rows
    }


def priors_hash(table: Mapping[str, Prior] | None = None) -> str:
    """The first 12 hex digits of a SHA-256 over the priors: printed with every result."""
    chosen = priors() if table is None else table
    text = "\n".join(f"{p.name} {p.distribution} {p.p1!r} {p.p2!r}" for p in chosen.values())
    return sha256(text.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Environment:
    """One joint draw. `values` by name of prior; `managers` is the table of managers, row by row."""

    values: Mapping[str, float]
    managers: tuple[float, ...]


class Environments(Sequence[Environment]):
    """Joint draws, made when they are asked for: what is in memory does not grow with their number."""

    def __init__(self, block: Callable[[int], _Block], rows: range) -> None:
        self._block, self._rows = block, rows

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Environments) and list(self) == list(other)

    @overload
    def __getitem__(self, index: int) -> Environment: ...
    @overload
    def __getitem__(self, index: slice) -> Environments: ...
    def __getitem__(self, index: int | slice) -> Environment | Environments:
        if isinstance(index, slice):
            return Environments(self._block, self._rows[index])
        number, row = divmod(self._rows[index], ROWS_OF_BLOCK)
        return _Drawn(_Row(self._block(number), row))


ROWS_OF_BLOCK, BLOCKS_AT_HAND = 1024, 2


class _Block(dict[str, "array[float]"]):
    """Some rows of all columns; a column is drawn when it is first asked for."""

    def __init__(self, table: Mapping[str, Prior], seed: int, n: int, number: int) -> None:
        self.table, self.seed = table, seed
        self.first = number * ROWS_OF_BLOCK
        self.end = min(n, self.first + ROWS_OF_BLOCK)
        self.scalars = tuple(name for name in table if "." not in name)

    def __missing__(self, name: str) -> array[float]:
        column = array("d", self.table[name].sample(self.seed, self.end)[self.first :].tobytes())
        self[name] = column
        return column


class _Row(Mapping[str, float]):
    """One value of each column."""

    __slots__ = ("_block", "_row")

    def __init__(self, block: _Block, row: int) -> None:
        self._block, self._row = block, row

    def __getitem__(self, name: str) -> float:
        return self._block[name][self._row]

    def __iter__(self) -> Iterator[str]:
        return iter(self._block.scalars)

    def __len__(self) -> int:
        return len(self._block.scalars)

    def __contains__(self, name: object) -> bool:
        return name in self._block.scalars


class _Drawn(Environment):
    """One row of `Environments`: its table of managers is made when it is asked for."""

    __slots__ = ()

    def __init__(self, row: _Row) -> None:
        object.__setattr__(self, "values", row)

    @property
    def managers(self) -> tuple[float, ...]:  # type: ignore[override]
        return tuple(_manager_table(self.values))


def draw_environments(seed: int, n: int, table: Mapping[str, Prior] | None = None) -> Environments:
    """The first n joint draws of the priors."""
    chosen = priors() if table is None else table

    @lru_cache(maxsize=BLOCKS_AT_HAND)
    def block(number: int) -> _Block:
        return _Block(chosen, seed, n, number)

    return Environments(block, range(n))


def middle_environment(table: Mapping[str, Prior] | None = None) -> Environment:
    """Every quantity at its middle: for examples and tests, never for results."""
    chosen = priors() if table is None else table
    return _environment({name: prior.middle for name, prior in chosen.items()})


def overridden(changes: Mapping[str, tuple[str, float, float]]) -> dict[str, Prior]:
    """The shipped priors with some distributions replaced: name -> (distribution, p1, p2).

    Raises InputError for every name, distribution or parameter that does not exist or cannot be.
    """
    table = dict(priors())
    problems = []
    for name, (distribution, p1, p2) in changes.items():
        if name not in table:
            problems.append(_wrong(f"assumption {name!r} is not known.", did_you_mean(name, table)))
        elif distribution not in DISTRIBUTIONS:
            hint = f"Known: {', '.join(DISTRIBUTIONS)}."
            problems.append(_wrong(f"assumption {name!r}: distribution {distribution!r} is not known.", hint))
        elif not _in_domain(table[name].unit, distribution, p1, p2):
            problems.append(
                _wrong(
                    f"assumption {name!r}: {distribution}({p1:g}, {p2:g}) goes beyond what a value in "
                    f"{table[name].unit} can be.",
                    _DOMAINS.get(table[name].unit, _POSITIVE)[1],
                )
            )
        elif not _possible(distribution, p1, p2):
            meaning = " and ".join(filter(None, DISTRIBUTIONS[distribution]))
            message = f"assumption {name!r}: {distribution}({p1:g}, {p2:g}) is impossible."
            problems.append(_wrong(message, f"The two numbers are {meaning}."))
        else:
            old = table[name]
            table[name] = Prior(
                name, old.mechanism, old.unit, distribution, p1, p2, old.structural, "assumptions.yaml", old.note
            )
    if problems:
        raise InputError(problems)
    return table


def _environment(values: Mapping[str, float]) -> Environment:
    scalars = {name: value for name, value in values.items() if "." not in name}
    return Environment(scalars, tuple(_manager_table(values)))


def _manager_table(values: Mapping[str, float]) -> list[float]:
    """By kind of manager: review cycle in days; literacy, share of compute; patience in days; skill on panels."""
    rows: list[float] = []
    for kind in MANAGER_KINDS:
        rows.append(values["review_days"] * math.exp(values[f"review_shift.{kind}"]))
        rows.append(_shifted(values["literacy_base"], values[f"literacy_shift.{kind}"]))
        rows.append(_shifted(values["compute_share_base"], values[f"compute_shift.{kind}"]))
        rows.append(values["patience_days"] * math.exp(values[f"patience_shift.{kind}"]))
        rows.append(_shifted(values["panel_base"], values[f"panel_shift.{kind}"]))
    return rows


def _shifted(share: float, logits: float) -> float:
    """A share in (0, 1) moved by so many logits."""
    inside = min(0.999, max(0.001, share))
    return 1 / (1 + math.exp(-(math.log(inside / (1 - inside)) + logits)))


_POSITIVE = ((0.0, math.inf), "It must not be negative.")
_DOMAINS = {
    "fraction": ((0.0, 1.0), "It lies between 0 and 1."),
    "probability": ((0.0, 1.0), "It lies between 0 and 1."),
    "index": ((0.2, 20.0), "A tail index lies between 0.2 and 20."),
    "log units": ((-5.0, 5.0), "It lies between -5 and 5."),
    "logits": ((-20.0, 20.0), "It lies between -20 and 20."),
    "exponent": ((-5.0, 5.0), "It lies between -5 and 5."),
    "elasticity": ((-5.0, 5.0), "It lies between -5 and 5."),
    "per month": ((-1.0, 1.0), "It lies between -1 and 1."),
}
"""What a value of each unit can be, for distributions with bounds; all other units must not be negative."""


def _in_domain(unit: str, distribution: str, p1: float, p2: float) -> bool:
    """False for a fixed value or a range that the unit cannot have (an unbounded distribution is cut in use)."""
    low, high = _DOMAINS.get(unit, _POSITIVE)[0]
    if distribution == "fixed":
        return low <= p1 <= high
    return distribution != "uniform" or (low <= p1 and p2 <= high)


def _possible(distribution: str, p1: float, p2: float) -> bool:
    if not (math.isfinite(p1) and math.isfinite(p2)):
        return False
    if distribution in ("beta", "gamma", "lognormal"):
        return p1 > 0 and (p2 > 0 or (distribution == "lognormal" and p2 == 0))
    if distribution == "uniform":
        return p1 <= p2
    return distribution == "fixed" or p2 >= 0


def _wrong(message: str, hint: str) -> Problem:
    return Problem(Place("assumptions.yaml"), message, hint)


def _text() -> str:
    return files("mlorg.sim").joinpath("priors.csv").read_text(encoding="utf-8")
