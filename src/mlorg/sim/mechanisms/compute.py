"""Mechanism 5: every round of experiments needs machine time from one pool, which has an owner.

    demand       compute_days of machine time per round, before its experiments begin
    pool         as many machines as there are ML people in three (at least two); so fast that the machine time of all
                 lines together loads them with compute_load
    assured      while a team has no more than its funder's share of the machines, at least one, in use or waiting,
                 this job included, its jobs are near
    beyond       the class of its distance to the pool's owner in the tree, as in mechanism 3: with probability
                 distance_on_class, else near
    compute_wait waiting and machine time together, summed over rounds

The funder's (mechanism 6) share of compute stands in the table of managers. Parameters assumed. Reads: owner of the
platform, kind of funder. Writes: `compute_wait`. Switch `ON_COMPUTE`: off = machines are always free.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_NEAR,
        DRAW_CLASS,
        KIND_COLUMNS,
        KIND_COMPUTE,
        NONE,
        ON_COMPUTE,
        SKILL_NONE,
        TASK_COMPUTE,
    )
    from ..lifecycle import content
    from ..network import new_task
    from ..queues import submit
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def ask_compute(w: World, u: cython.int) -> cython.bint:
    """Queue the round's machine time; False if there is nothing to wait for."""
    if w.pool == NONE or not w.on & ON_COMPUTE:
        return False
    g: cython.int = w.use_case[u].builder
    n: cython.int = w.use_case[u].rounds_done
    i: cython.int = new_task(w, u, TASK_COMPUTE, content(w, u, TASK_COMPUTE, n, w.env.compute_days))
    w.task[i].skill = SKILL_NONE
    w.group[g].computing += 1
    submit(w, i, w.pool, compute_class(w, u, g))
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def compute_class(w: World, u: cython.int, g: cython.int) -> cython.int:
    """Near within the funder's share of the machines, else by distance to their owner."""
    share: cython.double = w.managers[w.group[g].funder * KIND_COLUMNS + KIND_COMPUTE]
    if w.group[g].computing <= max(1.0, share * w.group[w.pool].size):
        return CLASS_NEAR
    place: cython.ulonglong = 64 + w.use_case[u].rounds_done
    w.draws.at(w.use_case[u].key, DRAW_CLASS, place)
    if w.draws.uniform() < w.env.distance_on_class:
        return w.rank[g * w.groups + w.pool]
    return CLASS_NEAR


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def compute_done(w: World, u: cython.int) -> cython.void:
    """The round's machine time is over."""
    w.group[w.use_case[u].builder].computing -= 1
