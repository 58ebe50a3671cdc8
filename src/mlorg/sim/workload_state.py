"""The state of workload W: kinds of event and of task, the record of a size."""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import log, sqrt

    from .constants import NONE
    from .network import Network, new_task
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
    looked_at: cython.int

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
        self.looked_at = 0
        self.lead = array("d", [0.0]) * 1024


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


def more_leads(old):
    """A copy of twice the length."""
    leads = array("d", old)
    leads.extend(old)
    return leads
