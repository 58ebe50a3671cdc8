"""Mechanism 2: a proposal passes every approver on the real path between the builders and the line.

    path         desks of the managers from the builders' manager to the head of the line, without their lowest common
                 manager unless that is one of the two; at most four
    asked        the last of them, the line's head, always; each of the others with probability path_on_approval
    at a desk    a queue; work approval_days (lognormal), at the share of time a manager has for it
    verdict      passes with accept_good if the idea's worth is positive, accept_bad if negative; all must pass

A hierarchy of n such screeners accepts with probability p**n (Sah & Stiglitz 1986). Which idea comes up, and the slot
in hand it needs, belong to mechanism 1. Parameters assumed. Reads: reporting tree, heads of lines. Writes:
`approved`, ends by rejection. Switch `ON_APPROVAL`: off = accepted at once.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_NEAR,
        DRAW_APPROVAL,
        END_REJECTED,
        NONE,
        ON_APPROVAL,
        SKILL_NONE,
        TASK_APPROVE,
    )
    from ..lifecycle import content, end_use_case
    from ..network import new_task
    from ..queues import submit
    from ..world import MOST_APPROVERS, World
    from .data_access import begin_data

BETWEEN = cython.declare(cython.const[cython.ulonglong], 64)  # ordinals beyond any number of desks


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_approver(w: World, u: cython.int) -> cython.void:
    """To the next desk, or on to the data if there is none."""
    desks: cython.int = desks_on_path(w, u)
    while w.use_case[u].step < desks - 1 and not asked(w, u):
        w.use_case[u].step += 1
        w.use_case[u].passes += 1
    step: cython.int = w.use_case[u].step
    if step >= desks or not w.on & ON_APPROVAL:
        begin_data(w, u)
        return
    desk: cython.int = w.approver[(w.use_case[u].builder * w.lines + w.use_case[u].line) * MOST_APPROVERS + step]
    i: cython.int = new_task(w, u, TASK_APPROVE, content(w, u, TASK_APPROVE, step, w.env.approval_days))
    w.task[i].skill = SKILL_NONE
    submit(w, i, desk, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def asked(w: World, u: cython.int) -> cython.bint:
    """Whether the approver whose turn it is has a say in this idea."""
    n: cython.ulonglong = BETWEEN + w.use_case[u].step
    w.draws.at(w.use_case[u].key, DRAW_APPROVAL, n)
    return w.draws.uniform() < w.env.path_on_approval


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def approver_decided(w: World, u: cython.int) -> cython.void:
    """One approver has decided."""
    if desk_agrees(w, u):
        w.use_case[u].passes += 1
    w.use_case[u].step += 1
    desks: cython.int = desks_on_path(w, u)
    needed: cython.int = desks if w.desks_needed == 0 else min(desks, w.desks_needed)
    if w.use_case[u].passes >= needed:
        begin_data(w, u)
    elif w.use_case[u].passes + desks - w.use_case[u].step < needed:
        end_use_case(w, u, END_REJECTED)
    else:
        next_approver(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def desks_on_path(w: World, u: cython.int) -> cython.int:
    """Number of desks between the builders and the line."""
    at: cython.int = (w.use_case[u].builder * w.lines + w.use_case[u].line) * MOST_APPROVERS
    n: cython.int = 0
    while n < MOST_APPROVERS and w.approver[at + n] != NONE:
        n += 1
    return n


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def desk_agrees(w: World, u: cython.int) -> cython.bint:
    """The verdict of one desk: of its screeners (usually one) enough must agree."""
    w.draws.at(w.use_case[u].key, DRAW_APPROVAL, w.use_case[u].step)
    chance: cython.double = w.env.accept_bad if w.use_case[u].negative else w.env.accept_good
    agree: cython.int = 0
    _i: cython.int
    for _i in range(w.panel):
        if w.draws.uniform() < chance:
            agree += 1
    return agree >= w.panel_passes
