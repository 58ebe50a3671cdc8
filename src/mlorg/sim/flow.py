"""The walk of events through the mechanisms: what happens next after what has just happened.

    idea -> backlog -> taken up (ideas) -> approval -> data_access -> preparation -> experiments -> handoff -> adoption
         -> service -> wish for an improvement -> backlog

After every event, groups with free hands look for work.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import (
        END_WITHDRAWN,
        EV_ADOPT,
        EV_DETECT,
        EV_DRIFT,
        EV_FINISH,
        EV_IDEA,
        EV_INCIDENT,
        EV_OVERDUE,
        EV_REQUEST,
        EV_RETIRE,
        EV_REVIEW,
        EV_WITHDRAW,
        NONE,
        STAGE_ENDED,
        STAGE_OFFERED,
        TASK_ACCESS,
        TASK_APPROVE,
        TASK_COLLECT,
        TASK_ESCALATE,
        TASK_EXPERIMENT,
        TASK_FAULT,
        TASK_INCIDENT,
        TASK_INTEGRATE,
        TASK_LABEL,
        TASK_PREPARE,
        TASK_REPAIR,
        TASK_REWORK,
    )
    from .lifecycle import end_use_case
    from .mechanisms.adoption import user_starts
    from .mechanisms.approval import approver_decided, next_approver
    from .mechanisms.data_access import (
        access_granted,
        begin_data,
        escalation_decided,
        request_access,
        request_overdue,
    )
    from .mechanisms.experiments import experiment_done, review
    from .mechanisms.handoff import integration_done, rework_done
    from .mechanisms.ideas import leave_backlog, next_arrival, offer_idea, take_idea
    from .mechanisms.preparation import labels_made, task_closed
    from .mechanisms.service import (
        ask_improvement,
        break_down,
        degrade,
        detect,
        incident_done,
        repair_done,
        retire,
    )
    from .queues import release
    from .snapshots import take_snapshot
    from .world import World, drop_task


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def run_events(w: World) -> cython.void:
    """Until the horizon."""
    look_for_work(w)
    while w.clock.advance():
        happen(w, w.clock.kind, w.clock.id)
        if w.hungry:
            look_for_work(w)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def happen(w: World, kind: cython.int, id: cython.int) -> cython.void:
    """One event."""
    if kind == EV_FINISH:
        task_finished(w, id)
    elif kind == EV_IDEA:
        offer_idea(w, id)
        next_arrival(w, id)
    elif kind == EV_ADOPT:
        user_starts(w, id)
    elif kind == EV_WITHDRAW:
        withdraw(w, id)
    elif kind == EV_OVERDUE:
        request_overdue(w, id)
    elif kind == EV_REVIEW:
        review(w, id)
    elif kind == EV_DRIFT:
        degrade(w, id)
    elif kind == EV_DETECT:
        detect(w, id)
    elif kind == EV_INCIDENT:
        break_down(w, id)
    elif kind == EV_REQUEST:
        ask_improvement(w, id)
    elif kind == EV_RETIRE:
        retire(w, id)
    else:
        take_snapshot(w, id)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_for_work(w: World) -> cython.void:
    """Groups with free hands take up ideas until their hands are full or nothing appeals."""
    w.hungry = 0
    g: cython.int
    for g in range(w.groups):
        if not w.group[g].hungry:
            continue
        w.group[g].hungry = 0
        u: cython.int = take_idea(w, g)
        while u != NONE:
            if w.use_case[u].parent == NONE:
                next_approver(w, u)
            else:
                begin_data(w, u)
            u = take_idea(w, g)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def withdraw(w: World, u: cython.int) -> cython.void:
    """Nobody took the idea up in time."""
    if w.use_case[u].stage == STAGE_OFFERED and w.use_case[u].due_withdraw == w.clock.now:
        leave_backlog(w, u)
        end_use_case(w, u, END_WITHDRAWN)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def task_finished(w: World, s: cython.int) -> cython.void:
    """A slot has finished: it takes its next task first, then the finished work has its consequences."""
    i: cython.int = release(w, s)
    u: cython.int = w.task[i].use_case
    kind: cython.int = w.task[i].kind
    k: cython.int = w.task[i].dataset
    g: cython.int = w.task[i].group
    if kind == TASK_ESCALATE:
        escalation_decided(w, i)
        drop_task(w, i)
        return
    drop_task(w, i)
    if w.use_case[u].stage != STAGE_ENDED:
        follow(w, u, kind, k, g)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def follow(w: World, u: cython.int, kind: cython.int, k: cython.int, g: cython.int) -> cython.void:
    """What follows for a use case from a finished task; k is the data set, g the group that did it."""
    if kind == TASK_EXPERIMENT:
        experiment_done(w, u)
    elif kind == TASK_PREPARE or kind == TASK_FAULT:
        task_closed(w, u)
    elif kind == TASK_ACCESS:
        access_granted(w, u, k)
    elif kind == TASK_APPROVE:
        approver_decided(w, u)
    elif kind == TASK_COLLECT:
        request_access(w, u, k)
    elif kind == TASK_LABEL:
        labels_made(w, u, g)
    elif kind == TASK_INTEGRATE:
        integration_done(w, u)
    elif kind == TASK_REWORK:
        rework_done(w, u)
    elif kind == TASK_REPAIR:
        repair_done(w, u)
    elif kind == TASK_INCIDENT:
        incident_done(w, u)
