"""Mechanism 13: ML people are drawn into other work: that of the line they sit in, or requests for analysis in a pool.

    tasks        Poisson per team, diversion_days each, before ordinary work
    rate         people * diversion_share * exp(seat_on_diversion if the team sits in a line) / mean length, the share
                 of time at most 0.8

Parameters assumed. Reads: seats. Writes: ML days lost. Switch `ON_DIVERSION`: off = nobody is drawn away.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp

    from ..constants import (
        CLASS_URGENT,
        DRAW_DIVERT,
        DRAW_DIVERTED,
        EV_DIVERT,
        NONE,
        ON_DIVERSION,
        SKILL_NONE,
        TASK_DIVERT,
    )
    from ..network import new_task
    from ..queues import submit
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_diversion(w: World, g: cython.int) -> cython.void:
    """Schedule the team's next piece of other work."""
    if w.group[g].diversions > 0.0:
        w.draws.at(w.group[g].key, DRAW_DIVERT, w.group[g].diverted)
        w.clock.push(w.clock.now + w.draws.exponential() / max(1e-12, w.group[g].diversions), EV_DIVERT, g)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def diversions_per_day(w: World, g: cython.int) -> cython.double:
    """The rate at which other work comes to a team."""
    if not w.on & ON_DIVERSION or w.env.diversion_share <= 0.0:
        return 0.0
    share: cython.double = w.env.diversion_share
    if w.group[g].seat != NONE:
        share *= exp(w.env.seat_on_diversion)
    mean: cython.double = w.env.diversion_days * exp(0.5 * w.env.content_sigma * w.env.content_sigma)
    return min(0.8, share) * max(1e-9, w.group_fte[g]) / max(1e-9, mean)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def divert(w: World, g: cython.int) -> cython.void:
    """Other work has come in."""
    place: cython.ulonglong = w.group[g].diverted
    w.draws.at(w.group[g].key, DRAW_DIVERTED, place)
    days: cython.double = w.draws.lognormal(w.env.diversion_days, w.env.content_sigma)
    i: cython.int = new_task(w, NONE, TASK_DIVERT, days)
    w.task[i].skill = SKILL_NONE
    w.group[g].diverted += 1
    submit(w, i, g, CLASS_URGENT)
    next_diversion(w, g)
