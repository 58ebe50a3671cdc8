"""An open queueing network on the same clock, draws, queues and records: for comparison with Jackson's theorem only.

With the rule `walking`, an idea of line i enters group i; after each visit it goes on to group j with probability
`routing[i, j]` or leaves. No mechanism takes part.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import CLASS_NEAR, DRAW_ROUTE, END_RETIRED, SKILL_METHOD, STAGE_LIVE, TASK_VISIT
    from .draws import mixed
    from .lifecycle import content, end_use_case, new_use_case
    from .network import new_task
    from .queues import submit
    from .world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def walk_in(w: World, line: cython.int) -> cython.void:
    """A customer arrives from outside."""
    n: cython.ulonglong = w.line[line].ideas
    w.line[line].ideas += 1
    u: cython.int = new_use_case(w, line, mixed(w.line[line].key + n))
    w.use_case[u].stage = STAGE_LIVE
    w.use_case[u].since = w.clock.now
    w.line[line].live += 1
    visit(w, u, line)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def visit(w: World, u: cython.int, g: cython.int) -> cython.void:
    """Into the queue of group g."""
    w.use_case[u].step += 1
    i: cython.int = new_task(w, u, TASK_VISIT, content(w, u, TASK_VISIT, w.use_case[u].step, 1.0))
    w.task[i].skill = SKILL_METHOD
    submit(w, i, g, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def walk_on(w: World, u: cython.int, g: cython.int) -> cython.void:
    """A visit to group g is over: on to another, or out."""
    w.draws.at(w.use_case[u].key, DRAW_ROUTE, w.use_case[u].step)
    x: cython.double = w.draws.uniform()
    h: cython.int
    for h in range(w.groups):
        x -= w.routing[g * w.groups + h]
        if x < 0.0:
            visit(w, u, h)
            return
    w.use_case[u].deployed = w.clock.now
    end_use_case(w, u, END_RETIRED)
