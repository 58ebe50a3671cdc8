# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=False
# cython: freethreading_compatible=True, warn.maybe_uninitialized=True
"""The engine, compiled as one unit: these modules are the same that run interpreted."""

from libc.math cimport exp, log, pow, sqrt

include "constants.py"
include "draws.py"
include "clock.py"
include "environment_struct.py"
include "records.py"
include "world.py"
include "queues.py"
include "familiarity.py"
include "lifecycle.py"
include "snapshots.py"
include "mechanisms/ideas.py"
include "mechanisms/service.py"
include "mechanisms/adoption.py"
include "mechanisms/handoff.py"
include "mechanisms/experiments.py"
include "mechanisms/preparation.py"
include "mechanisms/data_access.py"
include "mechanisms/approval.py"
include "flow.py"
include "measures.py"
include "begin.py"
include "replicate.py"
