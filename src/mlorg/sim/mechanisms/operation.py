"""Mechanism 9: a model in use earns, drifts, fails, is improved, and one day is no longer needed.

    earns        worth / 252 * reach * quality per day (`lifecycle.earn`); * degraded_share while degraded, 0 while down
    drift        degraded after Exp(drift_days)
    detection    by the maintainer, Exp(detect_days * exp(-tooling_on_detection)) after that with shared tooling
                 (mechanism 12) at the builders' hands, Exp(detect_days) without
    repair       repair_days of work in the maintainer's queue, in turn with all other work
    no owner     nobody detects and nobody repairs drift
    incidents    incidents_per_year while it is up: down until incident_days of work are done, by the maintainer, or by
                 the builders where there is none; trust falls by trust_loss
    improvements requests_per_year: each goes into the line's backlog as a one-round use case worth improvement_gain of
                 its parent, skips approval and walks data, experiments, integration like any other
    retired      after Exp(life_days)

Sources: drift M01, incidents M07; the rest assumed. Reads: owner of maintenance. Writes: `value`,
`degraded_days`. Switch `ON_SERVICE`: off = models earn undisturbed until the horizon.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp

    from ..constants import (
        CLASS_NEAR,
        CLASS_URGENT,
        DAYS_PER_YEAR,
        DRAW_DETECT,
        DRAW_DRIFT,
        DRAW_INCIDENT,
        DRAW_LIFE,
        DRAW_REQUEST,
        END_RETIRED,
        EV_DETECT,
        EV_DRIFT,
        EV_INCIDENT,
        EV_REQUEST,
        EV_RETIRE,
        NONE,
        ON_SERVICE,
        SKILL_ENGINEERING,
        STAGE_LIVE,
        TASK_INCIDENT,
        TASK_REPAIR,
    )
    from ..draws import mixed
    from ..lifecycle import content, earn, end_use_case, new_use_case
    from ..network import new_task
    from ..queues import submit
    from ..world import World
    from .ideas import append_backlog
    from .platform import tooling_of


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_service(w: World, u: cython.int) -> cython.void:
    """In use: everything that may happen to it is scheduled."""
    if not w.on & ON_SERVICE:
        return
    w.draws.at(w.use_case[u].key, DRAW_LIFE, 0)
    life: cython.double = w.env.life_days * w.draws.exponential()
    w.use_case[u].due_retire = w.clock.push(w.clock.now + life, EV_RETIRE, u)
    next_drift(w, u)
    next_incident(w, u)
    next_request(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_drift(w: World, u: cython.int) -> cython.void:
    """Schedule the next time it degrades."""
    n: cython.ulonglong = w.use_case[u].drifts + 1
    w.draws.at(w.use_case[u].key, DRAW_DRIFT, n)
    days: cython.double = w.env.drift_days * w.draws.exponential()
    w.use_case[u].due_drift = w.clock.push(w.clock.now + days, EV_DRIFT, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def degrade(w: World, u: cython.int) -> cython.void:
    """The model has drifted."""
    if w.use_case[u].stage != STAGE_LIVE or w.use_case[u].due_drift != w.clock.now:
        return
    earn(w, u)
    w.use_case[u].degraded = 1
    w.use_case[u].drifts += 1
    look_for_drift(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_for_drift(w: World, u: cython.int) -> cython.void:
    """Schedule that its maintainer, if there is one, sees that it has drifted."""
    if w.use_case[u].maintainer == NONE:
        return
    w.draws.at(w.use_case[u].key, DRAW_DETECT, w.use_case[u].drifts)
    days: cython.double = w.env.detect_days * w.draws.exponential()
    if w.use_case[u].builder != NONE:
        days *= exp(-w.env.tooling_on_detection * tooling_of(w, w.use_case[u].builder))
    w.use_case[u].due_detect = w.clock.push(w.clock.now + days, EV_DETECT, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def detect(w: World, u: cython.int) -> cython.void:
    """The maintainer has seen it: repair."""
    if w.use_case[u].stage != STAGE_LIVE or w.use_case[u].due_detect != w.clock.now:
        return
    n: cython.int = w.use_case[u].drifts
    i: cython.int = new_task(w, u, TASK_REPAIR, content(w, u, TASK_REPAIR, n, w.env.repair_days))
    w.task[i].skill = SKILL_ENGINEERING
    submit(w, i, w.use_case[u].maintainer, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def repair_done(w: World, u: cython.int) -> cython.void:
    """Healthy again."""
    earn(w, u)
    w.use_case[u].degraded = 0
    next_drift(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_incident(w: World, u: cython.int) -> cython.void:
    """Schedule the next incident."""
    if w.env.incidents_per_year <= 0.0:
        return
    w.draws.at(w.use_case[u].key, DRAW_INCIDENT, w.use_case[u].incidents)
    days: cython.double = w.draws.exponential() * DAYS_PER_YEAR / w.env.incidents_per_year
    w.use_case[u].due_incident = w.clock.push(w.clock.now + days, EV_INCIDENT, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def break_down(w: World, u: cython.int) -> cython.void:
    """An incident: the model is down until somebody has worked on it."""
    if w.use_case[u].stage != STAGE_LIVE or w.use_case[u].due_incident != w.clock.now:
        return
    earn(w, u)
    w.use_case[u].down = 1
    w.use_case[u].incidents += 1
    w.use_case[u].trust *= 1.0 - w.env.trust_loss
    fixer: cython.int = w.use_case[u].maintainer
    if fixer == NONE:
        fixer = w.use_case[u].builder
    if fixer == NONE:
        return
    n: cython.int = w.use_case[u].incidents
    i: cython.int = new_task(w, u, TASK_INCIDENT, content(w, u, TASK_INCIDENT, n, w.env.incident_days))
    w.task[i].skill = SKILL_ENGINEERING
    submit(w, i, fixer, CLASS_URGENT)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def incident_done(w: World, u: cython.int) -> cython.void:
    """Up again."""
    earn(w, u)
    w.use_case[u].down = 0
    next_incident(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_request(w: World, u: cython.int) -> cython.void:
    """Schedule the next wish for an improvement."""
    if w.env.requests_per_year <= 0.0:
        return
    w.draws.at(w.use_case[u].key, DRAW_REQUEST, w.use_case[u].requests)
    days: cython.double = w.draws.exponential() * DAYS_PER_YEAR / w.env.requests_per_year
    w.use_case[u].due_request = w.clock.push(w.clock.now + days, EV_REQUEST, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def ask_improvement(w: World, u: cython.int) -> cython.void:
    """A wish: a small use case of its own in the line's backlog."""
    if w.use_case[u].stage != STAGE_LIVE or w.use_case[u].due_request != w.clock.now:
        return
    w.use_case[u].requests += 1
    n: cython.ulonglong = w.use_case[u].requests
    key: cython.ulonglong = mixed(w.use_case[u].key ^ (n << 32))
    child: cython.int = new_use_case(w, w.use_case[u].line, key)
    w.use_case[child].parent = u
    w.use_case[child].worth = w.use_case[u].worth * w.env.improvement_gain
    w.use_case[child].negative = w.use_case[u].negative
    w.use_case[child].quality = w.use_case[u].quality
    w.use_case[child].size = w.use_case[u].size
    if w.use_case[u].datasets > 0:
        w.use_case[child].datasets = 1
        w.use_case[child].dataset_0 = w.use_case[u].dataset_0
    append_backlog(w, child)
    next_request(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def retire(w: World, u: cython.int) -> cython.void:
    """The need has ended."""
    if w.use_case[u].stage == STAGE_LIVE and w.use_case[u].due_retire == w.clock.now:
        end_use_case(w, u, END_RETIRED)
