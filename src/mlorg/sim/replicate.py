"""The border of the engine: plain lists in, one flat row of numbers per replication out."""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .begin import begin
    from .constants import SNAPSHOTS
    from .environment_struct import Environment
    from .flow import run_events
    from .measures import COLUMNS, measure
    from .world import World, fill_tables


def open_world(structure, horizon):
    """A world for a structure (see `structure.arrays`), to be replicated any number of times up to `horizon` days."""
    sizes = (
        len(structure.slots),
        len(structure.groups),
        len(structure.lines),
        len(structure.datasets),
        len(structure.served),
        len(structure.builders),
        len(structure.holders),
        sum(map(len, structure.linked)),
    )
    w: World = World(horizon, sizes)
    fill_tables(w, structure)
    return w


def replicate(world, environment, managers, key, window):
    """One replication. `key` = (seed, replication, draw of facts), `window` = (first day measured, switches).

    Returns the outcomes of all horizons as an array of doubles; see `measure_names.MEASURES`.
    """
    w: World = world
    set_environment(w, environment, managers)
    seed: cython.ulonglong = key[0]
    replication: cython.ulonglong = key[1]
    facts: cython.ulonglong = key[2]
    w.start = window[0]
    w.on = window[1]
    with cython.nogil:
        begin(w, seed, replication, facts)
        run_events(w)
        measure(w)
    return array("d", w.outcome[: (SNAPSHOTS - 1) * COLUMNS])


def set_environment(world, environment, managers):
    """Copy one draw of the environment into the world."""
    w: World = world
    if cython.compiled:
        values: Environment = environment
        w.env = values
    else:
        w.env = Environment()
        for name, value in environment.items():
            setattr(w.env, name, value)
    i: cython.int
    for i in range(len(managers)):
        w.managers[i] = managers[i]


def little(world):
    """Per group (integral of the number inside, total time inside) up to the horizon; the two must agree."""
    w: World = world
    g: cython.int
    i: cython.int
    rows = []
    for g in range(w.groups):
        area = w.group[g].area + w.group[g].inside * (w.horizon - w.group[g].changed)
        spent = w.group[g].spent
        for i in range(w.tasks):
            if w.task[i].kind >= 0 and w.task[i].group == g:
                spent += w.horizon - w.task[i].entered
        rows.append((area, spent))
    return rows


def events(world):
    """Number of events of the last replication."""
    w: World = world
    return w.clock.events
