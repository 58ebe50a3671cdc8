"""From the records of a finished replication to its flat row of outcomes: sums, so that rows can be added up.

One block of columns (`measure_names.MEASURES`) per horizon of 4, 8, 12 and 20 quarters after measuring began. The
denominator is the same under every structure: the use cases *offered* in the window. Days are restricted at the end of
the window.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import DAYS_PER_QUARTER, HORIZON_COUNT, NONE, STAGE_LIVE
    from .snapshots import SNAP_COLUMNS, SNAP_MONITORED
    from .world import World

COLUMNS = cython.declare(cython.const[cython.int], 80)
M_CASES = cython.declare(cython.const[cython.int], 25)  # first column that sums over use cases
TWO_YEARS = cython.declare(cython.const[cython.double], 504.0)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def window_quarters(h: cython.int) -> cython.int:
    """Length of the h-th window in quarters."""
    if h == 0:
        return 4
    if h == 1:
        return 8
    if h == 2:
        return 12
    return 20


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def measure(w: World) -> cython.void:
    """Fill `w.outcome` for all horizons."""
    small: cython.int = smallest_line(w)
    h: cython.int
    u: cython.int
    i: cython.int
    for i in range(HORIZON_COUNT * COLUMNS):
        w.outcome[i] = 0.0
    for h in range(HORIZON_COUNT):
        from_snapshots(w, h)
        for u in range(w.use_cases):
            one_use_case(w, h * COLUMNS, u, w.start + window_quarters(h) * DAYS_PER_QUARTER, small)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def from_snapshots(w: World, h: cython.int) -> cython.void:
    """What is the difference of two snapshots, or the later one where it is a state."""
    at: cython.int = h * COLUMNS
    late: cython.int = window_quarters(h) * SNAP_COLUMNS
    i: cython.int
    w.outcome[at + 79] = w.snapshot[late + SNAP_MONITORED]
    for i in range(SNAP_MONITORED):
        state: cython.bint = i == 3 or i == 4 or i >= 17
        w.outcome[at + i] = w.snapshot[late + i] - (0.0 if state else w.snapshot[i])


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
        w.outcome[at + M_CASES] += max(0.0, last - max(w.start, w.use_case[u].deployed))
    if w.use_case[u].offered < w.start or w.use_case[u].offered >= end:
        return
    if w.use_case[u].parent != NONE:
        offered_improvement(w, at, u, end)
        return
    offered_use_case(w, at, u, end)
    waits_and_ends(w, at, u, end)
    finished_model(w, at, u, end)
    by_length(w, at, u, end)
    if w.use_case[u].line == small:
        w.outcome[at + 77] += 1.0
        w.outcome[at + 78] += (w.use_case[u].used if by(w.use_case[u].used, end) else end) - w.use_case[u].offered


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offered_use_case(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """From idea to first use, and where the days have gone."""
    used: cython.bint = by(w.use_case[u].used, end)
    w.outcome[at + 26] += 1.0
    w.outcome[at + 28] += (w.use_case[u].used if used else end) - w.use_case[u].offered
    if not used:
        return
    w.outcome[at + 27] += 1.0
    w.outcome[at + 29] += w.use_case[u].used - w.use_case[u].approved
    w.outcome[at + 30] += w.use_case[u].taken - w.use_case[u].offered
    w.outcome[at + 31] += w.use_case[u].approved - w.use_case[u].taken
    w.outcome[at + 32] += w.use_case[u].ready - w.use_case[u].approved
    w.outcome[at + 33] += w.use_case[u].finished - w.use_case[u].ready
    w.outcome[at + 34] += w.use_case[u].deployed - w.use_case[u].finished
    w.outcome[at + 35] += w.use_case[u].used - w.use_case[u].deployed


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def waits_and_ends(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """Waits for data, machines and labels; reuse; hand-offs; how it ended."""
    if by(w.use_case[u].taken, end):
        w.outcome[at + 42] += 1.0
        w.outcome[at + 43] += w.use_case[u].reuses
        w.outcome[at + 44] += w.use_case[u].duplicate
    if by(w.use_case[u].approved, end):
        w.outcome[at + 36] += 1.0
        waited: cython.double = w.use_case[u].data_wait
        if w.use_case[u].open_requests > 0:
            until: cython.double = end
            if by(w.use_case[u].ended, end):
                until = w.use_case[u].ended
            waited = until - w.use_case[u].approved
        w.outcome[at + 37] += min(waited, end - w.use_case[u].approved)
        w.outcome[at + 38] += w.use_case[u].compute_wait
        if by(w.use_case[u].ready, end) and w.use_case[u].label_wait > 0.0:
            w.outcome[at + 39] += w.use_case[u].label_wait
            w.outcome[at + 40] += 1.0
            w.outcome[at + 41] += w.use_case[u].mislabelled
    w.outcome[at + 45] += w.use_case[u].handoffs
    if w.use_case[u].handoffs > 0:
        w.outcome[at + 46] += w.use_case[u].returns
    reason: cython.int = w.use_case[u].end
    if by(w.use_case[u].ended, end) and reason >= 1 and reason <= 4:
        w.outcome[at + 46 + reason] += 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def finished_model(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """Pilots, and how long finished models take to be deployed and used."""
    deployed: cython.double = w.use_case[u].deployed
    if w.use_case[u].rounds_done > 0 and w.use_case[u].approved < end - TWO_YEARS / 2.0:
        w.outcome[at + 51] += 1.0
        if by(deployed, end):
            w.outcome[at + 52] += 1.0
    finished: cython.double = w.use_case[u].finished
    if not by(finished, end):
        return
    w.outcome[at + 53] += 1.0
    w.outcome[at + 54] += (w.use_case[u].used if by(w.use_case[u].used, end) else end) - finished
    if by(deployed, end) and finished < end - 252.0:
        w.outcome[at + 55] += 1.0
        if deployed - finished <= 5.0:
            w.outcome[at + 56] += 1.0
        if deployed - finished <= 21.0:
            w.outcome[at + 57] += 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def by_length(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """Short and long use cases, early ones, user-facing ones, and what comes first in a line."""
    offered: cython.double = w.use_case[u].offered
    used: cython.bint = by(w.use_case[u].used, end)
    if offered < end - TWO_YEARS / 2.0:
        w.outcome[at + 58] += 1.0
        if used and w.use_case[u].used - offered <= TWO_YEARS:
            w.outcome[at + 59] += 1.0
    if w.use_case[u].rounds == 1:
        w.outcome[at + 60] += 1.0
        w.outcome[at + 61] += 1.0 if used else 0.0
        w.outcome[at + 64] += earned_by(w, u, end)
    if w.use_case[u].rounds >= 3:
        w.outcome[at + 62] += 1.0
        w.outcome[at + 63] += 1.0 if used else 0.0
    if w.use_case[u].rounds >= 5:
        w.outcome[at + 65] += earned_by(w, u, end)
    if not w.use_case[u].automated and by(w.use_case[u].deployed, end):
        w.outcome[at + 66] += 1.0
        half: cython.double = w.use_case[u].half
        w.outcome[at + 67] += (half if by(half, end) else end) - w.use_case[u].deployed
    if used and w.use_case[u].worked > 0.0:
        place: cython.int = at + (68 if w.use_case[u].order < 3 else 70)
        w.outcome[place] += w.use_case[u].worth
        w.outcome[place + 1] += w.use_case[u].worked


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def earned_by(w: World, u: cython.int, end: cython.double) -> cython.double:
    """What a use case has earned by the end of the last window, in proportion to its days in use by `end`."""
    if not by(w.use_case[u].deployed, end):
        return 0.0
    days: cython.double = w.use_case[u].since - w.use_case[u].deployed
    if days <= 0.0:
        return 0.0
    return w.use_case[u].value * min(1.0, (end - w.use_case[u].deployed) / days)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offered_improvement(w: World, at: cython.int, u: cython.int, end: cython.double) -> cython.void:
    """A wish for an improvement that came up within the window."""
    used: cython.bint = by(w.use_case[u].used, end)
    days: cython.double = (w.use_case[u].used if used else end) - w.use_case[u].offered
    w.outcome[at + 72] += 1.0
    if used:
        w.outcome[at + 73] += 1.0
    w.outcome[at + 74] += days
    if w.use_case[u].offered < end - TWO_YEARS / 2.0:
        w.outcome[at + 75] += 1.0
        w.outcome[at + 76] += min(TWO_YEARS, days)


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
