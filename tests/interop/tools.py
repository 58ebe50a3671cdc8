"""Real tools in environments of their own, made on first use from pinned files and kept beside the project's own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def tool(environment: str, program: str) -> Path:
    """The program in the environment of that name (`requirements/interop-NAME.txt`), which is made if it is not there.

    MLORG_INTEROP names the folder of the environments; otherwise it is `.venv/interop`.
    """
    folder = Path(os.environ.get("MLORG_INTEROP", ROOT / ".venv" / "interop")) / environment
    if not (folder / "complete").exists():
        _make(folder, ROOT / "requirements" / f"interop-{environment}.txt")
    return folder / "bin" / program


def _make(folder: Path, requirements: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = folder / "bin" / "python"
    uv = Path(sys.executable).with_name("uv")
    if uv.exists():
        install = [uv, "pip", "install", "--quiet", "--python", python]
    else:
        install = [python, "-m", "pip", "install", "--quiet"]
    subprocess.run([*install, "--require-hashes", "-r", requirements], check=True)
    (folder / "complete").touch()
