"""From the records of a finished replication to its flat row of outcomes: sums, so that rows can be added up.

One block of `COLUMNS` numbers per horizon of 4, 8, 12 and 20 quarters after measuring began. The denominator is the
same under every structure: the use cases *offered* in the window. Days are restricted at the end of the window.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import DAYS_PER_QUARTER, NONE, SNAPSHOTS, STAGE_LIVE
    from .snapshots import SNAP_COLUMNS, SNAP_COST, SNAP_DEGRADED, SNAP_LIVE, SNAP_UNOWNED, SNAP_VALUE, SNAP_WORKED
    from .world import World

COLUMNS = cython.declare(cython.const[cython.int], 33)
M_LIVE_DAYS = cython.declare(cython.const[cython.int], 9)
M_OFFERED = cython.declare(cython.const[cython.int], 10)
M_LEAD = cython.declare(cython.const[cython.int], 13)
M_DATA_WAIT = cython.declare(cython.const[cython.int], 20)
M_HANDOFFS = cython.declare(cython.const[cython.int], 22)
M_ENDED = cython.declare(cython.const[cython.int], 24)
M_IMPROVEMENTS = cython.declare(cython.const[cython.int], 28)
M_SMALL = cython.declare(cython.const[cython.int], 31)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def window_days(h: cython.int) -> cython.double:
    """Length of the h-th window in days."""
    if h == 0:
        return 4.0 * DAYS_PER_QUARTER
    if h == 1:
        return 8.0 * DAYS_PER_QUARTER
    if h == 2:
        return 12.0 * DAYS_PER_QUARTER
    return 20.0 * DAYS_PER_QUARTER


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def measure(w: World) -> cython.void:
    """Fill `w.outcome` for all horizons."""
    small: cython.int = smallest_line(w)
    h: cython.int
    u: cython.int
    i: cython.int
    for i in range((SNAPSHOTS - 1) * COLUMNS):
        w.outcome[i] = 0.0
    for h in range(SNAPSHOTS - 1):
        from_snapshots(w, h)
        for u in range(w.use_cases):
            one_use_case(w, h * COLUMNS, u, w.start + window_days(h), small)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def from_snapshots(w: World, h: cython.int) -> cython.void:
    """What is the difference of two snapshots, or the later one."""
    at: cython.int = h * COLUMNS
    late: cython.int = (h + 1) * SNAP_COLUMNS
    i: cython.int
    w.outcome[at] = w.snapshot[late + SNAP_VALUE] - w.snapshot[SNAP_VALUE]
    w.outcome[at + 1] = w.snapshot[late + SNAP_COST] - w.snapshot[SNAP_COST]
    w.outcome[at + 2] = w.snapshot[late + SNAP_DEGRADED] - w.snapshot[SNAP_DEGRADED]
    w.outcome[at + 3] = w.snapshot[late + SNAP_LIVE]
    w.outcome[at + 4] = w.snapshot[late + SNAP_UNOWNED]
    for i in range(4):
        w.outcome[at + 5 + i] = w.snapshot[late + SNAP_WORKED + i] - w.snapshot[SNAP_WORKED + i]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def by(day: cython.double, end: cython.double) -> cython.bint:
    """True if something happened, and before the window closed."""
    return day >= 0.0 and day < end


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def one_use_case(w: World, at: cython.int, u: cython.int, end: cython.double, small: cython.int) -> cython.void:
    """Add one use case to a window's block."""
    if by(w.use_case[u].deployed, end) and w.use_case[u].parent == NONE:
        last: cython.double = end
        if w.use_case[u].stage != STAGE_LIVE and w.use_case[u].ended < end:
            last = w.use_case[u].ended
        w.outcome[at + M_LIVE_DAYS] += max(0.0, last - max(w.start, w.use_case[u].deployed))
    if w.use_case[u].offered < w.start or w.use_case[u].offered >= end:
        return
    if w.use_case[u].parent == NONE:
        offered_use_case(w, at, u, end, small)
    else:
        offered_improvement(w, at, u, end)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offered_use_case(w: World, at: cython.int, u: cython.int, end: cython.double, small: cython.int) -> cython.void:
    """A use case that was offered within the window."""
    used: cython.bint = by(w.use_case[u].used, end)
    days: cython.double = (w.use_case[u].used if used else end) - w.use_case[u].offered
    w.outcome[at + M_OFFERED] += 1.0
    w.outcome[at + M_OFFERED + 2] += days
    if w.use_case[u].line == small:
        w.outcome[at + M_SMALL] += 1.0
        w.outcome[at + M_SMALL + 1] += days
    if used:
        w.outcome[at + M_OFFERED + 1] += 1.0
        add_waterfall(w, at + M_LEAD, u)
    if by(w.use_case[u].ready, end):
        w.outcome[at + M_DATA_WAIT] += w.use_case[u].data_wait
        w.outcome[at + M_DATA_WAIT + 1] += 1.0
    w.outcome[at + M_HANDOFFS] += w.use_case[u].handoffs
    if w.use_case[u].handoffs > 0:
        w.outcome[at + M_HANDOFFS + 1] += w.use_case[u].returns
    reason: cython.int = w.use_case[u].end
    if by(w.use_case[u].ended, end) and reason >= 1 and reason <= 4:
        w.outcome[at + M_ENDED + reason - 1] += 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def add_waterfall(w: World, at: cython.int, u: cython.int) -> cython.void:
    """Where the days of a use case that is in use have gone."""
    w.outcome[at] += w.use_case[u].used - w.use_case[u].approved
    w.outcome[at + 1] += w.use_case[u].taken - w.use_case[u].offered
    w.outcome[at + 2] += w.use_case[u].approved - w.use_case[u].taken
    w.outcome[at + 3] += w.use_case[u].ready - w.use_case[u].approved
    w.outcome[at + 4] += w.use_case[u].finished - w.use_case[u].ready
    w.outcome[at + 5] += w.use_case[u].deployed - w.use_case[u].finished
    w.outcome[at + 6] += w.use_case[u].used - w.use_case[u].deployed


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offered_improvement(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """A wish for an improvement that came up within the window."""
    used: cython.bint = by(w.use_case[u].used, end)
    w.outcome[at + M_IMPROVEMENTS] += 1.0
    if used:
        w.outcome[at + M_IMPROVEMENTS + 1] += 1.0
    w.outcome[at + M_IMPROVEMENTS + 2] += (w.use_case[u].used if used else end) - w.use_case[u].offered


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def smallest_line(w: World) -> cython.int:
    """The line with the fewest users."""
    small: cython.int = 0
    i: cython.int
    for i in range(1, w.lines):
        if w.line[i].users < w.line[small].users:
            small = i
    return small
