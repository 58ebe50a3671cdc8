"""Mechanism 3: every needed data set is requested from its owner; the wait emerges from the owner's queue.

    collect      with probability collect_share the data must first be collected by their owner: collect_days (not for
                 improvements, whose data are there)
    request      one per data set to the owner of warehousing: access_days * (1 - literacy_on_access * literacy of the
                 owner) of work in that group's queue; none where the builders own the data or nobody guards them
    class        near / far / distant by the distance of the two groups in the reporting tree, the same table for all;
                 applied with probability distance_on_class, else near
    overdue      after overdue_days in the queue the request goes to the desk of the lowest common manager, if there is
                 one; once decided there, it joins the urgent class, ahead of all others, with probability
                 escalation_effect
    data_wait    from approval to the last data set at hand: waits and work of collecting and of access together

Parameters assumed; owner_share and data_share (the time owners give to this) enter as the capacity of their slots.
Reads: owners of collect and warehouse, tree. Writes: `data_wait`. Switch `ON_ACCESS`: off = all data are at hand.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_NEAR,
        CLASS_URGENT,
        DRAW_CLASS,
        DRAW_DATASETS,
        DRAW_ESCALATION,
        EV_OVERDUE,
        NONE,
        ON_ACCESS,
        SKILL_DATA,
        SKILL_NONE,
        STAGE_DATA,
        TASK_ACCESS,
        TASK_COLLECT,
        TASK_ESCALATE,
    )
    from ..familiarity import remaining
    from ..lifecycle import content, dataset_of, literacy_of, who_does
    from ..network import append, new_task, unlink, waits
    from ..queues import submit
    from ..world import World
    from .experiments import begin_reviews
    from .platform import look_for_parts
    from .preparation import begin_labels, prepare_dataset, task_closed


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_data(w: World, u: cython.int) -> cython.void:
    """Approved: ask for all data sets and labels at once."""
    w.use_case[u].stage = STAGE_DATA
    w.use_case[u].approved = w.clock.now
    w.use_case[u].milestone = w.clock.now
    begin_reviews(w, u)
    look_for_parts(w, u)
    w.use_case[u].open_tasks = 1  # holds the stage open until all requests are out
    k: cython.int
    for k in range(w.use_case[u].datasets):
        w.use_case[u].open_tasks += 1
        w.use_case[u].open_requests += 1
        collect_or_request(w, u, k)
    begin_labels(w, u)
    task_closed(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def collect_or_request(w: World, u: cython.int, k: cython.int) -> cython.void:
    """The first step for the k-th data set."""
    if not w.on & ON_ACCESS:
        access_granted(w, u, k)
        return
    place: cython.ulonglong = 8 + k
    w.draws.at(w.use_case[u].key, DRAW_DATASETS, place)
    if w.use_case[u].parent != NONE or w.draws.uniform() >= w.env.collect_share:
        request_access(w, u, k)
        return
    owner: cython.int = who_does(w, u, w.dataset[dataset_of(w, u, k)].collect)
    i: cython.int = new_task(w, u, TASK_COLLECT, content(w, u, TASK_COLLECT, k, w.env.collect_days))
    w.task[i].dataset = k
    w.task[i].skill = SKILL_DATA
    submit(w, i, owner, request_class(w, u, k, owner))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def request_access(w: World, u: cython.int, k: cython.int) -> cython.void:
    """Ask the owner, unless that is oneself or nobody."""
    owner: cython.int = who_does(w, u, w.dataset[dataset_of(w, u, k)].warehouse)
    if owner == w.use_case[u].builder:
        access_granted(w, u, k)
        return
    work: cython.double = content(w, u, TASK_ACCESS, k, w.env.access_days)
    work *= max(0.1, remaining(w.env.literacy_on_access, literacy_of(w, owner)))
    i: cython.int = new_task(w, u, TASK_ACCESS, work)
    w.task[i].dataset = k
    w.task[i].skill = SKILL_NONE
    w.task[i].due = w.clock.push(w.clock.now + w.env.overdue_days, EV_OVERDUE, i)
    submit(w, i, owner, request_class(w, u, k, owner))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def request_class(w: World, u: cython.int, k: cython.int, owner: cython.int) -> cython.int:
    """Queue class of a request by distance in the tree, where distance counts."""
    asking: cython.int = w.use_case[u].builder
    if owner == asking:
        return CLASS_NEAR
    w.draws.at(w.use_case[u].key, DRAW_CLASS, k)
    if w.draws.uniform() < w.env.distance_on_class:
        return w.rank[asking * w.groups + owner]
    return CLASS_NEAR


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def access_granted(w: World, u: cython.int, k: cython.int) -> cython.void:
    """The data set may be used; now it has to be prepared."""
    w.use_case[u].open_requests -= 1
    w.use_case[u].data_wait = w.clock.now - w.use_case[u].approved
    prepare_dataset(w, u, k)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def request_overdue(w: World, i: cython.int) -> cython.void:
    """A request has waited too long: to the desk of the lowest common manager."""
    if w.task[i].kind != TASK_ACCESS or not waits(w, i) or w.task[i].due != w.clock.now:
        return
    u: cython.int = w.task[i].use_case
    desk: cython.int = w.meeting[w.use_case[u].builder * w.groups + w.task[i].group]
    if desk == NONE:
        return
    k: cython.int = w.task[i].dataset
    e: cython.int = new_task(w, u, TASK_ESCALATE, content(w, u, TASK_ESCALATE, k, w.env.approval_days))
    w.task[e].skill = SKILL_NONE
    w.task[e].dataset = k
    w.task[e].asked = i
    submit(w, e, desk, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def escalation_decided(w: World, e: cython.int) -> cython.void:
    """The manager has decided on an overdue request, which may be gone by now."""
    i: cython.int = w.task[e].asked
    u: cython.int = w.task[e].use_case
    if w.task[i].kind != TASK_ACCESS or not waits(w, i):
        return
    if w.task[i].use_case != u or w.task[i].dataset != w.task[e].dataset:
        return
    w.draws.at(w.use_case[u].key, DRAW_ESCALATION, w.task[e].dataset)
    if w.draws.uniform() < w.env.escalation_effect:
        unlink(w, i)
        append(w, i, CLASS_URGENT)
