"""The events of workload W: what happens when a job arrives, a service or delay ends, a seat is vacated."""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import exp, log

    from .constants import NONE
    from .draws import mixed
    from .network import append, drop_task, enter, leave, next_in_line
    from .workload_state import (
        W_ACCESS,
        W_ADOPTED,
        W_ARRIVAL,
        W_BIRTH,
        W_CELL,
        W_DECAY,
        W_DELAY,
        W_DONE,
        W_EXPERIMENT,
        W_FADE,
        W_FADED,
        W_GRANTED,
        W_HEALTHY,
        W_IDEA,
        W_INTEGRATE,
        W_LIFE,
        W_MAINTAIN,
        W_OUTSIDE,
        W_PREPARE,
        W_SEATS_KEY,
        W_STOP,
        W_UNITS_KEY,
        W_VACANCY,
        W_VACATE,
        Workload,
        more_leads,
        new_job,
    )


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_offer(w: Workload, unit: cython.int) -> cython.void:
    """When the unit's next job arrives."""
    n: cython.ulonglong = unit
    w.draws.at(mixed(W_UNITS_KEY + n), W_DELAY, w.offered[unit])
    w.clock.push(w.clock.now + w.gap * w.draws.exponential(), W_ARRIVAL, unit)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def offer(w: Workload, unit: cython.int) -> cython.void:
    """A job arrives: cell, worth and owner of the data, then its idea stage."""
    j: cython.int = new_job(w, W_IDEA, 0.0)
    place: cython.ulonglong = unit
    nth: cython.ulonglong = w.offered[unit]
    w.job[j].key = mixed(mixed(W_UNITS_KEY + place) + nth + 1)
    w.offered[unit] += 1
    next_offer(w, unit)
    w.draws.at(w.job[j].key, W_BIRTH, 0)
    cell: cython.int = int(w.draws.uniform() * w.per_unit)
    cell += unit * w.per_unit
    worth: cython.double = exp(log(100.0) - 0.5 + w.draws.normal())
    owner: cython.int = cell
    if w.draws.uniform() >= 0.5:
        owner = int(w.draws.uniform() * w.cells)
    w.job[j].cell = cell
    w.job[j].owner = owner
    w.job[j].worth = worth
    w.job[j].rank = 1 if worth > 150.0 else 2
    w.job[j].arrived = w.clock.now
    w.job[j].ordinal = 0
    request(w, j, W_IDEA, 4 * cell)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def request(w: Workload, j: cython.int, kind: cython.int, g: cython.int) -> cython.void:
    """The job's next stage at a team, in the class of its worth."""
    submit_work(w, j, kind, g, w.job[j].rank)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def submit_work(w: Workload, j: cython.int, kind: cython.int, g: cython.int, rank: cython.int) -> cython.void:
    """A stage of the job at a team, in the given class."""
    w.task[j].kind = kind
    w.task[j].content = service_days(w, j, kind)
    queue_or_start(w, j, g, rank)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def queue_or_start(w: Workload, i: cython.int, g: cython.int, rank: cython.int) -> cython.void:
    """Served at once if a seat is free, else at the end of its class. Nobody waits while a seat is free, so one is if
    fewer are inside than there are seats."""
    enter(w, i, g, rank)
    if w.station[g].inside <= w.seats[g & 3]:
        start(w, i)
    else:
        append(w, i, rank)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def start(w: Workload, i: cython.int) -> cython.void:
    """A seat begins the task, or begins to be vacant."""
    if w.task[i].kind == W_VACANCY:
        w.attrition += 1
    w.clock.push(w.clock.now + w.task[i].content, W_DONE, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def service_days(w: Workload, j: cython.int, kind: cython.int) -> cython.double:
    """How long a stage of the job takes, keyed to job, stage and ordinal."""
    w.draws.at(w.job[j].key, kind, w.job[j].ordinal)
    if kind == W_ACCESS:
        return 3.0 * w.draws.exponential()
    if kind == W_MAINTAIN:
        return 1.5 * w.draws.exponential()
    mean: cython.double = 6.0
    if kind == W_IDEA:
        mean = 5.0
    elif kind == W_PREPARE:
        mean = 10.0
    elif kind == W_INTEGRATE:
        mean = 12.0
    return w.draws.lognormal(w.median * mean, w.sigma)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def service_over(w: Workload, i: cython.int) -> cython.void:
    """The seat takes the next task first, then the finished work has its consequences."""
    g: cython.int = w.task[i].group
    kind: cython.int = w.task[i].kind
    cell: cython.int = w.job[i].cell  # read here to wait for memory once, not twice
    leave(w, i, g)
    w.task[i].group = NONE
    if w.station[g].inside >= w.seats[g & 3]:
        start(w, next_in_line(w, g))
    if kind == W_VACANCY:
        fill_seat(w, w.task[i].use_case)
        drop_task(w, i)
    else:
        go_on(w, i, kind, 4 * cell)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def go_on(w: Workload, j: cython.int, kind: cython.int, team: cython.int) -> cython.void:
    """What follows a finished stage; `team` is the first of the own cell's."""
    if kind == W_EXPERIMENT:
        w.job[j].ordinal += 1
        w.draws.at(w.job[j].key, W_STOP, w.job[j].ordinal)
        if w.draws.uniform() < 0.3:
            request(w, j, W_INTEGRATE, team + 3)
        else:
            request(w, j, W_EXPERIMENT, team + 2)
    elif kind == W_MAINTAIN:
        earn_until_now(w, j)
        stay_healthy(w, j)
    elif kind == W_IDEA:
        idea_done(w, j)
    elif kind == W_ACCESS:
        w.job[j].access = w.clock.now - w.job[j].access
        request(w, j, W_PREPARE, team + 1)
    elif kind == W_PREPARE:
        request(w, j, W_EXPERIMENT, team + 2)
    else:
        w.draws.at(w.job[j].key, W_DELAY, 1)
        days: cython.double = 20.0 * (w.draws.exponential() + w.draws.exponential())
        w.clock.push(w.clock.now + days, W_ADOPTED, j)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def idea_done(w: Workload, j: cython.int) -> cython.void:
    """Access to the data: after an approval if it is another unit's."""
    w.job[j].access = w.clock.now
    h: cython.int = 0
    a: cython.int = w.job[j].cell // w.per_unit
    b: cython.int = w.job[j].owner // w.per_unit
    while a != b:
        a >>= 3
        b >>= 3
        h += 1
    if h == 0:
        ask_access(w, j)
        return
    w.draws.at(w.job[j].key, W_DELAY, 0)
    w.clock.push(w.clock.now + 3.0 * h * w.draws.exponential(), W_GRANTED, j)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def ask_access(w: Workload, j: cython.int) -> cython.void:
    """The owner's data team serves its own unit first."""
    near: cython.bint = w.job[j].owner // w.per_unit == w.job[j].cell // w.per_unit
    submit_work(w, j, W_ACCESS, 4 * w.job[j].owner + 1, 1 if near else 2)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def go_live(w: Workload, j: cython.int) -> cython.void:
    """In production from now on."""
    days: cython.double = w.clock.now - w.job[j].arrived
    if w.leads == len(w.lead):
        with cython.gil:
            w.lead = more_leads(w.lead)
    w.lead[w.leads] = days
    w.leads += 1
    w.lead_days += days
    w.access_days += w.job[j].access
    w.in_production += 1
    w.job[j].since = w.clock.now
    w.job[j].ordinal = 0
    stay_healthy(w, j)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def stay_healthy(w: Workload, j: cython.int) -> cython.void:
    """Healthy until it decays."""
    w.job[j].earns = W_HEALTHY
    w.draws.at(w.job[j].key, W_LIFE, w.job[j].ordinal)
    w.clock.push(w.clock.now + 60.0 * w.draws.exponential(), W_DECAY, j)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def fade(w: Workload, j: cython.int) -> cython.void:
    """It decays: retired, or maintained by its engineers."""
    earn_until_now(w, j)
    w.job[j].ordinal += 1
    w.draws.at(w.job[j].key, W_FADE, w.job[j].ordinal)
    if w.draws.uniform() < 0.15:
        w.in_production -= 1
        w.job[j].earns = W_OUTSIDE
        drop_task(w, j)
    else:
        w.job[j].earns = W_FADED
        submit_work(w, j, W_MAINTAIN, 4 * w.job[j].cell + 3, 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def earn_until_now(w: Workload, j: cython.int) -> cython.void:
    """Book what a job in production has earned since the last booking."""
    w.value += earned(w, j, w.clock.now)
    w.job[j].since = w.clock.now


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def earned(w: Workload, j: cython.int, day: cython.double) -> cython.double:
    """Since the last booking until `day`."""
    full: cython.double = w.job[j].worth * (day - w.job[j].since) / 250.0
    return full if w.job[j].earns == W_HEALTHY else 0.5 * full


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def fill_seat(w: Workload, seat: cython.int) -> cython.void:
    """Somebody sits down; when the seat will be vacated."""
    n: cython.ulonglong = seat
    w.draws.at(W_SEATS_KEY + n, W_LIFE, w.vacated[seat])
    w.clock.push(w.clock.now + w.stay * w.draws.exponential(), W_VACATE, seat)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def vacate(w: Workload, seat: cython.int) -> cython.void:
    """The seat's clock rings: the first seat of its team to be free stays empty for a while."""
    n: cython.ulonglong = seat
    w.draws.at(W_SEATS_KEY + n, W_VACANCY, w.vacated[seat])
    w.vacated[seat] += 1
    days: cython.double = w.draws.exponential() + w.draws.exponential()
    days += w.draws.exponential() + w.draws.exponential()
    g: cython.int = 4 * (seat // W_CELL) + w.role[seat % W_CELL]
    i: cython.int = new_job(w, W_VACANCY, 15.0 * days)
    w.task[i].use_case = seat
    queue_or_start(w, i, g, 0)
