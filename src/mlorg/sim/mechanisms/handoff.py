"""Mechanism 7: a finished model is integrated by whoever deploys it; between two teams it may come back.

    integrate    integration_days of work in the deployer's queue (speed by engineering skill); where the builders
                 deploy, or nobody does, in their own, ahead of new experiments: a finished model goes out first; less
                 what the builders' tooling saves (mechanism 12)
    first        in a line with no model in use the way into production has to be laid: first_extra more of that work
    sent back    between two teams with probability
                   send_back * (1 - congruence_on_send_back * congruent) * (1 - familiarity_on_send_back * f)
                   * (1 - pm_on_send_back * guided) * (1 - literacy_on_send_back * literacy of the line)
                 where congruent = both sit in one unit or share a manager; guided = the larger of 1 for a member that
                 both share (a person with a seat in both, or a dotted line to the other's manager) and how much of a
                 product manager of ML the builders have: one who shares their manager or sits in their unit or above
                 it counts in full for up to three teams, in proportion beyond (assumed); f = the builders' familiarity
                 with the line; at most 0.95
    own failure  builders who deploy have to do it over with probability own_failure
    return       rework by the builders, then integration again: rework_share of an experiment and of an integration
    dropped      at the sixth failure

Deployment is work for whoever does it: its hours are counted wherever they fall. Sources: base probability F02, laws of
congruence and familiarity assumed. Reads: owner of deployment, seats, managers, PMs, literacy. Writes: `handoffs`,
`returns`, `deployed`. Switch `ON_HANDOFF`: off = a finished model is in use at once.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_NEAR,
        CLASS_URGENT,
        DRAW_RETURN,
        END_DROPPED,
        ON_HANDOFF,
        SKILL_ENGINEERING,
        SKILL_METHOD,
        STAGE_DEPLOY,
        TASK_INTEGRATE,
        TASK_REWORK,
    )
    from ..familiarity import familiarity_now, learn_line, remaining
    from ..lifecycle import content, end_use_case, name_keepers
    from ..network import new_task
    from ..queues import submit
    from ..world import World
    from .adoption import begin_use
    from .platform import tooled


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_deployment(w: World, u: cython.int) -> cython.void:
    """The model is finished: to whoever deploys it."""
    name_keepers(w, u)
    w.use_case[u].stage = STAGE_DEPLOY
    if w.on & ON_HANDOFF:
        integrate(w, u, 1.0)
    else:
        begin_use(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def integrate(w: World, u: cython.int, share: cython.double) -> cython.void:
    """Integration work, in full or after a return."""
    n: cython.int = w.use_case[u].returns
    if w.free_deployment and w.use_case[u].builder == w.use_case[u].deployer:
        begin_use(w, u)
        return
    work: cython.double = share * content(w, u, TASK_INTEGRATE, n, w.env.integration_days)
    if w.line[w.use_case[u].line].live == 0:
        work *= 1.0 + w.env.first_extra
    i: cython.int = new_task(w, u, TASK_INTEGRATE, work * tooled(w, w.use_case[u].builder))
    w.task[i].skill = SKILL_ENGINEERING
    w.task[i].ordinal = n
    own: cython.bint = w.use_case[u].deployer == w.use_case[u].builder
    submit(w, i, w.use_case[u].deployer, CLASS_URGENT if own else CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def return_chance(w: World, u: cython.int) -> cython.double:
    """Probability that an integration fails."""
    builder: cython.int = w.use_case[u].builder
    deployer: cython.int = w.use_case[u].deployer
    line: cython.int = w.use_case[u].line
    if builder == deployer:
        return w.env.own_failure
    p: cython.double = w.env.send_back
    p *= remaining(w.env.congruence_on_send_back, w.congruent[builder * w.groups + deployer])
    p *= remaining(w.env.familiarity_on_send_back, familiarity_now(w, builder, line))
    p *= remaining(w.env.pm_on_send_back, max(w.group[builder].guided, w.shared[builder * w.groups + deployer]))
    p *= remaining(w.env.literacy_on_send_back, w.line[line].literacy)
    return min(0.95, p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def integration_done(w: World, u: cython.int) -> cython.void:
    """Accepted, or back to the builders, or given up."""
    w.draws.at(w.use_case[u].key, DRAW_RETURN, w.use_case[u].returns)
    if w.use_case[u].builder != w.use_case[u].deployer:
        w.use_case[u].handoffs += 1
    if w.draws.uniform() >= return_chance(w, u):
        learn_line(w, w.use_case[u].builder, w.use_case[u].line)
        begin_use(w, u)
        return
    w.use_case[u].returns += 1
    if w.use_case[u].returns > w.most_returns:
        end_use_case(w, u, END_DROPPED)
        return
    n: cython.int = w.use_case[u].returns
    work: cython.double = w.env.rework_share * content(w, u, TASK_REWORK, n, w.env.experiment_days)
    i: cython.int = new_task(w, u, TASK_REWORK, work)
    w.task[i].skill = SKILL_METHOD
    w.task[i].ordinal = n
    submit(w, i, w.use_case[u].builder, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def rework_done(w: World, u: cython.int) -> cython.void:
    """The builders have mended it: integrate again."""
    integrate(w, u, w.env.rework_share)
