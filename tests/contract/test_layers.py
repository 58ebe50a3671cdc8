"""The house keeps its layers: the import contracts hold, and each of them bites."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HOUSE = [
    "errors",
    "org",
    "evidence",
    "workspace",
    "archetypes",
    "assess",
    "sim",
    "decide",
    "report",
    "api",
    "web",
    "cli",
]
NAMES_WITHOUT_MEANING = {
    "utils",
    "util",
    "common",
    "core",
    "services",
    "service",
    "models",
    "helpers",
    "misc",
}


def lint_imports(folder: Path, source: Path) -> subprocess.CompletedProcess[str]:
    """import-linter with the contracts of the folder on the package in the source folder."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    env = os.environ | {"PYTHONPATH": str(source), "COLUMNS": "200"}
    return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)


def build(folder: Path, importer: str, imported: str) -> Path:
    """A whole house of empty packages where one of them imports another, under this project's contracts."""
    for package in HOUSE:
        (folder / "mlorg" / package).mkdir(parents=True)
        (folder / "mlorg" / package / "__init__.py").touch()
    (folder / "mlorg" / "__init__.py").touch()
    part = folder / "mlorg" / importer / "part.py"
    part.parent.mkdir(exist_ok=True)
    (part.parent / "__init__.py").touch()
    part.write_text(f"def lazily() -> None:\n    import mlorg.{imported}\n", encoding="utf-8")
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    (folder / "tests/contract").mkdir(parents=True)
    (folder / "tests/contract/contracts.py").write_bytes((ROOT / "tests/contract/contracts.py").read_bytes())
    return folder


def test_the_contracts_hold():
    result = lint_imports(ROOT, ROOT / "src")
    assert result.returncode == 0, result.stdout + result.stderr
    assert "5 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("org", "evidence"),
        ("org", "sim"),
        ("errors", "org"),
        ("workspace", "evidence"),
        ("evidence", "archetypes"),
        ("archetypes", "workspace"),
        ("sim", "assess"),
        ("sim", "archetypes"),
        ("sim", "workspace"),
        ("assess", "sim"),
        ("decide", "report"),
        ("decide", "evidence"),
        ("report", "api"),
        ("report", "evidence"),
        ("api", "cli"),
        ("web", "cli"),
        ("cli", "web"),
        ("cli", "decide"),
        ("web", "org"),
        ("utils", "errors"),
    ],
)
def test_an_import_against_the_drawing_is_refused(tmp_path, importer, imported):
    folder = build(tmp_path, importer, imported)
    result = lint_imports(folder, folder)
    assert result.returncode == 1, result.stdout + result.stderr
    assert "BROKEN" in result.stdout, result.stdout + result.stderr


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("cli", "api"),
        ("web", "report"),
        ("api", "evidence"),
        ("report", "decide"),
        ("decide", "sim"),
        ("sim", "org"),
    ],
)
def test_an_import_with_the_drawing_is_kept(tmp_path, importer, imported):
    folder = build(tmp_path, importer, imported)
    result = lint_imports(folder, folder)
    assert result.returncode == 0, result.stdout + result.stderr


def test_no_module_is_named_for_nothing():
    modules = (path for path in (ROOT / "src/mlorg").rglob("*") if "demo" not in path.parts)  # data in others' layout
    offenders = [str(path.relative_to(ROOT)) for path in modules if path.stem.strip("_") in NAMES_WITHOUT_MEANING]
    assert not offenders, "name these for what they do:\n" + "\n".join(sorted(offenders))
