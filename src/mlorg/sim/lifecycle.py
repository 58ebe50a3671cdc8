"""The life of a use case: its record, what it earns, and its end."""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import sqrt

    from .constants import (
        DAYS_PER_YEAR,
        DRAW_CONTENT,
        END_STOPPED,
        LAW_CONSTANT,
        LAW_EXPONENTIAL,
        LAW_LOGNORMAL,
        NONE,
        STAGE_APPROVAL,
        STAGE_DEPLOY,
        STAGE_ENDED,
        STAGE_LIVE,
        STAGE_OFFERED,
        TASK_PREPARE,
        TASK_REPAIR,
    )
    from .world import World, more_ideas, more_use_cases


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def new_use_case(w: World, line: cython.int, key: cython.ulonglong) -> cython.int:
    """A record for an idea of a line, offered today, with nothing known of it yet."""
    u: cython.int = w.use_cases
    w.use_cases += 1
    if u >= len(w.use_case):
        with cython.gil:
            w.use_case, w.idea = more_use_cases(w.use_case), more_ideas(w.idea)
    w.use_case[u].key = key
    w.use_case[u].line = line
    w.use_case[u].stage = STAGE_OFFERED
    w.use_case[u].end = 0
    w.use_case[u].offered = w.clock.now
    clear_days(w, u)
    clear_counts(w, u)
    w.use_case[u].users = w.line[line].users
    w.use_case[u].worth = 0.0
    w.idea[u].noise = 0.0
    w.use_case[u].size = 1.0
    w.use_case[u].overrun = 1.0
    w.use_case[u].quality = 1.0
    w.use_case[u].mislabelled = 0.0
    w.use_case[u].trust = 1.0
    w.use_case[u].builder = NONE
    w.use_case[u].deployer = NONE
    w.use_case[u].maintainer = NONE
    w.use_case[u].parent = NONE
    return u


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def clear_days(w: World, u: cython.int) -> cython.void:
    """No stage reached, nothing due, nothing earned."""
    w.use_case[u].taken = -1.0
    w.use_case[u].approved = -1.0
    w.use_case[u].ready = -1.0
    w.use_case[u].finished = -1.0
    w.use_case[u].deployed = -1.0
    w.use_case[u].used = -1.0
    w.use_case[u].ended = -1.0
    w.use_case[u].milestone = -1.0
    w.use_case[u].due_withdraw = -1.0
    w.use_case[u].due_review = -1.0
    w.use_case[u].due_adopt = -1.0
    w.use_case[u].due_drift = -1.0
    w.use_case[u].due_detect = -1.0
    w.use_case[u].due_incident = -1.0
    w.use_case[u].due_request = -1.0
    w.use_case[u].due_retire = -1.0
    w.use_case[u].data_wait = 0.0
    w.use_case[u].compute_wait = 0.0
    w.use_case[u].label_wait = 0.0
    w.use_case[u].worked = 0.0
    w.use_case[u].half = -1.0
    w.use_case[u].credited = 0.0
    w.use_case[u].value = 0.0
    w.use_case[u].since = 0.0
    w.use_case[u].degraded_days = 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def clear_counts(w: World, u: cython.int) -> cython.void:
    """All counters at 0."""
    w.use_case[u].rounds = 1
    w.use_case[u].rounds_done = 0
    w.use_case[u].experiments = 0
    w.use_case[u].automated = 0
    w.use_case[u].negative = 0
    w.use_case[u].open_tasks = 0
    w.use_case[u].open_requests = 0
    w.use_case[u].returns = 0
    w.use_case[u].handoffs = 0
    w.use_case[u].step = 0
    w.use_case[u].passes = 0
    w.use_case[u].reviews = 0
    w.use_case[u].adopted = 0
    w.use_case[u].degraded = 0
    w.use_case[u].down = 0
    w.use_case[u].drifts = 0
    w.use_case[u].incidents = 0
    w.use_case[u].requests = 0
    w.use_case[u].recurs = NONE
    w.use_case[u].reuses = 0
    w.use_case[u].duplicate = 0
    w.use_case[u].order = 0
    w.use_case[u].datasets = 0
    w.use_case[u].dataset_0 = NONE
    w.use_case[u].dataset_1 = NONE
    w.use_case[u].dataset_2 = NONE
    w.use_case[u].dataset_3 = NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def content(w: World, u: cython.int, kind: cython.int, ordinal: cython.int, median: cython.double) -> cython.double:
    """Work content of one task in days at skill 1: keyed to use case, kind and ordinal, never to who does it."""
    place: cython.ulonglong = kind * 4096 + ordinal
    w.draws.at(w.use_case[u].key, DRAW_CONTENT, place)
    work: cython.double = w.line[w.use_case[u].line].effort * drawn_content(w, median)
    if kind >= TASK_PREPARE and kind <= TASK_REPAIR:
        work *= w.use_case[u].size * w.use_case[u].overrun
    return work


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def drawn_content(w: World, middle: cython.double) -> cython.double:
    """Lognormal around the median; the other laws, for comparison with queueing theory, around the mean."""
    if w.law == LAW_LOGNORMAL:
        return w.draws.lognormal(middle, w.env.content_sigma)
    if w.law == LAW_EXPONENTIAL:
        return middle * w.draws.exponential()
    if w.law == LAW_CONSTANT:
        return middle
    p: cython.double = 0.5 * (1.0 + sqrt(0.6))  # balanced means, squared coefficient of variation 4
    if w.draws.uniform() >= p:
        p = 1.0 - p
    return middle * w.draws.exponential() / (2.0 * p)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def dataset_of(w: World, u: cython.int, k: cython.int) -> cython.int:
    """The k-th data set a use case needs."""
    if k == 0:
        return w.use_case[u].dataset_0
    if k == 1:
        return w.use_case[u].dataset_1
    if k == 2:
        return w.use_case[u].dataset_2
    return w.use_case[u].dataset_3


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def set_dataset(w: World, u: cython.int, k: cython.int, d: cython.int) -> cython.void:
    """Name the k-th data set a use case needs."""
    if k == 0:
        w.use_case[u].dataset_0 = d
    elif k == 1:
        w.use_case[u].dataset_1 = d
    elif k == 2:
        w.use_case[u].dataset_2 = d
    else:
        w.use_case[u].dataset_3 = d


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def who_does(w: World, u: cython.int, owner: cython.int) -> cython.int:
    """Who does an owner's work for a use case: its builders where they belong to the owner or there is none."""
    builder: cython.int = w.use_case[u].builder
    if owner == NONE or w.acts_for[builder * w.groups + owner]:
        return builder
    return owner


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def name_keepers(w: World, u: cython.int) -> cython.void:
    """Who deploys a use case (its builders where nobody does) and who maintains it."""
    at: cython.int = w.use_case[u].builder * w.lines + w.use_case[u].line
    deployer: cython.int = w.deployer[at]
    w.use_case[u].deployer = w.use_case[u].builder if deployer == NONE else deployer
    w.use_case[u].maintainer = w.maintainer[at]


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def literacy_of(w: World, g: cython.int) -> cython.double:
    """How much a group knows of ML: that of the line it sits in, else of its manager."""
    if w.group[g].seat != NONE:
        return w.line[w.group[g].seat].literacy
    return w.group[g].literacy


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def reach(w: World, u: cython.int) -> cython.double:
    """Share of possible use that is real: 1 where nobody has to adopt it."""
    if w.use_case[u].automated or w.use_case[u].users <= 0:
        return 1.0
    adopted: cython.double = w.use_case[u].adopted
    return adopted / w.use_case[u].users


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def earn(w: World, u: cython.int) -> cython.void:
    """Book what a live use case has earned since the last booking: worth * reach * quality per day."""
    if w.use_case[u].stage != STAGE_LIVE:
        return
    days: cython.double = w.clock.now - w.use_case[u].since
    w.use_case[u].since = w.clock.now
    quality: cython.double = w.use_case[u].quality
    if w.use_case[u].degraded:
        quality *= w.env.degraded_share
        w.use_case[u].degraded_days += days
    if w.use_case[u].down:
        quality = 0.0
    w.use_case[u].value += days * w.use_case[u].worth / DAYS_PER_YEAR * reach(w, u) * quality


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def end_use_case(w: World, u: cython.int, reason: cython.int) -> cython.void:
    """A use case ends; hands that were on it are free, work on it that still waits will be dropped."""
    earn(w, u)
    stage: cython.int = w.use_case[u].stage
    if stage == STAGE_LIVE:
        w.line[w.use_case[u].line].live -= 1
    w.use_case[u].stage = STAGE_ENDED
    w.use_case[u].end = reason
    w.use_case[u].ended = w.clock.now
    if stage >= STAGE_APPROVAL and stage <= STAGE_DEPLOY:
        free_hands(w, w.use_case[u].builder)
        if reason == END_STOPPED:
            w.group[w.use_case[u].builder].stopped += 1.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def free_hands(w: World, g: cython.int) -> cython.void:
    """A builder group has one use case less in hand and will look for another."""
    w.group[g].wip -= 1
    w.hungry_group[g] = 1
    w.hungry = 1
