"""Mechanism 12: shared tooling is built where it pays, and parts of similar use cases are used again where they can be.

    holder       teams that share tooling: all under one head of ML, or all that a platform team serves; else each alone
    worth it     if platform_saving * (mean work of preparation and integration per idea) * ideas a year in the holder's
                 lines * 3 years > platform_days (looked at once a month)
    built        platform_days of work by the platform team, else by the holder's first team
    then         preparation and integration take (1 - platform_saving) of the work
    recurring    with probability recurring_share a use case is one of twelve kinds that recur across lines
    reuse        if the holder has put one of its kind into use: preparation and experiments take (1 - reuse_saving)
    duplicate    if somebody else has, out of reach: counted

A saving at or below zero is never invested in. Parameters assumed. Reads: heads of ML, platform teams, mandates.
Writes: level of tooling, `reuses`, duplicates. Switch `ON_PLATFORM`: off = no tooling, no reuse.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_FAR,
        DAYS_PER_YEAR,
        DRAW_KIND,
        NONE,
        ON_PLATFORM,
        RECURRING,
        SKILL_ENGINEERING,
        TASK_PLATFORM,
    )
    from ..network import new_task
    from ..queues import submit
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_platforms(w: World) -> cython.void:
    """Tooling as the organisation has it, nothing yet to use again."""
    h: cython.int
    i: cython.int
    for h in range(w.holders):
        w.tooling[h] = 1.0 if w.tooling_before[h] else 0.0
        w.building[h] = 0
        for i in range(RECURRING):
            w.made[h * RECURRING + i] = 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def draw_kind(w: World, u: cython.int) -> cython.void:
    """Whether similar use cases occur elsewhere, and which."""
    w.draws.at(w.use_case[u].key, DRAW_KIND, 0)
    w.use_case[u].recurs = NONE
    if w.draws.uniform() < w.env.recurring_share:
        kind: cython.int = int(w.draws.uniform() * RECURRING)
        w.use_case[u].recurs = kind


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tooling_of(w: World, g: cython.int) -> cython.double:
    """Level of the tooling a team can use: 0 or 1."""
    h: cython.int = w.group[g].holder
    if h == NONE or not w.on & ON_PLATFORM:
        return 0.0
    return w.tooling[h]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tooled(w: World, g: cython.int) -> cython.double:
    """Share of preparation and integration work that is left with the tooling at hand."""
    return min(1.5, max(0.1, 1.0 - w.env.platform_saving * tooling_of(w, g)))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def reused(w: World, u: cython.int) -> cython.double:
    """Share of preparation and experiments that is left for who can use parts again; fixed when first asked."""
    if w.use_case[u].reuses:
        return min(1.5, max(0.1, 1.0 - w.env.reuse_saving))
    return 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_for_parts(w: World, u: cython.int) -> cython.void:
    """Before work begins: is there something similar, within reach or out of it?"""
    kind: cython.int = w.use_case[u].recurs
    if kind == NONE or not w.on & ON_PLATFORM:
        return
    h: cython.int = w.group[w.use_case[u].builder].holder
    other: cython.int
    if w.made[h * RECURRING + kind]:
        w.use_case[u].reuses = 1
        return
    for other in range(w.holders):
        if w.made[other * RECURRING + kind]:
            w.use_case[u].reuses = -1
    if w.use_case[u].reuses < 0:
        w.use_case[u].reuses = 0
        w.use_case[u].duplicate = 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def keep_parts(w: World, u: cython.int) -> cython.void:
    """Put into use: its parts are there for similar ones."""
    kind: cython.int = w.use_case[u].recurs
    if kind != NONE and w.use_case[u].builder != NONE:
        w.made[w.group[w.use_case[u].builder].holder * RECURRING + kind] = 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def consider_platforms(w: World) -> cython.void:
    """Once a month: holders for whom it pays begin to build."""
    if not w.on & ON_PLATFORM:
        return
    saved: cython.double = w.env.platform_saving
    saved *= w.env.prepare_days * (1.0 + w.env.extra_datasets) + w.env.integration_days
    h: cython.int
    for h in range(w.holders):
        if w.tooling[h] > 0.0 or w.building[h]:
            continue
        if saved * w.ideas_per_day * w.holder_share[h] * 3.0 * DAYS_PER_YEAR > w.env.platform_days:
            w.building[h] = 1
            i: cython.int = new_task(w, NONE, TASK_PLATFORM, w.env.platform_days)
            w.task[i].skill = SKILL_ENGINEERING
            w.task[i].asked = h
            submit(w, i, w.holder_team[h], CLASS_FAR)
