"""Mechanism 10: uncertain work raises questions that only the manager can decide; meanwhile it waits.

    question     after Exp(1 / exceptions_per_day) days at an experiment, an integration or a rework by ML people
    decision     decision_days of work at the manager's desk (a queue of its own); the asker waits
    wrong        with probability wrong_decision * (1 - literacy_on_decisions * literacy of the manager): then
                 redo_share of the task is to be done again

N specialists who work, ask and wait for one manager are the machine-repair queue M/M/1//N. Parameters assumed. Reads:
reporting lines, kind of manager. Writes: waiting at desks, work done again. Switch `ON_EXCEPTIONS`: off = nobody asks.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        DRAW_DECISION,
        DRAW_QUESTION,
        FUNCTION_ML,
        NONE,
        ON_EXCEPTIONS,
        SKILL_NONE,
        TASK_DECIDE,
        TASK_EXPERIMENT,
        TASK_INTEGRATE,
        TASK_REWORK,
    )
    from ..familiarity import remaining
    from ..lifecycle import content
    from ..network import new_task
    from ..world import World

FIRST_QUESTION = cython.declare(cython.const[cython.int], 1048576)  # ordinals beyond those of all other tasks
NEVER = cython.declare(cython.const[cython.double], 1e18)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def days_to_question(w: World, s: cython.int) -> cython.double:
    """Days of work until slot s has a question about its task; NEVER if it has none."""
    i: cython.int = w.slot[s].task
    kind: cython.int = w.task[i].kind
    if w.slot[s].function != FUNCTION_ML or not w.on & ON_EXCEPTIONS or w.env.exceptions_per_day <= 0.0:
        return NEVER
    if kind != TASK_EXPERIMENT and kind != TASK_INTEGRATE and kind != TASK_REWORK:
        return NEVER
    if w.group[w.slot[s].group].desk == NONE:
        return NEVER
    place: cython.ulonglong = (kind * 4096 + w.task[i].ordinal) * 64 + w.slot[s].questions
    w.draws.at(w.use_case[w.task[i].use_case].key, DRAW_QUESTION, place)
    return w.draws.exponential() / w.env.exceptions_per_day


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def new_question(w: World, s: cython.int) -> cython.int:
    """The question of slot s, a task for the manager's desk."""
    i: cython.int = w.slot[s].task
    u: cython.int = w.task[i].use_case
    w.slot[s].questions += 1
    n: cython.int = FIRST_QUESTION + (w.task[i].kind * 4096 + w.task[i].ordinal) * 64 + w.slot[s].questions
    q: cython.int = new_task(w, u, TASK_DECIDE, content(w, u, TASK_DECIDE, n, w.env.decision_days))
    w.task[q].skill = SKILL_NONE
    w.task[q].asked = s
    w.task[q].ordinal = n
    w.slot[s].asking = q
    return q


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def decision_made(w: World, s: cython.int, q: cython.int) -> cython.void:
    """The manager has answered slot s: right or wrong."""
    w.slot[s].asking = NONE
    u: cython.int = w.task[q].use_case
    w.draws.at(w.use_case[u].key, DRAW_DECISION, w.task[q].ordinal)
    wrong: cython.double = w.env.wrong_decision
    wrong *= remaining(w.env.literacy_on_decisions, w.group[w.slot[s].group].literacy)
    if w.draws.uniform() < wrong:
        w.slot[s].left += w.env.redo_share * w.task[w.slot[s].task].content
