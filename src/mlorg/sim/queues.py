"""Groups of slots at the queues of `network.py`: who serves a task, how fast, and what is booked for it.

What follows from finished work is queued *before* the slot that did it takes its next task. Tasks
whose use case has ended in the meantime are dropped when their turn comes.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import (
        DAYS_PER_YEAR,
        DIARY_COLUMNS,
        DIARY_DATA,
        DIARY_INSIGHT,
        EV_FINISH,
        EV_QUESTION,
        FUNCTION_MACHINE,
        FUNCTION_ML,
        NONE,
        SKILL_DATA,
        SKILL_ENGINEERING,
        SKILL_METHOD,
        STAGE_ENDED,
        TASK_COMPUTE,
        TASK_DECIDE,
        TASK_EXPERIMENT,
    )
    from .mechanisms.coordination import attention, pace
    from .mechanisms.exceptions import days_to_question
    from .network import append, drop_task, enter, leave, next_in_line, put_in_front
    from .world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def submit(w: World, i: cython.int, g: cython.int, rank: cython.int) -> cython.void:
    """Task i enters group g: served at once if a slot is idle, else at the end of its class."""
    enter(w, i, g, rank)
    if not serve_at_once(w, i):
        append(w, i, rank)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def serve_at_once(w: World, i: cython.int) -> cython.bint:
    """Give the task to an idle slot of its group; False if there is none."""
    s: cython.int = best_idle(w, w.task[i].group, w.task[i].skill)
    if s == NONE:
        return False
    take_idle(w, s)
    serve(w, s, i)
    return True


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def put_back(w: World, i: cython.int) -> cython.void:
    """A task whose slot has gone: to an idle slot, or to the front of its class."""
    if not serve_at_once(w, i):
        put_in_front(w, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def best_idle(w: World, g: cython.int, skill: cython.int) -> cython.int:
    """The idle slot that is fastest at this skill, lowest index first; NONE if all are busy."""
    best: cython.int = w.group[g].idle
    if best == NONE or w.group[g].alike or w.slot[best].next == NONE:
        return best
    fastest: cython.double = speed(w, best, skill)
    s: cython.int = w.slot[best].next
    while s != NONE:
        a: cython.double = speed(w, s, skill)
        if a > fastest:
            fastest = a
            best = s
        s = w.slot[s].next
    return best


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def be_idle(w: World, s: cython.int) -> cython.void:
    """Into the list of idle slots, which stand by their index: those who are called most are near its front."""
    w.slot[s].idle = 1
    w.slot[s].idle_since = w.clock.now
    g: cython.int = w.slot[s].group
    i: cython.int = w.group[g].idle
    if i == NONE or s < i:
        w.slot[s].next = i
        w.group[g].idle = s
        return
    while w.slot[i].next != NONE and w.slot[i].next < s:
        i = w.slot[i].next
    w.slot[s].next = w.slot[i].next
    w.slot[i].next = s


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_idle(w: World, s: cython.int) -> cython.void:
    """Out of the list of idle slots."""
    w.slot[s].idle = 0
    w.slot[s].idle_days += w.clock.now - w.slot[s].idle_since
    g: cython.int = w.slot[s].group
    i: cython.int = w.group[g].idle
    if i == s:
        w.group[g].idle = w.slot[s].next
        return
    while w.slot[i].next != s:
        i = w.slot[i].next
    w.slot[i].next = w.slot[s].next


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def speed(w: World, s: cython.int, skill: cython.int) -> cython.double:
    """Work content per person-day."""
    if skill == SKILL_METHOD:
        return w.slot[s].method
    if skill == SKILL_ENGINEERING:
        return w.slot[s].engineering
    if skill == SKILL_DATA:
        return w.slot[s].data
    return 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def serve(w: World, s: cython.int, i: cython.int) -> cython.void:
    """Slot s begins task i."""
    w.slot[s].task = i
    w.slot[s].left = w.task[i].content
    w.slot[s].given = 0.0
    w.slot[s].questions = 0
    work_on(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def work_on(w: World, s: cython.int) -> cython.void:
    """Slot s works on its task until it is done or a question comes up; days follow from content, skill and pace."""
    w.slot[s].per_day = max(1e-9, speed(w, s, w.task[w.slot[s].task].skill) * pace(w, s))
    w.slot[s].attention = attention(w, s)
    w.slot[s].began = w.clock.now
    days: cython.double = w.slot[s].left / w.slot[s].per_day
    ask: cython.double = days_to_question(w, s)
    if ask < days:
        w.slot[s].due = w.clock.push(w.clock.now + ask, EV_QUESTION, s)
    else:
        w.slot[s].due = w.clock.push(w.clock.now + days, EV_FINISH, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def release(w: World, s: cython.int) -> cython.int:
    """Slot s has finished its task: count it out and book it. Returns the finished task; `take_next` must follow."""
    i: cython.int = w.slot[s].task
    g: cython.int = w.slot[s].group
    leave(w, i, g)
    pause(w, s)
    book_task(w, s, i)
    w.slot[s].task = NONE
    w.slot[s].due = -1.0  # whoever held the post before may have an event left at this very instant
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def pause(w: World, s: cython.int) -> cython.void:
    """Slot s stops working on its task: what it has done and given since it began is counted."""
    days: cython.double = w.clock.now - w.slot[s].began
    w.slot[s].left = max(0.0, w.slot[s].left - w.slot[s].per_day * days)
    w.slot[s].given += w.slot[s].attention * days
    w.slot[s].began = w.clock.now


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def lay_down(w: World, s: cython.int) -> cython.void:
    """Slot s stops working on its task, which is given up, and takes the next one."""
    i: cython.int = w.slot[s].task
    leave(w, i, w.slot[s].group)
    pause(w, s)
    book_task(w, s, i)
    drop_task(w, i)
    w.slot[s].task = NONE
    w.slot[s].due = -1.0
    take_next(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def book_task(w: World, s: cython.int, i: cython.int) -> cython.void:
    """The person-days that slot s has given to task i; those of people outside ML cost pay."""
    function: cython.int = w.slot[s].function
    work: cython.double = w.slot[s].given
    if function == FUNCTION_MACHINE:
        return
    w.slot[s].worked += work
    w.worked[function] += work
    if function != FUNCTION_ML:
        w.cost += work * w.slot[s].pay / DAYS_PER_YEAR
        w.diary[function * DIARY_COLUMNS + w.task[i].kind] += work
        return
    if w.task[i].kind == TASK_EXPERIMENT:
        book_experiment(w, work)
    else:
        w.diary[w.task[i].kind] += work
    if w.task[i].use_case != NONE:
        w.use_case[w.task[i].use_case].worked += work


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def book_experiment(w: World, work: cython.double) -> cython.void:
    """Days of an experiment go into data, into modelling, and into insight: showing and explaining what was found."""
    data: cython.double = work * min(1.0, w.env.experiment_data)
    modelling: cython.double = (work - data) * min(1.0, w.env.experiment_modelling)
    w.diary[DIARY_DATA] += data
    w.diary[TASK_EXPERIMENT] += modelling
    w.diary[DIARY_INSIGHT] += work - data - modelling


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_next(w: World, s: cython.int) -> cython.void:
    """A free slot takes what waits longest in the first class, or is idle."""
    following: cython.int = first_waiting(w, w.slot[s].group)
    if following == NONE:
        be_idle(w, s)
    else:
        serve(w, s, following)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def first_waiting(w: World, g: cython.int) -> cython.int:
    """Take the next task that still matters out of the queue; NONE if nothing waits."""
    i: cython.int = next_in_line(w, g)
    while i != NONE and not matters(w, i):
        leave(w, i, g)
        if w.task[i].kind == TASK_COMPUTE:
            w.group[w.use_case[w.task[i].use_case].builder].computing -= 1
        drop_task(w, i)
        i = next_in_line(w, g)
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def matters(w: World, i: cython.int) -> cython.bint:
    """False for work on a use case that has ended; questions are answered all the same, for somebody waits."""
    u: cython.int = w.task[i].use_case
    return u == NONE or w.use_case[u].stage != STAGE_ENDED or w.task[i].kind == TASK_DECIDE
