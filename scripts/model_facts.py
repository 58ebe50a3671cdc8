"""What the simulation's code says of its mechanisms: docstrings, parameters, switches, streams, gates and tests."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mlorg.sim import Prior, priors

ROOT = Path(__file__).resolve().parents[1]
SIM = ROOT / "src" / "mlorg" / "sim"
GROUPS = {"data access": "data_access", "service": "operation"}
"""Where a group of priors bears another name than the file of its mechanism."""

COLUMNS_OF_MANAGERS = {
    "KIND_REVIEW": ("review_days", "review_shift"),
    "KIND_LITERACY": ("literacy_base", "literacy_shift"),
    "KIND_COMPUTE": ("compute_share_base", "compute_shift"),
    "KIND_PATIENCE": ("patience_days", "patience_shift"),
    "KIND_PANEL": ("panel_base", "panel_shift"),
}
"""Priors that reach the engine through the table of managers, by the name of their column."""

REACHED_BY = {"budget_after": "funding"}
"""Functions by which a gate reaches a mechanism without its switch."""


@cache
def sources() -> Mapping[str, Mapping[str, str]]:
    """Rows of sources.csv (id, title, year, grade, url, says) by id: everything that priors and docstrings cite."""
    with (SIM / "sources.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@dataclass(frozen=True)
class Mechanism:
    """What the docstring and the code of one file of `mechanisms/` say."""

    file: Path
    number: int
    title: str
    equations: str
    notes: str
    reads: str
    writes: str
    switch: str
    off: str

    @property
    def name(self) -> str:
        """Its file's name, which is also its anchor on the page."""
        return self.file.stem

    @property
    def bit(self) -> int:
        """Value of its switch."""
        return 1 << (self.number - 1)

    @property
    def parameters(self) -> list[str]:
        """Priors of its group and those its file reads, in the order of the table."""
        return [p.name for p in priors().values() if group(p) == self.name or self.file in readers()[p.name]]

    @property
    def sources(self) -> list[str]:
        """Ids that its notes or its parameters cite."""
        cited = {priors()[name].source for name in self.parameters} | set(re.findall(r"\b[A-Z]\d\d\b", self.notes))
        return sorted(cited & sources().keys())


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """All mechanisms by number."""
    files = (path for path in (SIM / "mechanisms").glob("*.py") if path.stem != "__init__")
    return tuple(sorted(map(mechanism_in, files), key=lambda m: m.number))


def mechanism_in(path: Path) -> Mechanism:
    """The mechanism of a file; ValueError if its docstring lacks a part."""
    blocks = (ast.get_docstring(parsed(path)) or "").split("\n\n")
    head = re.match(r"Mechanism (\d+)(?: \([^)]*\))?: (.+)\.$", one_line(blocks[0]))
    equations = "\n\n".join(block for block in blocks[1:] if block.startswith("    "))
    prose = one_line(" ".join(block for block in blocks[1:] if not block.startswith("    ")))
    tail = re.fullmatch(r"(.*?) ?Reads: (.+?)\. Writes: (.+?)\. Switch `(ON_\w+)`: off(?: \([^)]*\))? = (.+)\.", prose)
    if not head or not tail or not equations:
        raise ValueError(f"{path}: 'Mechanism N: …', indented equations, 'Reads: … Writes: … Switch `ON_…`: off = …'")
    notes, reads, writes, switch, off = tail.groups()
    return Mechanism(path, int(head[1]), head[2], equations, notes, reads, writes, switch, off)


def group(prior: Prior) -> str:
    """Group under which a prior stands: the file of its mechanism where it has one."""
    return GROUPS.get(prior.mechanism, prior.mechanism)


@cache
def readers() -> Mapping[str, list[Path]]:
    """Files of the engine that read each prior, directly or through the table of managers."""
    found: dict[str, list[Path]] = {name: [] for name in priors()}
    for path in sorted(SIM.rglob("*.py")):
        if "oracles" in path.parts:
            continue
        for name in sorted(priors_read(path)):
            found[name].append(path)
    return found


def priors_read(path: Path) -> set[str]:
    """Names of the priors that a file reads."""
    nodes = list(ast.walk(parsed(path)))
    direct = {n.attr for n in nodes if isinstance(n, ast.Attribute) and ast.unparse(n.value) == "w.env"}
    columns = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)}
    for column in columns & COLUMNS_OF_MANAGERS.keys():
        base, shift = COLUMNS_OF_MANAGERS[column]
        direct |= {base, *(name for name in priors() if name.startswith(shift + "."))}
    return direct & priors().keys()


def fields_set(path: Path) -> list[str]:
    """Records, tables and totals of the world that a file assigns to, as `use_case.returns`, `tooling`, `joiners`."""
    found = set()
    for node in ast.walk(parsed(path)):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if isinstance(node, ast.Assign | ast.AugAssign):
            found |= {name for target in targets if (name := field_of(target))}
    return sorted(found)


def field_of(target: ast.expr | None) -> str | None:
    """The name of a field of the world that is assigned to; None for anything else."""
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Subscript):
        table = field_of(target.value)
        return f"{table}.{target.attr}" if table else None
    if isinstance(target, ast.Subscript):
        return field_of(target.value)
    if isinstance(target, ast.Attribute) and ast.unparse(target.value) == "w":
        return target.attr
    return None


def draws_of(path: Path) -> list[str]:
    """Streams of random numbers that a file draws from."""
    names = (n.id for n in ast.walk(parsed(path)) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))
    return sorted({name for name in names if name.startswith("DRAW_")})


def gates_of(mechanism: Mechanism) -> list[Gate]:
    """The oracle gates whose configuration switches the mechanism on."""
    names = {mechanism.switch, *(name for name, reached in REACHED_BY.items() if reached == mechanism.name)}
    return [gate for gate in gates() if names & gate.words]


@dataclass(frozen=True)
class Gate:
    """A check against exact results: its id, its file, the words in it."""

    id: str
    file: Path
    words: set[str]


@cache
def gates() -> tuple[Gate, ...]:
    """The gates, each in a file like `oracles/g1_queues.py`, by number."""
    files = (path for path in SIM.parent.rglob("oracles/g*_*.py") if re.match(r"g\d+_", path.name))
    found = [Gate(path.stem.partition("_")[0].upper(), path, words_of(parsed(path))) for path in files]
    return tuple(sorted(found, key=lambda gate: int(gate.id[1:])))


def tests_of(mechanism: Mechanism) -> list[str]:
    """The mechanism's own file of tests, with their number; then other tests that name its switch, module or bit."""
    own = {mechanism.switch, f"mechanisms.{mechanism.name}"}
    file = f"tests/sim/mechanisms/test_{mechanism.name}.py"
    here = [test for test in tests() if test.name.startswith(f"{file}::")]
    elsewhere = [
        test.name
        for test in tests()
        if not test.name.startswith("tests/sim/mechanisms/")
        and (own & test.words or test.words & test.imported.get(mechanism.name, set()) or mechanism.bit in test.bits)
    ]
    return [f"{file} ({len(here)} tests)"] * bool(here) + elsewhere


@dataclass(frozen=True)
class Test:
    """A test function: the words in it, what its file imports from each mechanism, the bits it runs over."""

    name: str
    words: set[str]
    imported: Mapping[str, set[str]]
    bits: set[int]


@cache
def tests() -> tuple[Test, ...]:
    """All tests of the project but those of these pages."""
    found = []
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        if path.name == "test_model_pages.py":
            continue
        imported = imports_by_mechanism(parsed(path))
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                name = f"{path.relative_to(ROOT).as_posix()}::{node.name}"
                found.append(Test(name, words_of(node), imported, bits_of(node)))
    return tuple(found)


def words_of(tree: ast.AST) -> set[str]:
    """Names, attributes and texts in a tree."""
    words = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            words.add(node.value)
    return words


def imports_by_mechanism(tree: ast.Module) -> Mapping[str, set[str]]:
    """Names that a file imports from each file of `mechanisms/`."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and ".mechanisms." in f".{node.module}":
            found.setdefault(node.module.rpartition(".")[2], set()).update(a.asname or a.name for a in node.names)
    return found


def bits_of(test: ast.FunctionDef) -> set[int]:
    """Whole numbers over which a test's argument `bit` or `switch` runs."""
    numbers: set[int] = set()
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and len(decorator.args) == 2:
            name, values = decorator.args
            if isinstance(name, ast.Constant) and name.value in ("bit", "switch") and isinstance(values, ast.List):
                numbers |= {e.value for e in values.elts if isinstance(e, ast.Constant) and isinstance(e.value, int)}
    return numbers


def one_line(text: str) -> str:
    """Text without its line ends."""
    return re.sub(r"\s+", " ", text).strip()
