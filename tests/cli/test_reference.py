"""`mlorg schema`, `mlorg version`, help, and how long starting takes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import mlorg as package

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("file", ["mlorg", "org", "scenario", "assumptions"])
def test_schema_is_a_json_schema(mlorg, file):
    ended = mlorg("schema", file)
    assert ended.code == 0
    assert "json-schema.org" in json.loads(ended.out)["$schema"]


def test_version_is_told_in_three_ways(mlorg):
    told = f"mlorg {package.__version__}\n"
    assert mlorg("version").out == mlorg("--version").out == told
    module = subprocess.run([sys.executable, "-m", "mlorg", "version"], capture_output=True, text=True, check=True)
    assert module.stdout == told


def test_help_is_the_same_by_both_names_and_shows_where_to_start(mlorg):
    assert mlorg("-h").out == mlorg("--help").out
    assert "mlorg init acme --roster people.csv" in mlorg("-h").out


def cpu_seconds(*arguments: str) -> float:
    """CPU time of a Python that carries these out, the least of three."""

    def once() -> float:
        before = os.times()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, cwd=ROOT)
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    return min(once() for _ in range(3))


def test_starting_is_quick():
    """Limits in seconds of CPU: 0.2 for the import, 0.4 for the help."""
    assert cpu_seconds("-c", "import mlorg") <= 0.2
    assert cpu_seconds("-m", "mlorg", "--help") <= 0.4


@pytest.mark.parametrize("heavy", ["rich", "numpy", "pydantic", "ruamel", "jinja2", "python_calamine"])
def test_help_imports_nothing_heavy(heavy):
    script = (
        "import sys; sys.argv = ['mlorg', '--help']; from mlorg.cli import main; main();"
        f"sys.exit({heavy!r} in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=False).returncode == 0


def test_public_names_are_there_and_no_others():
    assert callable(package.load)
    assert set(package.__all__) <= set(dir(package))
    for name in package.__all__:
        assert getattr(package, name) is not None
    with pytest.raises(AttributeError, match="no_such_name"):
        package.no_such_name  # noqa: B018 - the access is what is tested
