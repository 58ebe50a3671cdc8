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

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .clock import ID_MASK
    from .network import begin_network
    from .workload_stages import ask_access, earned, fade, fill_seat, go_live, next_offer, offer, service_over, vacate
    from .workload_state import W_ADOPTED, W_ARRIVAL, W_CELL, W_DECAY, W_DONE, W_GRANTED, W_OUTSIDE, Workload


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
        look_ahead(w)
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
def look_ahead(w: Workload) -> cython.void:
    """Read the records of an event soon to come: the wait for memory then falls into the work on those before it.

    No outcome depends on it; with 60,000 people it saves a quarter of the time. An id that is no task's does no harm.
    """
    i: cython.int = w.clock.i_today + 3
    if i < w.clock.n_today:
        j: cython.int = w.clock.today[i] & ID_MASK
        if j < w.tasks:
            w.looked_at ^= w.task[j].group ^ w.job[j].owner  # kept, or the compiler would leave the reading out


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
