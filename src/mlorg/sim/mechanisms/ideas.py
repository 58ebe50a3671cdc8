"""Mechanism 1: ideas arrive per line, whatever the structure, and builders take the one that looks best.

    arrivals     Poisson per line; mean gap from the offered load (`begin_lines`); `ready_ideas` wait on day 0
    rounds       1, then another with probability 1 - rounds_stop, at most 12
    base         truncated Pareto(worth_tail) on [1, its 99.9 % point], divided by its median
    worth        worth_scale * (rounds / 2) ** worth_rounds_power * base, so that worth_scale is that of the median idea
                 of two rounds, the median number; negative ideas: minus a third of that
    perceived    worth as drawn, before the sign of a negative idea is known
                 * exp(perception_noise * (1 - familiarity_on_noise * f) * z), z keyed to the idea
    size         exp(size_sigma * z), seen by all: preparation, labels, experiments, integration and upkeep are so much
                 more work than usual
    overrun      with probability overrun_share min(10, 1.5 * Pareto(overrun_tail)), else 1: the same, but unforeseen
    effort       size * (prepare_days * data sets + rounds * experiment_days / experiment_success + integration_days)
    choice       highest perceived worth per effort among the lines in the mandate, the 40 oldest ideas of each, while a
                 slot in hand is free (wip_per_post per full-time person present); a team with a long-term mandate looks
                 only at ideas of four rounds or more and at improvements
    allocation   between lines by perceived worth; or, where the organisation says so, by shares (the line that has had
                 fewest relative to its share of ideas first) or by sponsor (the line with most users first)
    data sets    1 + Poisson(extra_datasets), at most 4; each its line's, or with probability outside_share any line's
    withdrawn    after Exp(shelf_days) if nobody took it up

The backlog is finite: first the ideas that wait, then what arrives; whoever comes first finds the best.
Sources: tail V03, overruns T13 and T14; everything else assumed. Reads: lines, mandates, familiarity. Writes: UseCase,
its `offered` and `taken`. Switch `ON_IDEAS`: off = all ideas are worth the same and are seen as they are.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp, fabs, log, pow

    from ..constants import (
        DRAW_ARRIVAL,
        DRAW_DATASETS,
        DRAW_IDEA,
        DRAW_PERCEPTION,
        EV_IDEA,
        EV_WITHDRAW,
        LONG_ROUNDS,
        MOST_CONSIDERED,
        MOST_DATASETS,
        MOST_ROUNDS,
        NONE,
        ON_IDEAS,
        STAGE_APPROVAL,
    )
    from ..draws import mixed
    from ..familiarity import familiarity_now, remaining
    from ..lifecycle import new_use_case, set_dataset
    from ..world import World
    from .platform import draw_kind

NO_PROMISE = cython.declare(cython.const[cython.double], -1e200)  # of what is worth nothing: nobody takes it up
BY_SHARES = cython.declare(cython.const[cython.int], 1)
BY_SPONSOR = cython.declare(cython.const[cython.int], 2)
LEAST_WORK = cython.declare(cython.const[cython.double], 1e-12)  # days; so that an idea without work is no division
MOST_HANDS = cython.declare(cython.const[cython.double], 1e9)
LEAST_OVERRUN = cython.declare(cython.const[cython.double], 1.5)  # what counts as an overrun in the source
MOST_OVERRUN = cython.declare(cython.const[cython.double], 10.0)
PARETO_KEPT = cython.declare(cython.const[cython.double], 0.999)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_arrival(w: World, line: cython.int) -> cython.void:
    """Schedule the line's next idea."""
    n: cython.ulonglong = w.line[line].ideas
    w.draws.at(w.line[line].key, DRAW_ARRIVAL, n)
    w.clock.push(w.clock.now + w.line[line].gap * w.draws.exponential(), EV_IDEA, line)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offer_idea(w: World, line: cython.int) -> cython.int:
    """The line's next idea enters its backlog."""
    n: cython.ulonglong = w.line[line].ideas
    w.line[line].ideas += 1
    u: cython.int = new_use_case(w, line, mixed(w.line[line].key + n))
    draw_worth(w, u)
    draw_size(w, u)
    draw_datasets(w, u)
    draw_kind(w, u)
    append_backlog(w, u)
    return u


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def draw_worth(w: World, u: cython.int) -> cython.void:
    """Rounds, worth and kind of an idea."""
    w.draws.at(w.use_case[u].key, DRAW_IDEA, 0)
    tail: cython.double = w.draws.uniform()
    w.use_case[u].automated = w.draws.uniform() < w.env.automated_share
    w.use_case[u].negative = w.draws.uniform() < w.env.negative_share
    rounds: cython.int = 1
    while rounds < MOST_ROUNDS and w.draws.uniform() > w.env.rounds_stop:
        rounds += 1
    w.use_case[u].rounds = w.fixed_rounds if w.fixed_rounds > 0 else rounds
    worth: cython.double = w.env.worth_scale
    if w.on & ON_IDEAS:
        base: cython.double = pow(
            (1.0 - 0.5 * PARETO_KEPT) / (1.0 - tail * PARETO_KEPT), 1.0 / max(0.2, w.env.worth_tail)
        )
        many: cython.double = rounds
        worth *= base * pow(0.5 * many, min(5.0, max(-5.0, w.env.worth_rounds_power)))
    if w.use_case[u].negative:
        worth = -worth / 3.0
    w.use_case[u].worth = worth
    w.draws.at(w.use_case[u].key, DRAW_PERCEPTION, 0)
    w.idea[u].noise = w.draws.normal()


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def draw_size(w: World, u: cython.int) -> cython.void:
    """How much more work an idea is than usual: what everybody sees, and what nobody has foreseen."""
    w.draws.at(w.use_case[u].key, DRAW_IDEA, 1)
    w.use_case[u].size = exp(w.env.size_sigma * w.draws.normal())
    w.draws.at(w.use_case[u].key, DRAW_IDEA, 2)
    if w.draws.uniform() < w.env.overrun_share:
        beyond: cython.double = pow(1.0 - w.draws.uniform(), -1.0 / max(0.2, w.env.overrun_tail))
        w.use_case[u].overrun = min(MOST_OVERRUN, LEAST_OVERRUN * beyond)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def mean_size(w: World) -> cython.double:
    """Expected size times expected overrun of an idea."""
    a: cython.double = max(0.2, w.env.overrun_tail)
    most: cython.double = MOST_OVERRUN / LEAST_OVERRUN
    beyond: cython.double = 1.0 + log(most)
    if fabs(a - 1.0) > 1e-6:
        beyond = (a - pow(most, 1.0 - a)) / (a - 1.0)
    overrun: cython.double = 1.0 + w.env.overrun_share * (LEAST_OVERRUN * beyond - 1.0)
    return exp(0.5 * w.env.size_sigma * w.env.size_sigma) * overrun


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def draw_datasets(w: World, u: cython.int) -> cython.void:
    """Which data sets an idea needs: its own line's, or any other's."""
    if w.n_datasets == 0:
        return
    line: cython.int = w.use_case[u].line
    w.draws.at(w.use_case[u].key, DRAW_DATASETS, 0)
    n: cython.int = min(MOST_DATASETS, 1 + w.draws.poisson(w.env.extra_datasets))
    quality: cython.double = 0.0
    k: cython.int
    for k in range(n):
        outside: cython.bint = w.draws.uniform() < w.env.outside_share
        which: cython.double = w.draws.uniform()
        d: cython.int = int(which * w.n_datasets)
        if not outside and w.line[line].datasets_n > 0:
            d = int(which * w.line[line].datasets_n)
            d += w.line[line].datasets
        set_dataset(w, u, k, d)
        quality += w.dataset[d].quality
    w.use_case[u].datasets = n
    w.use_case[u].quality = quality / n


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def append_backlog(w: World, u: cython.int) -> cython.void:
    """To the end of the line's backlog; builders who serve the line take note."""
    line: cython.int = w.use_case[u].line
    last: cython.int = w.line[line].last
    w.idea[u].promise = promise(w, u)
    w.idea[u].long_term = w.use_case[u].rounds >= LONG_ROUNDS or w.use_case[u].parent != NONE
    w.idea[u].previous = last
    w.idea[u].next = NONE
    if last == NONE:
        w.line[line].first = u
    else:
        w.idea[last].next = u
    w.line[line].last = u
    place: cython.ulonglong = 1
    w.draws.at(w.use_case[u].key, DRAW_ARRIVAL, place)
    shelf: cython.double = w.env.shelf_days * w.draws.exponential()
    w.use_case[u].due_withdraw = w.clock.push(w.clock.now + shelf, EV_WITHDRAW, u)
    i: cython.int
    for i in range(w.line[line].builders, w.line[line].builders + w.line[line].builders_n):
        w.hungry_group[w.builder[i]] = 1
        w.hungry = 1


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def leave_backlog(w: World, u: cython.int) -> cython.void:
    """Out of the line's backlog."""
    line: cython.int = w.use_case[u].line
    before: cython.int = w.idea[u].previous
    after: cython.int = w.idea[u].next
    if before == NONE:
        w.line[line].first = after
    else:
        w.idea[before].next = after
    if after == NONE:
        w.line[line].last = before
    else:
        w.idea[after].previous = before


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def appeal(w: World, u: cython.int, blur: cython.double) -> cython.double:
    """Log of the perceived worth per day of effort, to a group that errs by so much."""
    return w.idea[u].promise + blur * w.idea[u].noise


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def promise(w: World, u: cython.int) -> cython.double:
    """Log of an idea's worth per day of effort, before the sign of a negative one is known."""
    worth: cython.double = w.use_case[u].worth
    if w.use_case[u].negative:
        worth = -3.0 * worth
    if worth <= 0.0:
        return NO_PROMISE
    rounds: cython.double = w.use_case[u].rounds
    effort: cython.double = w.env.prepare_days * w.use_case[u].datasets + w.env.integration_days
    effort += rounds * w.env.experiment_days / max(0.02, w.env.experiment_success)
    effort *= w.use_case[u].size
    return log(worth / max(LEAST_WORK, effort))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def error_of(w: World, g: cython.int, line: cython.int) -> cython.double:
    """Sd of the log error with which group g guesses the worth of a line's ideas."""
    if not w.on & ON_IDEAS:
        return 0.0
    return w.env.perception_noise * remaining(w.env.familiarity_on_noise, familiarity_now(w, g, line))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def best_idea(w: World, g: cython.int) -> cython.int:
    """The idea in the lines of its mandate that appeals most to group g; NONE if there is none."""
    best: cython.int = NONE
    most: cython.double = -1e300
    i: cython.int
    for i in range(w.group[g].serves, w.group[g].serves + w.group[g].serves_n):
        if w.line[w.served[i]].first == NONE:
            continue
        blur: cython.double = error_of(w, g, w.served[i])
        u: cython.int = best_of_line(w, g, w.served[i], blur)
        if u == NONE:
            continue
        a: cython.double = claim(w, u, blur)
        if a > most:
            most = a
            best = u
    return best


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def claim(w: World, u: cython.int, blur: cython.double) -> cython.double:
    """What speaks for a line, of which u is the best idea, by the rule of allocation."""
    line: cython.int = w.use_case[u].line
    if w.allocation == BY_SHARES:
        return -w.line[line].taken / max(1e-9, w.idea_share[line])
    if w.allocation == BY_SPONSOR:
        return w.line[line].users
    return appeal(w, u, blur)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def best_of_line(w: World, g: cython.int, line: cython.int, blur: cython.double) -> cython.int:
    """The idea of a line that appeals most to group g; NONE if there is none."""
    best: cython.int = NONE
    most: cython.double = NO_PROMISE
    u: cython.int = w.line[line].first
    looked: cython.int = 0
    while u != NONE and looked < MOST_CONSIDERED:
        if not w.group[g].long_term or w.idea[u].long_term:
            a: cython.double = appeal(w, u, blur)
            if a > most:
                most = a
                best = u
        looked += 1
        u = w.idea[u].next
    return best


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def hands(w: World, g: cython.int) -> cython.int:
    """Use cases that those present in group g can have in hand at once."""
    people: cython.double = w.group_fte[g] * w.group[g].present / max(1, w.group[g].size)
    n: cython.int = int(min(MOST_HANDS, people * w.env.wip_per_post) + 0.5)
    return max(1, n) if w.group[g].present > 0 else 0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def take_idea(w: World, g: cython.int) -> cython.int:
    """Group g takes up the idea that appeals most, if it has a slot in hand; returns it, or NONE."""
    if w.group[g].wip >= hands(w, g):
        return NONE
    u: cython.int = best_idea(w, g)
    if u == NONE:
        return NONE
    leave_backlog(w, u)
    w.group[g].wip += 1
    w.use_case[u].builder = g
    w.use_case[u].taken = w.clock.now
    w.use_case[u].stage = STAGE_APPROVAL
    if w.use_case[u].parent == NONE:
        w.use_case[u].order = w.line[w.use_case[u].line].taken
        w.line[w.use_case[u].line].taken += 1
    return u
