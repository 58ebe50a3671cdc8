"""How well a group knows a line: between 0 and 1, by contact.

    f(0)   = outside + (inside - outside) * share of the group's people who sat in the line before
    floor  = outside + (inside - outside) * share who sit in it now
    a finished task for the line:  f <- f + gain * (1 - f)
    without contact:               f <- floor + (f - floor) * 2 ** (-days / halflife); in groups outside ML the part of
                                   those who leave goes as well (mechanism 16)

Parameters `familiarity_*` of the environment, all assumed. Read by the mechanisms ideas, preparation and handoff, each
with its own coefficient whose prior includes no effect.
"""

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import exp

    from .constants import DAYS_PER_YEAR, NONE, ON_LEAVING
    from .world import World

LN2 = cython.declare(cython.const[cython.double], 0.6931471805599453)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_familiarity(w: World) -> cython.void:
    """Familiarity on day 0."""
    begin_fading(w)
    gap: cython.double = w.env.familiarity_inside - w.env.familiarity_outside
    i: cython.int
    for i in range(w.groups * w.lines):
        w.familiarity[i] = w.env.familiarity_outside + gap * w.inside_before[i]
        w.familiarity_at[i] = 0.0


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_fading(w: World) -> cython.void:
    """How fast familiarity above its floor is lost, in the teams and outside ML."""
    w.fading = w.fading_outside = LN2 / max(1e-6, w.env.familiarity_halflife)
    if w.on & ON_LEAVING:
        w.fading_outside += w.env.engineer_leave_rate / DAYS_PER_YEAR


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def familiarity_now(w: World, g: cython.int, line: cython.int) -> cython.double:
    """The group's familiarity with the line today; 0 for nobody."""
    if g == NONE:
        return 0.0
    i: cython.int = g * w.lines + line
    floor: cython.double = w.env.familiarity_outside + w.inside[i] * (
        w.env.familiarity_inside - w.env.familiarity_outside
    )
    days: cython.double = w.clock.now - w.familiarity_at[i]
    f: cython.double = floor + (w.familiarity[i] - floor) * exp(-(w.fading if g < w.teams else w.fading_outside) * days)
    return min(1.0, max(0.0, f))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def learn_line(w: World, g: cython.int, line: cython.int) -> cython.void:
    """A finished task brings the group closer to the line."""
    i: cython.int = g * w.lines + line
    f: cython.double = familiarity_now(w, g, line)
    w.familiarity[i] = f + w.env.familiarity_gain * (1.0 - f)
    w.familiarity_at[i] = w.clock.now


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def forget_share(w: World, g: cython.int) -> cython.void:
    """One of the group has left: that share of what it knew beyond its floor is gone."""
    keep: cython.double = 1.0 - 1.0 / max(1, w.group[g].size)
    line: cython.int
    for line in range(w.lines):
        i: cython.int = g * w.lines + line
        floor: cython.double = w.env.familiarity_outside + w.inside[i] * (
            w.env.familiarity_inside - w.env.familiarity_outside
        )
        w.familiarity[i] = floor + keep * (familiarity_now(w, g, line) - floor)
        w.familiarity_at[i] = w.clock.now


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def remaining(coefficient: cython.double, amount: cython.double) -> cython.double:
    """What is left of a loss of which `coefficient * amount` is avoided; may exceed 1 (the effect may be adverse)."""
    return min(2.0, max(0.0, 1.0 - coefficient * amount))
