"""The limits the project holds itself to, counted on its own files. Each failure lists every offender."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "mlorg"
LINES_OF_A_FUNCTION = 60
LINES_OF_A_FILE = 500
PARAMETERS = 8

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = Function | ast.ClassDef

# The engine may know none of these words: what they stand for must emerge from its mechanisms.
STRUCTURE_NAMES = re.compile(
    r"nascent|embedded|independent|ml[ _-]?first|(?<![a-z])(rnd|r&d)(?![a-z])|archetype", re.IGNORECASE
)
# Written in parts, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile(r"(?<![\w.~-])/(" + "|".join(["wo" + "rk", "ro" + "ot"]) + r")/")
REGISTRY = re.compile("|".join(["py" + r"pi\.org", "python" + "hosted", "npm" + r"js\.(org|com)"]))


@cache
def project_files() -> list[Path]:
    """All files that are in git or would be with "git add"."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    return sorted(ROOT / name for name in set(names) if name and (ROOT / name).is_file())


def python_files(within: Path = ROOT) -> list[Path]:
    return [path for path in project_files() if path.suffix == ".py" and path.is_relative_to(within)]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def functions(path: Path) -> Iterator[Function]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, Function))


def place(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def lines_matching(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """file:line and the match, for each line of these files that matches; binary files are left out."""
    found = []
    for path in paths:
        content = path.read_bytes()
        if b"\0" in content:
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
            if match := pattern.search(line):
                found.append(f"{place(path, number)} {match.group()!r}")
    return found


def none_of(offenders: list[str], rule: str) -> None:
    assert not offenders, f"{rule}; {len(offenders)} against it:\n" + "\n".join(offenders)


def test_functions_are_short():
    offenders = [
        f"{place(path, node.lineno)} {node.name}: {length} lines"
        for path in python_files()
        for node in functions(path)
        if (length := (node.end_lineno or 0) - node.lineno + 1) > LINES_OF_A_FUNCTION
    ]
    none_of(offenders, f"no function is longer than {LINES_OF_A_FUNCTION} lines")


def test_files_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    offenders = [f"{place(path, n)} ({n} lines)" for path, n in lengths.items() if n > LINES_OF_A_FILE]
    none_of(offenders, f"no file is longer than {LINES_OF_A_FILE} lines")


def parameters(node: Function) -> int:
    given = node.args
    names = [a.arg for a in [*given.posonlyargs, *given.args]]
    own = 1 if names[:1] in (["self"], ["cls"]) else 0
    return len(names) - own + len(given.kwonlyargs) + bool(given.vararg) + bool(given.kwarg)


def test_functions_take_few_parameters():
    offenders = [
        f"{place(path, node.lineno)} {node.name}: {parameters(node)}"
        for path in python_files()
        for node in functions(path)
        if parameters(node) > PARAMETERS
    ]
    none_of(offenders, f"no function takes more than {PARAMETERS} parameters; more is a value class")


def public_definitions(body: list[ast.stmt]) -> Iterator[Documented]:
    """Public functions and classes and the public methods of these; not what stands inside functions."""
    for node in body:
        if isinstance(node, ast.If | ast.Try):
            yield from public_definitions(node.body)
        if not isinstance(node, Documented) or node.name.startswith("_"):
            continue
        if not any(ast.unparse(d).endswith((".setter", "overload")) for d in node.decorator_list):
            yield node
        if isinstance(node, ast.ClassDef):
            yield from public_definitions(node.body)


def test_everything_public_is_described():
    offenders = [f"{place(path, 1)} module" for path in python_files(SOURCE) if not ast.get_docstring(tree(path))]
    offenders += [
        f"{place(path, node.lineno)} {node.name}"
        for path in python_files(SOURCE)
        for node in public_definitions(tree(path).body)
        if not ast.get_docstring(node)
    ]
    none_of(offenders, "every public module, class and function has a docstring")


def test_the_engine_knows_no_structure_by_name():
    sources = [path for path in project_files() if path.is_relative_to(SOURCE / "sim")]
    assert sources, f"{SOURCE / 'sim'} holds no file: this test has nothing to look at"
    none_of(lines_matching(STRUCTURE_NAMES, sources), "src/mlorg/sim names no structure")


@pytest.mark.parametrize(
    "text",
    ["Embedded", "is_embedded", "ML-first", "ml_first", "RND", "R&D", "independent", "Archetype", "nascent"],
)
def test_names_of_structures_are_recognised(text):
    assert STRUCTURE_NAMES.search(text)


@pytest.mark.parametrize("text", ["round", "rounding", "depends", "first", "worn down", "hub"])
def test_other_words_are_not(text):
    assert not STRUCTURE_NAMES.search(text)


def test_no_file_names_a_path_of_a_machine():
    none_of(lines_matching(MACHINE_PATH, project_files()), "files name no path of the machine they were made on")


def test_no_file_names_a_package_registry():
    none_of(lines_matching(REGISTRY, project_files()), "files name no package registry")


def test_pins_are_committed_as_requirement_files():
    locks = [str(path.relative_to(ROOT)) for path in project_files() if path.name == "uv.lock"]
    none_of(locks, "pins stand in requirements/*.txt, not in a lock file of one tool")
