"""Mechanism 14: people learn by finished work and from more skilled contacts; nobody forgets.

    by doing     a finished task closes learn_by_doing of the gap between the skill it needs and 1.5
    contact      once a month one ML colleague drawn at random: in the own team, or with probability contact_afar in
                 another team of the same hub or guild; method skill <- + learn_from_peers * max(0, other - own)
    engineering  who sits in a line also meets its engineers: engineering skill likewise, from their mean
    mentors      a contact takes mentor_cost of the more skilled one's month, at most half in all, from the tasks that
                 are begun in it (mechanism 11)

One-sided learning: Herkenhoff et al. (S06); its size S05; the rest assumed. Reads: teams, hubs, guilds, seats. Writes:
skills. Switch `ON_SKILL`: off = skills stay as they are.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import (
        DRAW_CONTACT,
        FUNCTION_ML,
        NONE,
        ON_SKILL,
        SKILL_DATA,
        SKILL_ENGINEERING,
        SKILL_METHOD,
    )
    from ..world import World

FULL_SKILL = cython.declare(cython.const[cython.double], 1.5)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def learn_by_doing(w: World, s: cython.int, skill: cython.int) -> cython.void:
    """A finished task has taught slot s something."""
    if w.slot[s].function != FUNCTION_ML or not w.on & ON_SKILL:
        return
    gain: cython.double = w.env.learn_by_doing
    if skill == SKILL_METHOD:
        w.slot[s].method += gain * max(0.0, FULL_SKILL - w.slot[s].method)
    elif skill == SKILL_ENGINEERING:
        w.slot[s].engineering += gain * max(0.0, FULL_SKILL - w.slot[s].engineering)
    elif skill == SKILL_DATA:
        w.slot[s].data += gain * max(0.0, FULL_SKILL - w.slot[s].data)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def meet_colleague(w: World, s: cython.int, month: cython.int) -> cython.void:
    """A month's contacts of slot s."""
    if not w.on & ON_SKILL:
        return
    w.draws.at(w.slot[s].key, DRAW_CONTACT, month)
    afar: cython.bint = w.draws.uniform() < w.env.contact_afar
    which: cython.double = w.draws.uniform()
    g: cython.int = w.slot[s].group
    if afar and w.linked_n[g] > 0:
        n: cython.int = int(which * w.linked_n[g])
        g = w.linked[w.linked_first[g] + n]
        which = w.draws.uniform()
    k: cython.int = int(which * w.group[g].size)
    other: cython.int = w.group[g].first + k
    gain: cython.double = w.slot[other].method - w.slot[s].method
    if other != s and w.slot[other].present and gain > 0.0:
        w.slot[s].method += w.env.learn_from_peers * gain
        w.slot[other].mentoring = min(0.5, w.slot[other].mentoring + w.env.mentor_cost)
    learn_from_engineers(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def learn_from_engineers(w: World, s: cython.int) -> cython.void:
    """Who sits in a line meets its engineers."""
    seat: cython.int = w.group[w.slot[s].group].seat
    if seat == NONE or w.line[seat].engineers == NONE:
        return
    gain: cython.double = w.slot[w.group[w.line[seat].engineers].first].engineering - w.slot[s].engineering
    if gain > 0.0:
        w.slot[s].engineering += w.env.learn_from_peers * gain
