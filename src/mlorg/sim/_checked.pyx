# cython: language_level=3, boundscheck=True, wraparound=False, initializedcheck=True, cdivision=False
# cython: freethreading_compatible=True, warn.maybe_uninitialized=True
"""The engine with every index checked, for tests only."""

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
