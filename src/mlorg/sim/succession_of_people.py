"""People and teams when a wave takes effect: what they bring along, who is away, what a team knows and sees.

skills       and standing go with the person; so does the task at hand, unless somebody moves
away         whoever has moved, for as long as a move takes (mechanism 19), after what is left of an earlier move
familiarity  a mean over the people of a group of what their groups knew before; newcomers know what their seat does
a team       has seen what its people have seen: shares of shipped, stopped and blocked work, slack, credit
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from .constants import FUNCTION_ML, NONE, ON_REORGANISATION
    from .familiarity import begin_fading, familiarity_now
    from .mechanisms.diversion import diversions_per_day, next_diversion
    from .mechanisms.reorganisation import settle_in
    from .network import count
    from .queues import take_idle
    from .world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def moves_now(w: World, t: cython.int) -> cython.bint:
    """Whether the person in slot t is moved by this wave and needs time for it."""
    return w.on & ON_REORGANISATION and w.moved[t] > 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def people_go_on(w: World, before: World) -> cython.void:
    """Everybody in the new place, with the task at hand where it is kept; `begin_slots` has made all idle."""
    s: cython.int
    for s in range(w.slots):
        w.slot[s].vacant_days = w.clock.now  # of a post that did not build before; others bring their own
    for s in range(before.slots):
        t: cython.int = w.slot_to[s]
        if t == NONE:
            continue
        bring(w, before, s, t)
        if w.slot[t].function == FUNCTION_ML and not before.slot[s].present:
            take_idle(w, t)
            w.slot[t].present = 0
        elif before.slot[s].task != NONE:
            go_on_working(w, before, s, t)
        elif moves_now(w, t):
            take_idle(w, t)
            settle_in(w, t, max(w.clock.now, before.slot[s].due if is_away(before, s) else 0.0))
        elif is_away(before, s):
            take_idle(w, t)
            w.slot[t].due = before.slot[s].due


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def is_away(w: World, s: cython.int) -> cython.bint:
    """Whether the person in slot s has moved and not begun yet: neither idle nor at work."""
    return w.slot[s].present and not w.slot[s].idle and w.slot[s].due > w.clock.now and w.slot[s].task == NONE


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def bring(w: World, before: World, s: cython.int, t: cython.int) -> cython.void:
    """What somebody brings along: skills, standing, and what has been counted."""
    w.slot[t].worked = before.slot[s].worked
    w.slot[t].vacant_days = before.slot[s].vacant_days
    w.vacant_since[t] = before.vacant_since[s]
    w.slot[t].idle_days = before.slot[s].idle_days
    if before.slot[s].idle:
        w.slot[t].idle_days += w.clock.now - before.slot[s].idle_since
    if w.slot[t].function != FUNCTION_ML:
        return
    w.slot[t].method = before.slot[s].method
    w.slot[t].engineering = before.slot[s].engineering
    w.slot[t].data = before.slot[s].data
    w.slot[t].ramp = before.slot[s].ramp
    w.slot[t].joined = before.slot[s].joined
    w.slot[t].mentoring = before.slot[s].mentoring
    w.slot[t].person = before.slot[s].person
    w.slot[t].due_leave = before.slot[s].due_leave
    if w.moved[t] == 0.0:
        w.slot[t].edges = before.slot[s].edges
        w.slot[t].moved_on = before.slot[s].moved_on


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def go_on_working(w: World, before: World, s: cython.int, t: cython.int) -> cython.void:
    """Slot t goes on with the task of slot s, at the pace at which it was begun."""
    take_idle(w, t)
    w.slot[t].task = before.slot[s].task
    w.slot[t].asking = before.slot[s].asking
    w.slot[t].questions = before.slot[s].questions
    w.slot[t].left = before.slot[s].left
    w.slot[t].per_day = before.slot[s].per_day
    w.slot[t].attention = before.slot[s].attention
    w.slot[t].given = before.slot[s].given
    w.slot[t].began = before.slot[s].began
    w.slot[t].due = before.slot[s].due
    stand_in(w, w.slot[t].task, w.slot[t].group)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def stand_in(w: World, i: cython.int, g: cython.int) -> cython.void:
    """Count task i into group g as one that came with the wave: its time there begins now."""
    w.task[i].group = g
    w.station[g].visits += 1
    w.station[g].spent -= w.clock.now - w.task[i].entered
    count(w, g, 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def teams_go_on(w: World, before: World) -> cython.void:
    """What people see of their team; other work that comes in; who looks for an idea."""
    g: cython.int
    old: cython.int
    for g in range(w.teams):
        w.group[g].shipped = 0.0
        w.group[g].stopped = 0.0
        w.group[g].credited = 0.0
        w.group[g].credited_before = 0.0
        w.group[g].blocked = 0.0
        w.group[g].hard = 0.0
        stock: cython.double = 0.0
        slack: cython.double = 0.0
        for old in range(before.teams):
            here: cython.double = w.people_from[g * before.groups + old]
            share: cython.double = here / max(1, before.group[old].size)
            w.group[g].shipped += share * before.group[old].shipped
            w.group[g].stopped += share * before.group[old].stopped
            w.group[g].credited += share * before.group[old].credited
            w.group[g].credited_before += share * before.group[old].credited_before
            slack += share * (idle_days_of(before, old) - before.group[old].idle_before)
            share = here / max(1, w.group[g].size)
            w.group[g].blocked += share * before.group[old].blocked
            w.group[g].hard += share * before.group[old].hard
            stock += share * (before.group[old].budget - 1.0)
        w.group[g].budget = 1.0 + stock
        if w.same_manager[g] != NONE:
            w.group[g].literacy = before.group[w.same_manager[g]].literacy
        look_around(w, g)
        w.group[g].idle_before = idle_days_of(w, g) - slack
        w.group[g].diversions = diversions_per_day(w, g)
        if w.same_group[g] != NONE:
            w.group[g].diverted = before.group[w.same_group[g]].diverted
        else:
            next_diversion(w, g)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def idle_days_of(w: World, g: cython.int) -> cython.double:
    """Days without work of all slots of a group until now."""
    days: cython.double = 0.0
    s: cython.int
    for s in range(w.group[g].first, w.group[g].first + w.group[g].size):
        days += w.slot[s].idle_days
        if w.slot[s].idle:
            days += w.clock.now - w.slot[s].idle_since
    return days


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def look_around(w: World, g: cython.int) -> cython.void:
    """Who is there, and how skilled."""
    s: cython.int
    w.group[g].present = 0
    w.group[g].best_method = 0.0
    w.group[g].mean_method = 0.0
    for s in range(w.group[g].first, w.group[g].first + w.group[g].size):
        if w.slot[s].present:
            w.group[g].present += 1
            w.group[g].best_method = max(w.group[g].best_method, w.slot[s].method)
            w.group[g].mean_method += w.slot[s].method
    w.group[g].mean_method /= max(1, w.group[g].present)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def familiarity_goes_on(w: World, before: World) -> cython.void:
    """What its people's groups knew of each line; newcomers know what their seat tells them."""
    begin_fading(w)
    gap: cython.double = w.env.familiarity_inside - w.env.familiarity_outside
    g: cython.int
    old: cython.int
    line: cython.int
    for g in range(w.groups):
        for line in range(w.lines):
            known: cython.double = 0.0
            newcomers: cython.double = 1.0
            for old in range(before.groups):
                share: cython.double = w.people_from[g * before.groups + old] / max(1, w.group[g].size)
                if share > 0.0:
                    known += share * familiarity_now(before, old, line)
                    newcomers -= share
            at: cython.int = g * w.lines + line
            old = w.same_group[g]
            if old != NONE and w.people_from[g * before.groups + old] == w.group[g].size:
                w.familiarity[at] = before.familiarity[old * w.lines + line]
                w.familiarity_at[at] = before.familiarity_at[old * w.lines + line]
                continue
            if newcomers > 1e-9:
                known += newcomers * (w.env.familiarity_outside + gap * w.inside[at])
            w.familiarity[at] = known
            w.familiarity_at[at] = w.clock.now
