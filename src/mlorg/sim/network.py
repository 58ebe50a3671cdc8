"""Groups with one queue each, on a clock, with draws: what every model of work here stands on.

A group's queue is a doubly linked list per class, threaded through the tasks; classes are served in order, first come
first served within a class, and nobody at work is interrupted. Who serves, and how fast, is the model's own: see
`queues.py` for an organisation and `workload.py` for teams of equal seats.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .clock import Clock
    from .constants import CLASSES, NONE
    from .draws import Draws
    from .records import Station, Task, station_pool, task_pool


@cython.cclass
class Network:
    """Clock, draws, stations (what is counted of each group's queue) and tasks. Belongs to one thread."""

    clock: Clock
    draws: Draws
    horizon: cython.double
    groups: cython.int
    station: Station[::1]
    task: Task[::1]
    tasks: cython.int  # records ever used; those given back are linked from `free_task`
    free_task: cython.int

    def __init__(self, horizon, groups):
        self.horizon = horizon
        self.groups = groups
        self.clock = Clock(horizon)
        self.draws = Draws()
        self.station = station_pool(max(1, groups))
        self.task = task_pool(256)
        self.tasks = 0
        self.free_task = NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_network(n: Network) -> cython.void:
    """Day 0: no events, no tasks, empty queues."""
    n.clock.reset()
    n.tasks = 0
    n.free_task = NONE
    empty_stations(n)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def empty_stations(n: Network) -> cython.void:
    """Nobody in any queue, nothing counted yet."""
    g: cython.int
    for g in range(n.groups):
        n.station[g].area = 0.0
        n.station[g].spent = 0.0
        n.station[g].changed = n.clock.now
        n.station[g].inside = 0
        n.station[g].visits = 0
        n.station[g].head_0 = NONE
        n.station[g].head_1 = NONE
        n.station[g].head_2 = NONE
        n.station[g].head_3 = NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def new_task(n: Network, use_case: cython.int, kind: cython.int, content: cython.double) -> cython.int:
    """A task of a use case, not yet in any queue."""
    i: cython.int = n.free_task
    if i != NONE:
        n.free_task = n.task[i].next
    else:
        i = n.tasks
        n.tasks += 1
        if i >= len(n.task):
            with cython.gil:
                n.task = more_tasks(n.task)
    n.task[i].content = content
    n.task[i].entered = -1.0
    n.task[i].due = -1.0
    n.task[i].use_case = use_case
    n.task[i].kind = kind
    n.task[i].group = NONE
    n.task[i].rank = 0
    n.task[i].next = NONE
    n.task[i].previous = i
    n.task[i].dataset = NONE
    n.task[i].skill = 3
    n.task[i].ordinal = 0
    n.task[i].asked = NONE
    return i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def drop_task(n: Network, i: cython.int) -> cython.void:
    """Give a finished task's record back."""
    n.task[i].use_case = NONE
    n.task[i].kind = NONE
    n.task[i].next = n.free_task
    n.free_task = i


@cython.cfunc
def more_tasks(old: Task[::1]) -> Task[::1]:
    """The records in a pool of twice the size."""
    size: cython.Py_ssize_t = len(old)
    i: cython.Py_ssize_t
    new: Task[::1] = task_pool(2 * size)
    for i in range(size):
        new[i] = old[i]
    return new


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def count(n: Network, g: cython.int, change: cython.int) -> cython.void:
    """Change the number in a group's system, keeping its integral over time."""
    n.station[g].area += n.station[g].inside * (n.clock.now - n.station[g].changed)
    n.station[g].changed = n.clock.now
    n.station[g].inside += change


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def enter(n: Network, i: cython.int, g: cython.int, rank: cython.int) -> cython.void:
    """Count task i into group g; it neither waits nor is served yet."""
    n.task[i].group = g
    n.task[i].rank = rank
    n.task[i].entered = n.clock.now
    n.station[g].visits += 1
    count(n, g, 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def leave(n: Network, i: cython.int, g: cython.int) -> cython.void:
    """Count a task out of its group."""
    count(n, g, -1)
    n.station[g].spent += n.clock.now - n.task[i].entered


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def head_of(n: Network, g: cython.int, rank: cython.int) -> cython.int:
    """The first task of a class of the group's queue, or NONE."""
    if rank == 0:
        return n.station[g].head_0
    if rank == 1:
        return n.station[g].head_1
    if rank == 2:
        return n.station[g].head_2
    return n.station[g].head_3


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def set_head(n: Network, g: cython.int, rank: cython.int, i: cython.int) -> cython.void:
    """Name the first task of a class."""
    if rank == 0:
        n.station[g].head_0 = i
    elif rank == 1:
        n.station[g].head_1 = i
    elif rank == 2:
        n.station[g].head_2 = i
    else:
        n.station[g].head_3 = i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def tail_of(n: Network, g: cython.int, rank: cython.int) -> cython.int:
    """The last task of a class that has a first."""
    if rank == 0:
        return n.station[g].tail_0
    if rank == 1:
        return n.station[g].tail_1
    if rank == 2:
        return n.station[g].tail_2
    return n.station[g].tail_3


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def set_tail(n: Network, g: cython.int, rank: cython.int, i: cython.int) -> cython.void:
    """Name the last task of a class."""
    if rank == 0:
        n.station[g].tail_0 = i
    elif rank == 1:
        n.station[g].tail_1 = i
    elif rank == 2:
        n.station[g].tail_2 = i
    else:
        n.station[g].tail_3 = i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def append(n: Network, i: cython.int, rank: cython.int) -> cython.void:
    """At the end of a class of the group's queue."""
    g: cython.int = n.task[i].group
    last: cython.int = NONE
    n.task[i].rank = rank
    n.task[i].next = NONE
    if head_of(n, g, rank) == NONE:
        set_head(n, g, rank, i)
    else:
        last = tail_of(n, g, rank)
        n.task[last].next = i
    n.task[i].previous = last
    set_tail(n, g, rank, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def put_in_front(n: Network, i: cython.int) -> cython.void:
    """At the front of its class."""
    g: cython.int = n.task[i].group
    rank: cython.int = n.task[i].rank
    first: cython.int = head_of(n, g, rank)
    n.task[i].previous = NONE
    n.task[i].next = first
    if first == NONE:
        set_tail(n, g, rank, i)
    else:
        n.task[first].previous = i
    set_head(n, g, rank, i)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def unlink(n: Network, i: cython.int) -> cython.void:
    """Out of the queue, from wherever it stands; what comes before a first is not kept."""
    g: cython.int = n.task[i].group
    rank: cython.int = n.task[i].rank
    before: cython.int = n.task[i].previous
    after: cython.int = n.task[i].next
    n.task[i].previous = i
    if head_of(n, g, rank) == i:
        set_head(n, g, rank, after)
        return
    n.task[before].next = after
    if after == NONE:
        set_tail(n, g, rank, before)
    else:
        n.task[after].previous = before


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def waits(n: Network, i: cython.int) -> cython.bint:
    """Whether the task stands in a queue; one that does not is its own predecessor."""
    return n.task[i].previous != i


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_in_line(n: Network, g: cython.int) -> cython.int:
    """Take the task that waits longest in the first class out of the queue; NONE if nothing waits."""
    rank: cython.int
    for rank in range(CLASSES):
        i: cython.int = head_of(n, g, rank)
        if i != NONE:
            set_head(n, g, rank, n.task[i].next)
            n.task[i].previous = i
            return i
    return NONE
