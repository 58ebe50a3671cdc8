"""What is shipped: a wheel holds the compiled engine; without a compiler the install works and warns once."""

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input"]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The project's files as they would be committed, so that nothing is built in the checkout."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", "src", "*.*"]
    names = subprocess.run([*command, "LICENSE", "NOTICE"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file() and (name.startswith("src/") or "/" not in name):
            (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / "copy" / name)
    return tmp_path / "copy"


def can_compile() -> bool:
    try:
        runpy.run_path(str(ROOT / "scripts" / "can_compile.py"))
    except SystemExit:
        return False
    return True


def pip(*arguments: str, **environment: str) -> None:
    pytest.importorskip("Cython", reason="what the build needs is not installed here")
    done = subprocess.run([*PIP, *arguments], capture_output=True, text=True, env=os.environ | environment)
    assert done.returncode == 0, done.stderr[-3000:]


def simulated(code: str, place: Path) -> subprocess.CompletedProcess[str]:
    """What it prints in a fresh process that sees the package in `place` only."""
    environment = {k: v for k, v in os.environ.items() if k != "MLORG_ENGINE"} | {"PYTHONPATH": str(place)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=place)
    assert done.returncode == 0, done.stderr
    return done


SIMULATE = """
import warnings
import mlorg.sim.engine as e
assert e.__file__.startswith({place!r}), e.__file__
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    modules = {{e.engine(), e.engine()}}
(module,) = modules
assert module.__name__ == {module!r}, module
assert [w.category.__name__ for w in seen] == {warnings!r}, seen
from mlorg.sim import workload
w = module if hasattr(module, "open_workload") else workload
print(w.replicate_workload(w.open_workload(60, 4), 1, 0))
"""


def interpreted_row() -> str:
    from mlorg.sim.workload import open_workload, replicate_workload

    return f"{replicate_workload(open_workload(60, 4), 1, 0)}\n"


@pytest.mark.slow
def test_a_wheel_holds_the_compiled_engine_and_not_the_checked_one(copy: Path, tmp_path: Path) -> None:
    if not can_compile():
        pytest.skip("no C compiler or no Python headers here")
    pip("wheel", str(copy), "--no-deps", "--no-build-isolation", "-w", str(tmp_path))
    (wheel,) = tmp_path.glob("*.whl")
    names = ZipFile(wheel).namelist()
    assert [n for n in names if n.startswith("mlorg/sim/_engine.") and n.endswith((".so", ".pyd"))]
    shipped = {str(path.relative_to(copy / "src")) for path in (copy / "src" / "mlorg").rglob("*") if path.is_file()}
    assert shipped - set(names) <= {
        "mlorg/sim/_engine.c",
        "mlorg/sim/_checked.pyx",
    }  # tables, templates, styles are there
    assert not [n for n in names if "_checked." in n and n.endswith((".so", ".pyd"))]
    ZipFile(wheel).extractall(tmp_path / "user")
    code = SIMULATE.format(place=str(tmp_path / "user"), module="mlorg.sim._engine", warnings=[])
    assert simulated(code, tmp_path / "user").stdout == interpreted_row()


@pytest.mark.slow
def test_without_a_compiler_the_install_works_and_warns_once(copy: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    pip("install", str(copy), "--no-deps", "--no-build-isolation", "--target", str(target), CC="/nonexistent/cc")
    assert not list(target.glob("mlorg/sim/_engine*.so"))
    code = SIMULATE.format(place=str(target), module="mlorg.sim.replicate", warnings=["SlowEngineWarning"])
    assert simulated(code, target).stdout == interpreted_row()
