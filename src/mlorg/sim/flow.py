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
        CLASS_NEAR,
        DAYS_PER_MONTH,
        DAYS_PER_QUARTER,
        END_WITHDRAWN,
        EV_ADOPT,
        EV_DETECT,
        EV_DIVERT,
        EV_DRIFT,
        EV_FINISH,
        EV_IDEA,
        EV_INCIDENT,
        EV_JOIN,
        EV_LEAVE,
        EV_MONTH,
        EV_OVERDUE,
        EV_QUARTER,
        EV_QUESTION,
        EV_REQUEST,
        EV_RETIRE,
        EV_RETURN,
        EV_REVIEW,
        EV_SNAPSHOT,
        EV_WAVE,
        EV_WITHDRAW,
        FUNCTION_ML,
        NONE,
        STAGE_ENDED,
        STAGE_EXPERIMENT,
        STAGE_OFFERED,
        TASK_ACCESS,
        TASK_APPROVE,
        TASK_COLLECT,
        TASK_COMPUTE,
        TASK_DECIDE,
        TASK_ESCALATE,
        TASK_EXPERIMENT,
        TASK_FAULT,
        TASK_INCIDENT,
        TASK_INTEGRATE,
        TASK_LABEL,
        TASK_PLATFORM,
        TASK_PREPARE,
        TASK_REPAIR,
        TASK_REWORK,
        TASK_VISIT,
    )
    from .lifecycle import (
        end_use_case,
    )
    from .mechanisms.adoption import (
        user_starts,
        users_hesitate,
    )
    from .mechanisms.approval import (
        approver_decided,
        next_approver,
    )
    from .mechanisms.compute import (
        compute_done,
    )
    from .mechanisms.data_access import (
        access_granted,
        begin_data,
        escalation_decided,
        request_access,
        request_overdue,
    )
    from .mechanisms.diversion import (
        divert,
    )
    from .mechanisms.exceptions import (
        decision_made,
        new_question,
    )
    from .mechanisms.experiments import (
        experiment_done,
        next_experiment,
        review,
    )
    from .mechanisms.funding import (
        fund,
    )
    from .mechanisms.handoff import (
        integration_done,
        rework_done,
    )
    from .mechanisms.hiring import (
        may_hire,
        open_vacancy,
        person_joins,
        ramp_up,
    )
    from .mechanisms.ideas import (
        leave_backlog,
        next_arrival,
        offer_idea,
        take_idea,
    )
    from .mechanisms.leaving import (
        consider_leaving,
        look_at_teams,
        newcomer_may_leave,
        person_leaves,
    )
    from .mechanisms.operation import (
        ask_improvement,
        break_down,
        degrade,
        detect,
        incident_done,
        repair_done,
        retire,
    )
    from .mechanisms.platform import (
        consider_platforms,
    )
    from .mechanisms.preparation import (
        labels_made,
        task_closed,
    )
    from .mechanisms.reorganisation import (
        spread_literacy,
    )
    from .mechanisms.skill import (
        learn_by_doing,
        meet_colleague,
    )
    from .network import drop_task
    from .queues import (
        lay_down,
        pause,
        release,
        submit,
        take_next,
        work_on,
    )
    from .snapshots import (
        take_snapshot,
    )
    from .walk import walk_in, walk_on
    from .world import World


EVENTS_PER_USE_CASE = cython.declare(cython.const[cython.ulonglong], 50)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def use_cases_allowed(w: World) -> cython.double:
    """As many use cases as a replication may have: a fiftieth of its events."""
    return w.most_events / EVENTS_PER_USE_CASE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def countable(w: World) -> cython.bint:
    """Whether the ideas that wait on day 0 are few enough to begin at all."""
    return w.lines * w.env.ready_ideas <= use_cases_allowed(w)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def out_of_proportion(w: World) -> cython.bint:
    """Whether a replication has had more events or use cases than it may have."""
    use_cases: cython.ulonglong = w.use_cases
    return w.clock.events > w.most_events or use_cases * EVENTS_PER_USE_CASE > w.most_events


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def run_events(w: World) -> cython.void:
    """Until the horizon, or until the next wave of a plan."""
    look_for_work(w)
    while w.clock.advance():
        if w.clock.kind == EV_WAVE or out_of_proportion(w):
            return
        happen(w, w.clock.kind, w.clock.id)
        if w.hungry:
            look_for_work(w)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def happen(w: World, kind: cython.int, id: cython.int) -> cython.void:
    """One event."""
    if kind == EV_FINISH:
        if w.slot[id].due == w.clock.now and w.slot[id].present:
            task_finished(w, id)
    elif kind == EV_QUESTION:
        ask_manager(w, id)
    elif kind == EV_IDEA:
        if w.walking:
            walk_in(w, id)
        else:
            offer_idea(w, id)
        next_arrival(w, id)
    elif kind >= EV_ADOPT and kind <= EV_RETIRE:
        happen_in_use(w, kind, id)
    elif kind == EV_WITHDRAW:
        withdraw(w, id)
    elif kind == EV_OVERDUE:
        request_overdue(w, id)
    elif kind == EV_REVIEW:
        review(w, id)
        if w.use_case[id].stage == STAGE_ENDED:
            abandon(w, id)
    elif kind == EV_SNAPSHOT:
        take_snapshot(w, id)
    else:
        happen_to_people(w, kind, id)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def abandon(w: World, u: cython.int) -> cython.void:
    """A use case was stopped: whoever of its builders works on it lays it down."""
    g: cython.int = w.use_case[u].builder
    s: cython.int
    if g == NONE:
        return
    for s in range(w.group[g].first, w.group[g].first + w.group[g].size):
        i: cython.int = w.slot[s].task
        if i != NONE and w.task[i].use_case == u and w.slot[s].asking == NONE:
            lay_down(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def happen_in_use(w: World, kind: cython.int, id: cython.int) -> cython.void:
    """One event in the life of a use case that is in use."""
    if kind == EV_ADOPT:
        user_starts(w, id)
    elif kind == EV_DRIFT:
        degrade(w, id)
    elif kind == EV_DETECT:
        detect(w, id)
    elif kind == EV_INCIDENT:
        break_down(w, id)
        users_hesitate(w, id)
    elif kind == EV_REQUEST:
        ask_improvement(w, id)
    else:
        retire(w, id)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def happen_to_people(w: World, kind: cython.int, id: cython.int) -> cython.void:
    """One event in the life of people and teams."""
    if kind == EV_DIVERT:
        divert(w, id)
    elif kind == EV_MONTH:
        month_begins(w, id)
    elif kind == EV_LEAVE:
        if w.slot[id].present and w.slot[id].due_leave == w.clock.now:
            person_leaves(w, id)
            open_vacancy(w, id)
    elif kind == EV_JOIN:
        fill_vacancy(w, id)
    elif kind == EV_QUARTER:
        fund(w, id)
    elif kind == EV_RETURN:
        if w.slot[id].present and w.slot[id].due == w.clock.now:
            take_next(w, id)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def fill_vacancy(w: World, s: cython.int) -> cython.void:
    """Somebody new, if the budget allows; else the post waits a quarter."""
    g: cython.int = w.slot[s].group
    if may_hire(w, g):
        person_joins(w, s)
        newcomer_may_leave(w, s)
        w.hungry_group[g] = 1 if w.group[g].serves_n > 0 else 0
        w.hungry = 1
    else:
        w.clock.push(w.clock.now + DAYS_PER_QUARTER, EV_JOIN, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def month_begins(w: World, n: cython.int) -> cython.void:
    """Once a month: contacts, literacy, tooling, and who will leave."""
    look_at_teams(w)
    spread_literacy(w)
    consider_platforms(w)
    s: cython.int
    for s in range(w.ml_slots):
        w.slot[s].mentoring = 0.0
    for s in range(w.ml_slots):
        if w.slot[s].function == FUNCTION_ML and w.slot[s].present:
            ramp_up(w, s)
            meet_colleague(w, s, n)
            consider_leaving(w, s, n)
    w.clock.push(w.clock.now + DAYS_PER_MONTH, EV_MONTH, n + 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def ask_manager(w: World, s: cython.int) -> cython.void:
    """Slot s has a question: to its manager's desk, and wait."""
    if w.slot[s].present and w.slot[s].due == w.clock.now:
        pause(w, s)
        w.slot[s].due = -1.0
        submit(w, new_question(w, s), w.group[w.slot[s].group].desk, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_for_work(w: World) -> cython.void:
    """Groups with free hands take up ideas until their hands are full or nothing appeals."""
    w.hungry = 0
    g: cython.int
    for g in range(w.teams):
        if not w.hungry_group[g]:
            continue
        w.hungry_group[g] = 0
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
    """A slot has finished: the consequences first, among which may be its next task."""
    i: cython.int = release(w, s)
    have_consequences(w, s, i)
    take_next(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def have_consequences(w: World, s: cython.int, i: cython.int) -> cython.void:
    """What follows from task i, which slot s has finished."""
    u: cython.int = w.task[i].use_case
    kind: cython.int = w.task[i].kind
    k: cython.int = w.task[i].dataset
    if kind >= TASK_ESCALATE:
        of_its_own(w, i, kind, u)
        drop_task(w, i)
        return
    learn_by_doing(w, s, w.task[i].skill)
    drop_task(w, i)
    if w.use_case[u].stage != STAGE_ENDED:
        follow(w, u, kind, k, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def of_its_own(w: World, i: cython.int, kind: cython.int, u: cython.int) -> cython.void:
    """What follows from tasks that are not a step of a use case."""
    s: cython.int = w.task[i].asked
    if kind == TASK_ESCALATE:
        escalation_decided(w, i)
    elif kind == TASK_DECIDE:
        if w.slot[s].asking == i and w.slot[s].present:
            decision_made(w, s, i)
            if w.use_case[u].stage == STAGE_ENDED:  # stopped while the asker waited
                w.slot[s].began = w.clock.now
                lay_down(w, s)
            else:
                work_on(w, s)
    elif kind == TASK_VISIT:
        walk_on(w, u, w.task[i].group)
    elif kind == TASK_PLATFORM:
        w.tooling[s] = 1.0
    elif kind == TASK_COMPUTE:
        w.use_case[u].compute_wait += w.clock.now - w.task[i].entered
        compute_done(w, u)
        if w.use_case[u].stage == STAGE_EXPERIMENT:
            next_experiment(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def follow(w: World, u: cython.int, kind: cython.int, k: cython.int, s: cython.int) -> cython.void:
    """What follows for a use case from a finished task; k is the data set, s the slot that did it."""
    if kind == TASK_EXPERIMENT:
        experiment_done(w, u, s)
    elif kind == TASK_PREPARE or kind == TASK_FAULT:
        task_closed(w, u)
    elif kind == TASK_ACCESS:
        access_granted(w, u, k)
    elif kind == TASK_APPROVE:
        approver_decided(w, u)
    elif kind == TASK_COLLECT:
        request_access(w, u, k)
    elif kind == TASK_LABEL:
        labels_made(w, u, w.slot[s].group)
    elif kind == TASK_INTEGRATE:
        integration_done(w, u)
    elif kind == TASK_REWORK:
        rework_done(w, u)
    elif kind == TASK_REPAIR:
        repair_done(w, u)
    elif kind == TASK_INCIDENT:
        incident_done(w, u)
