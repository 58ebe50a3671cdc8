"""The one compiled part of the package; everything else is declared in pyproject.toml.

The engine is plain Python that Cython compiles into one extension. It is optional: where no compiler or no
Python headers are found, the install succeeds without it and the same sources run interpreted.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

SIM = Path("src/mlorg/sim")
# -g0: half the compile time. -ffp-contract=off: fused multiply-add would change the last bits against the
# interpreted run.
FLAGS = [] if os.name == "nt" else ["-O3", "-g0", "-ffp-contract=off"]


def extension(name: str, optional: bool) -> Extension:
    return Extension(
        f"mlorg.sim.{name}",
        sources=[str(SIM / f"{name}.pyx")],
        depends=sorted(str(path) for path in SIM.rglob("*.py")),
        extra_compile_args=FLAGS,
        optional=optional,
    )


# The bounds-checked engine serves tests only ("make checked") and never stands in a wheel.
checked = os.environ.get("MLORG_BUILD_CHECKED") == "1"
setup(ext_modules=[extension("_checked", optional=False) if checked else extension("_engine", optional=True)])
