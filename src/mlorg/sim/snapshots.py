"""What has accumulated by a given day: one row of numbers per quarter, from which outcomes over any window follow."""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import FUNCTION_ML, NONE, STAGE_LIVE
    from .lifecycle import earn
    from .mechanisms.platform import tooling_of
    from .mechanisms.research import research_days
    from .world import World

SNAP_WORKED = cython.declare(cython.const[cython.int], 5)
SNAP_MONITORED = cython.declare(cython.const[cython.int], 25)  # the last of `measure_names.MEASURES`
SNAP_COLUMNS = cython.declare(cython.const[cython.int], 26)  # the others are the first of `measure_names.MEASURES`


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_snapshot(w: World, number: cython.int) -> cython.void:
    """Book all earnings and write the row of a quarter."""
    at: cython.int = number * SNAP_COLUMNS
    i: cython.int
    if number == 0:
        queues_before(w)
    for i in range(SNAP_COLUMNS):
        w.snapshot[at + i] = 0.0
    models_in_use(w, at)
    w.snapshot[at + 1] = w.cost
    for i in range(4):
        w.snapshot[at + SNAP_WORKED + i] = w.worked[i]
    w.snapshot[at + 10] = research_days(w)
    w.snapshot[at + 11] = w.joiners
    w.snapshot[at + 12] = w.joined_skill
    w.snapshot[at + 13] = w.vacant_days
    for i in range(3):
        w.snapshot[at + 14 + i] = w.leavers[i]
    people_of_ml(w, at)
    teams_of_ml(w, at)
    for i in range(w.lines):
        w.snapshot[at + 24] += w.line[i].literacy / w.lines


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def queues_before(w: World) -> cython.void:
    """What the queues have seen when measuring begins."""
    g: cython.int
    for g in range(w.groups):
        waiting: cython.double = w.station[g].inside * (w.clock.now - w.station[g].changed)
        w.group[g].area_before = w.station[g].area + waiting
        w.group[g].visits_before = w.station[g].visits


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def models_in_use(w: World, at: cython.int) -> cython.void:
    """Earnings so far, and what is in use today."""
    u: cython.int
    for u in range(w.use_cases):
        if w.use_case[u].stage == STAGE_LIVE:
            earn(w, u)
            w.snapshot[at + 3] += 1.0
            if w.use_case[u].maintainer == NONE:
                w.snapshot[at + 4] += 1.0
            elif w.use_case[u].builder != NONE and tooling_of(w, w.use_case[u].builder) > 0.0:
                w.snapshot[at + SNAP_MONITORED] += 1.0
        w.snapshot[at] += w.use_case[u].value
        w.snapshot[at + 2] += w.use_case[u].degraded_days


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def people_of_ml(w: World, at: cython.int) -> cython.void:
    """Idle days so far, and the people of today: who has stayed, how skilled they are relative to their role."""
    s: cython.int
    for s in range(w.ml_slots):
        if w.slot[s].function != FUNCTION_ML:
            continue
        w.snapshot[at + 9] += w.slot[s].idle_days * w.slot_base[s]
        if not w.slot[s].present:
            continue
        if w.slot[s].idle:
            w.snapshot[at + 9] += (w.clock.now - w.slot[s].idle_since) * w.slot_base[s]
        gain: cython.double = w.slot[s].method / w.slot[s].role_method - 1.0
        if w.slot[s].person == 0:
            w.snapshot[at + 17] += 1.0
            w.snapshot[at + 18] += gain
            w.snapshot[at + 19] += w.slot[s].engineering / w.slot[s].role_engineering - 1.0
        w.snapshot[at + 20] += 1.0
        w.snapshot[at + 21] += 1.0 + gain


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def teams_of_ml(w: World, at: cython.int) -> cython.void:
    """Means over teams by their size: tooling and budget."""
    g: cython.int
    people: cython.double = 0.0
    for g in range(w.teams):
        people += w.group[g].size
    for g in range(w.teams):
        w.snapshot[at + 22] += tooling_of(w, g) * w.group[g].size / people
        w.snapshot[at + 23] += w.group[g].budget * w.group[g].size / people
