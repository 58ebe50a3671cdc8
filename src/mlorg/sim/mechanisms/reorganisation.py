"""Mechanism 19: a change costs time and trust, and literacy in ML spreads where ML is in use.

    moved        a person of ML with n moved edges (seat, line) begins n * max(0, move_days) later, from day 0 or, in a
                 plan, from the day of the wave (`succession.py`)
    unrest       for unrest_days a moved person's log hazard of resigning is higher by unrest per moved edge
    familiarity  begins where people sat before (`familiarity.py`)
    literacy     of a line: l <- l + literacy_spread / 12 * use * (l + 0.01) * (1 - l) a month, use = min(1, models in
                 use / 3); of a team's manager likewise with use = 1 while the team has work in hand

Literacy acts on data access, hand-off, adoption, stops, decisions and the hiring panel, each with its own coefficient.
The dip is an output. Parameters assumed. Reads: moved edges, models in use,
work in hand. Writes: literacy, days away. Switch `ON_REORGANISATION`: off = moves cost
nothing and literacy stays as it is.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        EV_RETURN,
        KIND_COLUMNS,
        KIND_LITERACY,
        ON_REORGANISATION,
    )
    from ..queues import take_idle
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_literacy(w: World) -> cython.void:
    """Literacy on day 0, from the table of managers."""
    i: cython.int
    for i in range(w.lines):
        w.line[i].literacy = w.managers[w.line[i].kind * KIND_COLUMNS + KIND_LITERACY]
    for i in range(w.groups):
        w.group[i].literacy = w.managers[w.group[i].manager * KIND_COLUMNS + KIND_LITERACY]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_moves(w: World) -> cython.void:
    """The moved are away at first."""
    if not w.on & ON_REORGANISATION:
        return
    s: cython.int
    for s in range(w.slots):
        if w.slot[s].edges > 0.0 and w.slot[s].present:
            take_idle(w, s)
            settle_in(w, s, 0.0)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def settle_in(w: World, s: cython.int, day: cython.double) -> cython.void:
    """Slot s is away from that day on, for as long as its move takes."""
    w.slot[s].due = w.clock.push(day + w.slot[s].edges * max(0.0, w.env.move_days), EV_RETURN, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def unrest_now(w: World, s: cython.int) -> cython.double:
    """Rise of the log hazard of resigning of slot s today."""
    if not w.on & ON_REORGANISATION or w.clock.now > w.slot[s].moved_on + w.env.unrest_days:
        return 0.0
    return w.env.unrest * w.slot[s].edges


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def spread(literacy: cython.double, rate: cython.double, use: cython.double) -> cython.double:
    """Literacy a month later."""
    return min(1.0, literacy + rate / 12.0 * use * (literacy + 0.01) * (1.0 - literacy))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def spread_literacy(w: World) -> cython.void:
    """A month of contact with ML."""
    if not w.on & ON_REORGANISATION:
        return
    i: cython.int
    for i in range(w.lines):
        use: cython.double = min(1.0, w.line[i].live / 3.0)
        w.line[i].literacy = spread(w.line[i].literacy, w.env.literacy_spread, use)
    for i in range(w.teams):
        if w.group[i].wip > 0:
            w.group[i].literacy = spread(w.group[i].literacy, w.env.literacy_spread, 1.0)
