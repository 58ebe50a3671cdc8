"""What has accumulated by a given day: one row of numbers per snapshot, from which outcomes over any window follow."""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import STAGE_LIVE
    from .lifecycle import earn
    from .world import World

SNAP_VALUE = cython.declare(cython.const[cython.int], 0)  # earned by all use cases, years of ML pay
SNAP_COST = cython.declare(cython.const[cython.int], 1)  # pay of people outside ML for ML work
SNAP_DEGRADED = cython.declare(cython.const[cython.int], 2)  # model-days in use but degraded
SNAP_LIVE = cython.declare(cython.const[cython.int], 3)  # models in use on the day
SNAP_UNOWNED = cython.declare(cython.const[cython.int], 4)  # of them without a maintainer
SNAP_WORKED = cython.declare(cython.const[cython.int], 5)  # person-days: ML, engineering, data, others
SNAP_COLUMNS = cython.declare(cython.const[cython.int], 9)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_snapshot(w: World, number: cython.int) -> cython.void:
    """Book all earnings and write the row."""
    at: cython.int = number * SNAP_COLUMNS
    i: cython.int
    for i in range(SNAP_COLUMNS):
        w.snapshot[at + i] = 0.0
    u: cython.int
    for u in range(w.use_cases):
        if w.use_case[u].stage == STAGE_LIVE:
            earn(w, u)
            w.snapshot[at + SNAP_LIVE] += 1.0
            if w.use_case[u].maintainer < 0:
                w.snapshot[at + SNAP_UNOWNED] += 1.0
        w.snapshot[at + SNAP_VALUE] += w.use_case[u].value
        w.snapshot[at + SNAP_DEGRADED] += w.use_case[u].degraded_days
    w.snapshot[at + SNAP_COST] = w.cost
    for i in range(4):
        w.snapshot[at + SNAP_WORKED + i] = w.worked[i]
