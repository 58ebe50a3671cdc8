"""Workload W: a fixed queueing model on the same network, for measuring speed against other simulators only.

    cells        15 people = 4 teams with seats: idea 2, data 4, science 5, engineering 4; equally many cells per unit
    arrival      Poisson per unit, 0.16 a day per cell; own cell uniform; worth lognormal(ln 100 - 1/2, 1), urgent > 150
    data owner   the own cell with probability 1/2, else uniform over all cells
    stages       idea LN(5) -> access at the owner's data team Exp(3), after Exp(3 h) if h > 0 -> prepare LN(10)
                 -> experiments LN(6) each, the last one with probability 0.3 -> integrate LN(12)
                 -> adoption gamma(2, 20) without staff -> in production
    production   worth / 250 a day until it decays after Exp(60); then retired with probability 0.15, else half of it
                 until maintained, Exp(1.5)
    staff        each seat is vacated after Exp(250 / 0.15), with priority over all work, for gamma(4, 15) days
    queues       per team: vacancies, then urgent work, then other work; access is urgent within the unit, maintenance
                 always
    h            levels of the tree of units (fan-out 8) up to a common ancestor; LN(m) has mean m and cv 0.8

Nobody here has a skill, a manager or a question: a team is a count of equal seats, a job one task that goes from team
to team, a vacancy a task that keeps a seat busy. No mechanism takes part.
"""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import exp, log, sqrt

    from .constants import NONE
    from .draws import mixed
    from .network import Network, append, begin_network, drop_task, enter, leave, new_task, next_in_line
    from .records import Job, job_pool

W_ARRIVAL = cython.declare(cython.const[cython.int], 0)  # kinds of event; id: unit
W_DONE = cython.declare(cython.const[cython.int], 1)  # id: task
W_GRANTED = cython.declare(cython.const[cython.int], 2)  # id: task
W_ADOPTED = cython.declare(cython.const[cython.int], 3)  # id: task
W_DECAY = cython.declare(cython.const[cython.int], 4)  # id: task
W_VACATE = cython.declare(cython.const[cython.int], 5)  # id: seat

W_IDEA = cython.declare(cython.const[cython.int], 0)  # kinds of task
W_ACCESS = cython.declare(cython.const[cython.int], 1)
W_PREPARE = cython.declare(cython.const[cython.int], 2)
W_EXPERIMENT = cython.declare(cython.const[cython.int], 3)
W_INTEGRATE = cython.declare(cython.const[cython.int], 4)
W_MAINTAIN = cython.declare(cython.const[cython.int], 5)
W_VACANCY = cython.declare(cython.const[cython.int], 6)
W_DELAY = cython.declare(cython.const[cython.int], 16)  # decisions that draw, beside the kinds of task
W_STOP = cython.declare(cython.const[cython.int], 17)
W_FADE = cython.declare(cython.const[cython.int], 18)
W_LIFE = cython.declare(cython.const[cython.int], 19)
W_BIRTH = cython.declare(cython.const[cython.int], 20)

W_OUTSIDE = cython.declare(cython.const[cython.int], 0)  # what a job earns: nothing, all of its worth, half of it
W_HEALTHY = cython.declare(cython.const[cython.int], 1)
W_FADED = cython.declare(cython.const[cython.int], 2)

W_CELL = cython.declare(cython.const[cython.int], 15)
W_UNITS_KEY = cython.declare(cython.const[cython.ulonglong], 1099511627776)
W_SEATS_KEY = cython.declare(cython.const[cython.ulonglong], 2199023255552)


@cython.final
@cython.cclass
class Workload(Network):
    """One size of W, ready to be replicated. Group 4 * cell + role is the cell's team of that role."""

    cells: cython.int
    units: cython.int
    per_unit: cython.int  # cells
    seats: cython.int[::1]  # by role
    role: cython.int[::1]  # by place of a seat within its cell
    gap: cython.double  # mean days between a unit's arrivals
    stay: cython.double  # mean days until a seat is vacated
    sigma: cython.double  # of the log of contents
    median: cython.double  # of a content with mean 1
    offered: cython.int[::1]  # arrivals by unit
    vacated: cython.int[::1]  # times by seat
    job: Job[::1]  # by task
    lead: cython.double[::1]
    leads: cython.int
    value: cython.double
    lead_days: cython.double
    access_days: cython.double
    attrition: cython.int
    in_production: cython.int

    def __init__(self, people, units, horizon):
        self.cells = people // W_CELL
        self.units = units
        self.per_unit = self.cells // units
        Network.__init__(self, horizon, 4 * self.cells)
        self.seats = array("i", [2, 4, 5, 4])
        self.role = array("i", [0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3])
        self.gap = 1.0 / (0.16 * self.per_unit)
        self.stay = 250.0 / 0.15
        self.sigma = sqrt(log(1.64))
        self.median = 1.0 / sqrt(1.64)
        self.offered = array("i", [0]) * units
        self.vacated = array("i", [0]) * (self.cells * W_CELL)
        self.job = job_pool(256)
        self.lead = array("d", [0.0]) * 1024


def open_workload(people, units, horizon=750.0):
    """W for so many people (a multiple of 15 * units) in so many units."""
    return Workload(people, units, horizon)


def replicate_workload(workload, seed, replication):
    """One replication: (value, median lead days, share of lead in data access, attrition, in production, events)."""
    w: Workload = workload
    s: cython.ulonglong = seed
    r: cython.ulonglong = replication
    middle: cython.double
    with cython.nogil:
        begin_workload(w, s, r)
        work_through(w)
        close_books(w)
        middle = middle_lead(w)
    share = w.access_days / w.lead_days if w.lead_days > 0.0 else 0.0
    return w.value, middle, share, w.attrition, w.in_production, w.clock.events


def records_of_workload(workload):
    """How many tasks (jobs and vacancies) the last replication had at most at a time."""
    w: Workload = workload
    return w.tasks


def little_of_workload(workload):
    """Per team (integral of the number inside, total time inside) up to the horizon; the two must agree."""
    w: Workload = workload
    areas = [w.station[g].area + w.station[g].inside * (w.horizon - w.station[g].changed) for g in range(w.groups)]
    spent = [w.station[g].spent for g in range(w.groups)]
    for i in range(w.tasks):
        if w.task[i].kind >= 0 and w.task[i].group >= 0:
            spent[w.task[i].group] += w.horizon - w.task[i].entered
    return list(zip(areas, spent))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_workload(w: Workload, seed: cython.ulonglong, replication: cython.ulonglong) -> cython.void:
    """Nothing on its way, every seat filled."""
    begin_network(w)
    w.draws.open(seed, replication)
    w.leads = w.attrition = w.in_production = 0
    w.value = w.lead_days = w.access_days = 0.0
    i: cython.int
    for i in range(w.cells * W_CELL):
        w.vacated[i] = 0
        fill_seat(w, i)
    for i in range(w.units):
        w.offered[i] = 0
        next_offer(w, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def work_through(w: Workload) -> cython.void:
    """Until the horizon."""
    while w.clock.advance():
        kind: cython.int = w.clock.kind
        if kind == W_DONE:
            service_over(w, w.clock.id)
        elif kind == W_DECAY:
            fade(w, w.clock.id)
        elif kind == W_ARRIVAL:
            offer(w, w.clock.id)
        elif kind == W_GRANTED:
            ask_access(w, w.clock.id)
        elif kind == W_ADOPTED:
            go_live(w, w.clock.id)
        else:
            vacate(w, w.clock.id)


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
def new_job(w: Workload, kind: cython.int, content: cython.double) -> cython.int:
    """A task with room for what it carries; it earns nothing yet."""
    j: cython.int = new_task(w, NONE, kind, content)
    if j >= len(w.job):
        with cython.gil:
            w.job = more_jobs(w.job)
    w.job[j].cell = NONE
    w.job[j].earns = W_OUTSIDE
    return j


@cython.cfunc
def more_jobs(old: Job[::1]) -> Job[::1]:
    """The records in a pool of twice the size."""
    n: cython.Py_ssize_t = len(old)
    i: cython.Py_ssize_t
    new: Job[::1] = job_pool(2 * n)
    for i in range(n):
        new[i] = old[i]
    return new


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
            w.lead = array("d", w.lead) + array("d", w.lead)
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


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def close_books(w: Workload) -> cython.void:
    """Book what is in production at the horizon."""
    j: cython.int
    for j in range(w.tasks):
        if w.job[j].earns != W_OUTSIDE:
            w.value += earned(w, j, w.horizon)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def middle_lead(w: Workload) -> cython.double:
    """The lead time of rank n // 2 (from 0), by Hoare's selection; 0 if there is none."""
    if w.leads == 0:
        return 0.0
    low: cython.int = 0
    high: cython.int = w.leads - 1
    k: cython.int = w.leads // 2
    while low < high:
        pivot: cython.double = w.lead[k]
        i: cython.int = low
        j: cython.int = high
        while i <= j:
            while w.lead[i] < pivot:
                i += 1
            while pivot < w.lead[j]:
                j -= 1
            if i <= j:
                w.lead[i], w.lead[j] = w.lead[j], w.lead[i]
                i += 1
                j -= 1
        if j < k:
            low = i
        if k < i:
            high = j
    return w.lead[k]
