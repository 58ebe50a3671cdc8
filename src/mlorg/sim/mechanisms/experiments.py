"""Mechanism 6: experiments until each round's milestone is met, under the reviews of the funding manager.

    experiment   experiment_days of work, less what reuse saves (mechanism 12), at the speed of method skill
    milestone    after each with probability experiment_success * quality * (1 - mislabelled)
                 * method skill of who did it ** skill_on_success
                 * exp(-maturity_decline * use cases already in use in the line - difficulty_spread * z), z standard
                 normal and keyed to the round of the use case; at least 0.002, at most 1
    pilot        the first round (not of improvements); what it shows is judged once, as an approver judges an idea
                 (mechanism 2): it goes on with probability accept_good if its worth is positive, accept_bad if negative
    rounds       as many milestones as the idea needs; then the model is finished
    review       every review_days * exp(review_shift of the manager's kind) from approval to deployment
    stop         at a review patience_days * exp(patience_shift of his kind) or more after the last milestone (approval
                 and data ready count as such), with probability
                 stop_probability * (1 - literacy_on_stop * literacy of the manager)

The reviewer leads the unit that pays for the builders; where none is stated he is their manager. Cycle, patience and
literacy come from the table of managers, the same for all structures.
Sources: success and its decline V01, patience G09; the rest assumed. Reads: skills, kind of manager. Writes:
`rounds_done`, `experiments`, `finished`, ends by stopping. Switch `ON_EXPERIMENTS`: off = every experiment meets its
milestone and there are neither verdicts nor reviews.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp, pow

    from ..constants import (
        CLASS_NEAR,
        DRAW_MILESTONE,
        DRAW_REVIEW,
        END_STOPPED,
        EV_REVIEW,
        KIND_COLUMNS,
        KIND_LITERACY,
        KIND_PATIENCE,
        KIND_REVIEW,
        NONE,
        ON_EXPERIMENTS,
        SKILL_METHOD,
        STAGE_DATA,
        STAGE_DEPLOY,
        STAGE_EXPERIMENT,
        TASK_EXPERIMENT,
    )
    from ..familiarity import learn_line, remaining
    from ..lifecycle import content, end_use_case
    from ..network import new_task
    from ..queues import submit
    from ..world import World
    from .compute import ask_compute
    from .handoff import begin_deployment
    from .platform import reused

FIRST_ROUND = cython.declare(cython.const[cython.ulonglong], 1048576)  # ordinals beyond any number of experiments
INSTANT = cython.declare(cython.const[cython.double], 1e-6)  # days; more than what the grid of the clock rounds off
LEAST_CHANCE = cython.declare(cython.const[cython.double], 0.002)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_experiments(w: World, u: cython.int) -> cython.void:
    """Data are there: the first experiment."""
    w.use_case[u].stage = STAGE_EXPERIMENT
    begin_round(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_round(w: World, u: cython.int) -> cython.void:
    """Machine time first, where there is a pool to wait for."""
    if not ask_compute(w, u):
        next_experiment(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_experiment(w: World, u: cython.int) -> cython.void:
    """One more experiment for the builders."""
    n: cython.int = w.use_case[u].experiments
    work: cython.double = content(w, u, TASK_EXPERIMENT, n, w.env.experiment_days) * reused(w, u)
    i: cython.int = new_task(w, u, TASK_EXPERIMENT, work)
    w.task[i].skill = SKILL_METHOD
    w.task[i].ordinal = n
    submit(w, i, w.use_case[u].builder, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def milestone_chance(w: World, u: cython.int, method: cython.double) -> cython.double:
    """Probability that one experiment by somebody of this method skill meets the round's milestone."""
    if not w.on & ON_EXPERIMENTS:
        return 1.0
    n: cython.ulonglong = FIRST_ROUND + w.use_case[u].rounds_done
    w.draws.at(w.use_case[u].key, DRAW_MILESTONE, n)
    x: cython.double = w.env.difficulty_spread * w.draws.normal()
    x += w.env.maturity_decline * w.line[w.use_case[u].line].live
    p: cython.double = w.env.experiment_success * w.use_case[u].quality * (1.0 - w.use_case[u].mislabelled)
    p *= pow(max(0.05, method), min(5.0, max(-5.0, w.env.skill_on_success))) * exp(-x)
    return min(1.0, max(LEAST_CHANCE, p))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def experiment_done(w: World, u: cython.int, s: cython.int) -> cython.void:
    """Slot s has ended an experiment: another, another round, or a finished model."""
    chance: cython.double = milestone_chance(w, u, w.slot[s].method)
    w.draws.at(w.use_case[u].key, DRAW_MILESTONE, w.use_case[u].experiments)
    met: cython.bint = w.draws.uniform() < chance
    w.use_case[u].experiments += 1
    if not met:
        next_experiment(w, u)
        return
    w.use_case[u].rounds_done += 1
    w.use_case[u].milestone = w.clock.now
    learn_line(w, w.use_case[u].builder, w.use_case[u].line)
    if w.use_case[u].rounds_done == 1 and not goes_on(w, u):
        end_use_case(w, u, END_STOPPED)
        return
    if w.use_case[u].rounds_done < w.use_case[u].rounds:
        begin_round(w, u)
        return
    w.use_case[u].finished = w.clock.now
    begin_deployment(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def goes_on(w: World, u: cython.int) -> cython.bint:
    """The verdict on a pilot."""
    if w.use_case[u].parent != NONE or not w.on & ON_EXPERIMENTS:
        return True
    w.draws.at(w.use_case[u].key, DRAW_REVIEW, 0)
    return w.draws.uniform() < (w.env.accept_bad if w.use_case[u].negative else w.env.accept_good)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def manager_table(w: World, kind: cython.int, column: cython.int) -> cython.double:
    """One entry of the table of managers."""
    return w.managers[kind * KIND_COLUMNS + column]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_reviews(w: World, u: cython.int) -> cython.void:
    """From now on whoever pays looks at it at his cycle."""
    if not w.on & ON_EXPERIMENTS:
        return
    kind: cython.int = w.group[w.use_case[u].builder].funder
    days: cython.double = manager_table(w, kind, KIND_REVIEW)
    w.use_case[u].due_review = w.clock.push(w.clock.now + days, EV_REVIEW, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def review(w: World, u: cython.int) -> cython.void:
    """Whoever pays reviews a use case that is under way."""
    if w.use_case[u].due_review != w.clock.now:
        return
    if w.use_case[u].stage < STAGE_DATA or w.use_case[u].stage > STAGE_DEPLOY:
        return
    w.use_case[u].reviews += 1
    kind: cython.int = w.group[w.use_case[u].builder].funder
    if w.clock.now - w.use_case[u].milestone + INSTANT >= manager_table(w, kind, KIND_PATIENCE):
        literate: cython.double = w.group[w.use_case[u].builder].literacy
        if kind != w.group[w.use_case[u].builder].manager:
            literate = manager_table(w, kind, KIND_LITERACY)
        w.draws.at(w.use_case[u].key, DRAW_REVIEW, w.use_case[u].reviews)
        if w.draws.uniform() < w.env.stop_probability * remaining(w.env.literacy_on_stop, literate):
            end_use_case(w, u, END_STOPPED)
            return
    begin_reviews(w, u)
