"""A Chromium for the browser tests: one that is named, one of this machine, or one that npm brings as a package.

Run as a script it sees to it that there is one, installing it into `.venv/chromium` where none is found:

    python tests/browser/chromium.py
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

NAMED = "MLORG_CHROMIUM"
"""Environment variable that names the browser to test with."""
USUAL_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OWN = Path(__file__).parents[2] / ".venv" / "chromium"
PACKAGE = "@sparticuz/chromium@147.0.0"
"""Chromium without a system install: the browser, its libraries and fonts in one package."""

UNPACK = 'import chromium from "@sparticuz/chromium"; await chromium.executablePath();'
WITH_LIBRARIES = {"AWS_LAMBDA_JS_RUNTIME": "nodejs20.x"}
"""Makes the package unpack the libraries too, as it does where it believes that the system has none."""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser to start, with what its process needs in its environment."""

    path: Path
    environment: Mapping[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium | None:
    """The browser that is named, else the first of this machine, else our own; None if there is none."""
    named = os.environ.get(NAMED)
    if named:
        return Chromium(Path(named))
    usual = next(filter(None, map(shutil.which, USUAL_NAMES)), None)
    return Chromium(Path(usual)) if usual else _own()


def _own() -> Chromium | None:
    if not (OWN / "chromium").is_file():
        return None
    libraries = os.pathsep.join([str(OWN / "al2023" / "lib"), str(OWN)])
    fonts = str(OWN / "fonts" / "fonts.conf")
    return Chromium(OWN / "chromium", {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": fonts, "TMPDIR": str(OWN)})


def install_chromium() -> None:
    """Have npm bring the package and unpack it. CalledProcessError or FileNotFoundError if that does not work."""
    OWN.mkdir(parents=True, exist_ok=True)
    subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--prefix", str(OWN), PACKAGE], check=True)
    environment = os.environ | WITH_LIBRARIES | {"TMPDIR": str(OWN)}
    subprocess.run(["node", "--input-type=module", "--eval", UNPACK], cwd=OWN, env=environment, check=True)
    fonts = OWN / "fonts" / "fonts.conf"
    fonts.write_text(fonts.read_text().replace("<dir>/tmp/fonts<", f"<dir>{OWN / 'fonts'}<"))


def main() -> int:
    """See to it that there is a browser, and say which; 1 if there is none and none can be installed."""
    if find_chromium() is None:
        try:
            install_chromium()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no Chromium is found on this machine, and npm cannot install {PACKAGE}: {error}", file=sys.stderr)
    found = find_chromium()
    print(found.path if found else "no Chromium")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
