"""Mechanism 4: data sets are prepared, faults repaired, labels made, each by whoever owns it.

    quality      of a data set: lognormal around 1 with quality_spread, between 0.4 and 1.6; of a use case: the mean of
                 its data sets, which acts on experiments, adoption and earnings
    prepare      prepare_days / quality of the data set, by the owner of pipelining (the builders where it is nobody's),
                 less what tooling and reuse save (mechanism 12)
    faults       Poisson(faults_per_use_case), at most 20, each fault_days for the owner of the first data set's
                 pipeline
    labels       with probability label_share: label_days by the owner of labelling; improvements have neither faults
                 nor labels
    mislabelled  label_error * (1 - familiarity_on_labels * familiarity of the labellers with the line)

Sources: faults D12, labels L04; the rest assumed. Reads: owners of pipeline and label, familiarity. Writes: `ready`,
`mislabelled`. Switch `ON_PREPARATION`: off = data are ready once they are at hand, all of quality 1, labels are right.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        CLASS_NEAR,
        DRAW_DATASETS,
        DRAW_FAULTS,
        NONE,
        ON_PREPARATION,
        SKILL_DATA,
        SKILL_NONE,
        TASK_FAULT,
        TASK_LABEL,
        TASK_PREPARE,
    )
    from ..familiarity import familiarity_now, remaining
    from ..lifecycle import content, dataset_of, who_does
    from ..network import new_task
    from ..queues import submit
    from ..world import World
    from .experiments import begin_experiments
    from .platform import reused, tooled


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def prepare_dataset(w: World, u: cython.int, k: cython.int) -> cython.void:
    """Hand the k-th data set to whoever prepares it."""
    if not w.on & ON_PREPARATION:
        task_closed(w, u)
        return
    d: cython.int = dataset_of(w, u, k)
    work: cython.double = content(w, u, TASK_PREPARE, k, w.env.prepare_days) / w.dataset[d].quality
    work *= tooled(w, w.use_case[u].builder) * reused(w, u)
    i: cython.int = new_task(w, u, TASK_PREPARE, work)
    w.task[i].dataset = k
    w.task[i].skill = SKILL_DATA
    submit(w, i, who_does(w, u, w.dataset[d].pipeline), CLASS_NEAR)
    if k == 0 and w.use_case[u].parent == NONE:
        begin_faults(w, u, w.dataset[d].pipeline)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_faults(w: World, u: cython.int, owner: cython.int) -> cython.void:
    """Upstream faults of the use case's data."""
    w.draws.at(w.use_case[u].key, DRAW_FAULTS, 0)
    n: cython.int = min(20, w.draws.poisson(w.env.faults_per_use_case))
    f: cython.int
    for f in range(n):
        i: cython.int = new_task(w, u, TASK_FAULT, content(w, u, TASK_FAULT, f, w.env.fault_days))
        w.task[i].skill = SKILL_DATA
        w.use_case[u].open_tasks += 1
        submit(w, i, who_does(w, u, owner), CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_labels(w: World, u: cython.int) -> cython.void:
    """Labels, if the use case needs any; improvements use those that exist."""
    if not w.on & ON_PREPARATION or w.use_case[u].datasets == 0 or w.use_case[u].parent != NONE:
        return
    w.draws.at(w.use_case[u].key, DRAW_DATASETS, 32)
    if w.draws.uniform() >= w.env.label_share:
        return
    owner: cython.int = who_does(w, u, w.dataset[w.use_case[u].dataset_0].label)
    i: cython.int = new_task(w, u, TASK_LABEL, content(w, u, TASK_LABEL, 0, w.env.label_days))
    w.task[i].skill = SKILL_NONE
    w.use_case[u].open_tasks += 1
    submit(w, i, owner, CLASS_NEAR)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def labels_made(w: World, u: cython.int, g: cython.int) -> cython.void:
    """Group g has labelled: its errors stay in the data."""
    known: cython.double = familiarity_now(w, g, w.use_case[u].line)
    w.use_case[u].label_wait = w.clock.now - w.use_case[u].approved
    w.use_case[u].mislabelled = w.env.label_error * remaining(w.env.familiarity_on_labels, known)
    task_closed(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def task_closed(w: World, u: cython.int) -> cython.void:
    """One thing less to wait for; when all is there, experiments begin."""
    w.use_case[u].open_tasks -= 1
    if w.use_case[u].open_tasks == 0:
        w.use_case[u].ready = w.clock.now
        w.use_case[u].milestone = w.clock.now
        begin_experiments(w, u)
