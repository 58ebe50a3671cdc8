"""Exit 0 if this Python can compile a C extension here: a compiler that runs, and Python's headers."""

import sys
import tempfile
from pathlib import Path

from setuptools import Distribution, Extension
from setuptools.command.build_ext import build_ext

with tempfile.TemporaryDirectory() as folder:
    source = Path(folder) / "probe.c"
    source.write_text("#include <Python.h>\nPyMODINIT_FUNC PyInit_probe(void) { return 0; }\n")
    command = build_ext(Distribution({"name": "probe", "ext_modules": [Extension("probe", [str(source)])]}))
    command.build_lib = command.build_temp = folder
    try:
        command.ensure_finalized()
        command.run()
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}")
