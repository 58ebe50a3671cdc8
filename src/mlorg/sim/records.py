"""What the engine remembers: fixed-size records in pools, linked by index.

A pool is one array of C structs when compiled, a list of slotted objects when interpreted; both are used as
`w.task[i].content`. Fields of a struct stand in the order doubles, 64-bit keys, ints, which is what `layout` assumes.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from . import shim as cython  # Cython's own stand-in for structs casts at every assignment: twice as slow

Slot = cython.struct(  # a post that works, or a share of several posts that work as one, or a machine
    capacity=cython.double,  # person-days of work per day when busy
    method=cython.double,  # skill: work content done per person-day
    engineering=cython.double,
    data=cython.double,
    role_method=cython.double,  # the same of a newcomer of average skill
    role_engineering=cython.double,
    role_data=cython.double,
    research=cython.double,  # 0 software .. 1 research
    pay=cython.double,  # yearly pay of one person in units of a data scientist's
    worked=cython.double,  # person-days so far
    vacant_days=cython.double,  # days without anybody in it, until somebody joined
    ramp=cython.double,  # speed of a newcomer relative to full speed
    joined=cython.double,
    left=cython.double,  # content of the task at hand that is left
    per_day=cython.double,  # content of it done per day, fixed when work on it begins
    attention=cython.double,  # person-days given to it per day, likewise
    given=cython.double,  # person-days given to it so far
    began=cython.double,
    due=cython.double,  # when its next event is due
    due_leave=cython.double,
    idle_since=cython.double,
    idle_days=cython.double,
    mentoring=cython.double,  # share of this month's time given to less skilled contacts
    edges=cython.double,  # edges that a reorganisation has moved
    moved_on=cython.double,  # day of that reorganisation
    key=cython.ulonglong,
    group=cython.int,
    next=cython.int,  # in the list of idle slots
    task=cython.int,
    function=cython.int,  # 0 ML, 1 engineering, 2 data, 3 management and others, 4 a machine
    present=cython.int,
    idle=cython.int,  # 1 while in the list of idle slots
    asking=cython.int,  # question to the manager that it waits for
    questions=cython.int,
    person=cython.int,  # how many have held it before
    bosses=cython.int,
)
Station = cython.struct(  # a group's queue, touched at every visit, so apart from `Group`; one cache line
    area=cython.double,  # integral of the number in the system over time
    spent=cython.double,  # total time of the visits that have ended
    changed=cython.double,  # when the number last changed
    inside=cython.int,  # tasks waiting and in service
    visits=cython.int,  # tasks that have entered
    head_0=cython.int,  # first task of each class, or NONE
    head_1=cython.int,
    head_2=cython.int,
    head_3=cython.int,
    tail_0=cython.int,  # last task of each class that has a first
    tail_1=cython.int,
    tail_2=cython.int,
    tail_3=cython.int,
)
Group = cython.struct(  # slots with one queue: a team, a pool of owners, or one manager's desk
    area_before=cython.double,  # `Station.area` when measuring began
    literacy=cython.double,  # of its manager
    blocked=cython.double,  # share of its use cases in hand that wait for data
    hard=cython.double,  # share of them that take four or more rounds
    best_method=cython.double,
    mean_method=cython.double,
    shipped=cython.double,  # use cases put into use, per year, fading
    stopped=cython.double,  # the same of stopped ones
    slack=cython.double,  # share of last month's time without work
    idle_before=cython.double,  # idle days of its slots until a month ago
    guided=cython.double,  # 0 .. 1: how much an ML product manager works with it
    budget=cython.double,  # relative to day 0
    credited=cython.double,  # value attributed since the last quarter
    credited_before=cython.double,  # per quarter in the first year, the base of comparison
    diversions=cython.double,  # pieces of other work that come to it per day
    key=cython.ulonglong,
    idle=cython.int,  # head of the list of idle slots
    visits_before=cython.int,  # `Station.visits` when measuring began
    seat=cython.int,  # line in which it sits, or NONE
    manager=cython.int,  # kind of its manager: row of the table of managers
    funder=cython.int,  # kind of the manager who pays for it and reviews its work
    long_term=cython.int,  # 1: takes long use cases only
    wip=cython.int,
    serves=cython.int,  # first entry in World.served
    serves_n=cython.int,
    desk=cython.int,  # group of its manager's desk
    holder=cython.int,  # which shared tooling it can use
    alike=cython.int,  # 1: nobody in it is faster than another, ever
    first=cython.int,  # its slots are first .. first + size - 1
    size=cython.int,
    present=cython.int,
    computing=cython.int,  # its tasks in the compute pool
    diverted=cython.int,
    joiners=cython.int,
)
Line = cython.struct(  # a business line
    gap=cython.double,  # mean days between ideas
    effort=cython.double,  # work content of its use cases relative to others
    literacy=cython.double,
    key=cython.ulonglong,
    users=cython.int,
    desk=cython.int,  # group of the head's desk
    kind=cython.int,  # kind of manager of the head
    engineers=cython.int,  # group of the line's engineers, or NONE
    ideas=cython.int,  # offered so far
    first=cython.int,  # backlog: first and last use case
    last=cython.int,
    live=cython.int,
    taken=cython.int,  # use cases taken up so far
    live_before=cython.int,  # models in use on day 0
    builders=cython.int,  # first entry in World.builder
    builders_n=cython.int,
    datasets=cython.int,  # first dataset
    datasets_n=cython.int,
)
Dataset = cython.struct(
    quality=cython.double,
    key=cython.ulonglong,
    line=cython.int,
    collect=cython.int,  # group of the owner, or NONE
    warehouse=cython.int,
    label=cython.int,
    pipeline=cython.int,
)
Task = cython.struct(  # one piece of work in one queue; one cache line
    content=cython.double,  # days of work at skill 1
    entered=cython.double,
    due=cython.double,  # when it counts as overdue
    use_case=cython.int,
    kind=cython.int,
    group=cython.int,
    rank=cython.int,  # queue class
    next=cython.int,
    previous=cython.int,  # itself while in no queue, see `network.waits`
    ordinal=cython.int,
    skill=cython.int,
    dataset=cython.int,
    asked=cython.int,  # another task that this one is about
)
UseCase = cython.struct(
    worth=cython.double,  # per year of full use, years of ML pay
    size=cython.double,  # work relative to other use cases, as everybody sees it
    overrun=cython.double,  # the same as nobody has foreseen it
    offered=cython.double,  # days on which it reached each stage, -1 if never
    taken=cython.double,
    approved=cython.double,
    ready=cython.double,
    finished=cython.double,
    deployed=cython.double,
    used=cython.double,
    ended=cython.double,
    milestone=cython.double,
    compute_wait=cython.double,
    label_wait=cython.double,
    worked=cython.double,  # person-days of ML people
    half=cython.double,  # day on which half of the users have started
    data_wait=cython.double,  # from approval to the last data set at hand
    quality=cython.double,
    mislabelled=cython.double,
    value=cython.double,  # earned until `since`
    since=cython.double,
    degraded_days=cython.double,
    trust=cython.double,
    credited=cython.double,  # value already credited to its builders
    due_withdraw=cython.double,
    due_review=cython.double,
    due_adopt=cython.double,
    due_drift=cython.double,
    due_detect=cython.double,
    due_incident=cython.double,
    due_request=cython.double,
    due_retire=cython.double,
    key=cython.ulonglong,
    line=cython.int,
    stage=cython.int,
    end=cython.int,
    rounds=cython.int,
    rounds_done=cython.int,
    experiments=cython.int,
    automated=cython.int,
    negative=cython.int,
    builder=cython.int,
    deployer=cython.int,
    maintainer=cython.int,
    open_tasks=cython.int,
    open_requests=cython.int,  # data sets that are not at hand yet
    returns=cython.int,
    handoffs=cython.int,
    step=cython.int,
    passes=cython.int,
    reviews=cython.int,
    users=cython.int,
    adopted=cython.int,
    degraded=cython.int,
    down=cython.int,
    drifts=cython.int,
    incidents=cython.int,
    requests=cython.int,
    parent=cython.int,
    recurs=cython.int,  # kind of recurring use case, or NONE
    reuses=cython.int,
    duplicate=cython.int,
    order=cython.int,  # the how manieth that was taken up in its line
    datasets=cython.int,
    dataset_0=cython.int,
    dataset_1=cython.int,
    dataset_2=cython.int,
    dataset_3=cython.int,
)
Idea = cython.struct(  # a use case as a team sees it in a backlog, looked through often, so apart from `UseCase`
    promise=cython.double,  # log of its worth per day of effort to one who sees it as it is
    noise=cython.double,  # standard normal error of perception
    next=cython.int,  # in the backlog of its line
    previous=cython.int,
    long_term=cython.int,  # 1: a team with a long-term mandate may take it
)
Job = cython.struct(  # what a task of workload W carries with it; one cache line
    worth=cython.double,
    since=cython.double,  # last booking
    arrived=cython.double,
    access=cython.double,  # day on which access to data was asked for, then the days it took
    key=cython.ulonglong,
    cell=cython.int,
    owner=cython.int,
    rank=cython.int,
    ordinal=cython.int,
    earns=cython.int,
)


def layout(doubles, keys, ints):
    """The buffer format of a struct with that many fields of each kind."""
    return ("T{" + "d" * doubles + "Q" * keys + "i" * ints + "}").encode()


def rows(record, n):
    """n records of the interpreted kind."""
    return [record() for _ in range(n)]


@cython.cfunc
def slot_pool(n: cython.Py_ssize_t) -> Slot[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Slot, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Slot), format=layout(25, 1, 10))


@cython.cfunc
def station_pool(n: cython.Py_ssize_t) -> Station[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Station, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Station), format=layout(3, 0, 10))


@cython.cfunc
def group_pool(n: cython.Py_ssize_t) -> Group[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Group, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Group), format=layout(15, 1, 18))


@cython.cfunc
def line_pool(n: cython.Py_ssize_t) -> Line[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Line, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Line), format=layout(3, 1, 14))


@cython.cfunc
def dataset_pool(n: cython.Py_ssize_t) -> Dataset[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Dataset, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Dataset), format=layout(1, 1, 5))


@cython.cfunc
def task_pool(n: cython.Py_ssize_t) -> Task[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Task, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Task), format=layout(3, 0, 10))


@cython.cfunc
def use_case_pool(n: cython.Py_ssize_t) -> UseCase[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(UseCase, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(UseCase), format=layout(32, 1, 35))


@cython.cfunc
def idea_pool(n: cython.Py_ssize_t) -> Idea[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Idea, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Idea), format=layout(2, 0, 3))


@cython.cfunc
def job_pool(n: cython.Py_ssize_t) -> Job[::1]:
    """n records of this kind, not initialised."""
    if not cython.compiled:
        return rows(Job, n)
    return cython.view.array(shape=(n,), itemsize=cython.sizeof(Job), format=layout(4, 1, 5))
