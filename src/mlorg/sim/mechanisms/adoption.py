"""Mechanism 8: the users of a line take up what is deployed, one by one (user-facing use cases only).

    next user    after Exp with rate (m - n) * (p + q * n / m), m users, n of them already: the exact finite Bass chain
                 while rates are constant; a change of trust counts at once, one of literacy from the next user on
    p            adopt_innovation / 63 * exp(nearness_on_adoption * near + literacy_on_adoption * literacy) * trust
    q            adopt_imitation / 63 * exp(quality_on_adoption * (quality - 1)) * trust
    near         1 if a builder sits in the line, else how much of an ML product manager the builders have (mechanism 7)
    trust        falls by trust_loss at each incident
    in use       on deployment if automated, else when the first user has started
    improvement  raises its parent's worth by improvement_gain on deployment, with no users of its own

Source of the form: Bass 1969; rates inside a firm assumed. Reads: seats, PMs, users of the line. Writes: `adopted`,
`used`. Switch `ON_ADOPTION`: off = everybody uses it from the first day.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp, fabs

    from ..constants import (
        DAYS_PER_QUARTER,
        DRAW_ADOPTION,
        END_FOLDED,
        EV_ADOPT,
        NONE,
        ON_ADOPTION,
        STAGE_LIVE,
    )
    from ..lifecycle import earn, end_use_case, free_hands
    from ..world import World
    from .operation import begin_service
    from .platform import keep_parts


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_use(w: World, u: cython.int) -> cython.void:
    """Deployed. An improvement becomes part of what it improves; anything else begins its own life in use."""
    w.use_case[u].deployed = w.clock.now
    if w.use_case[u].parent != NONE:
        w.use_case[u].used = w.clock.now
        improve(w, w.use_case[u].parent)
        end_use_case(w, u, END_FOLDED)
        return
    free_hands(w, w.use_case[u].builder)
    w.group[w.use_case[u].builder].shipped += 1.0
    keep_parts(w, u)
    w.use_case[u].stage = STAGE_LIVE
    w.use_case[u].since = w.clock.now
    w.line[w.use_case[u].line].live += 1
    if w.use_case[u].automated or w.use_case[u].users <= 0 or not w.on & ON_ADOPTION:
        w.use_case[u].adopted = w.use_case[u].users
        w.use_case[u].used = w.clock.now
        w.use_case[u].half = w.clock.now
    else:
        next_user(w, u)
    begin_service(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def improve(w: World, u: cython.int) -> cython.void:
    """A finished improvement raises the worth of what it improves."""
    earn(w, u)
    w.use_case[u].worth += w.env.improvement_gain * fabs(w.use_case[u].worth)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def next_user(w: World, u: cython.int) -> cython.void:
    """Schedule the next user's start from today's rates."""
    m: cython.double = w.use_case[u].users
    n: cython.double = w.use_case[u].adopted
    if n >= m:
        w.use_case[u].due_adopt = -1.0
        return
    builder: cython.int = w.use_case[u].builder
    near: cython.double = 0.0
    if builder != NONE:
        near = 1.0 if w.group[builder].seat == w.use_case[u].line else w.group[builder].guided
    push: cython.double = w.env.nearness_on_adoption * near
    push += w.env.literacy_on_adoption * w.line[w.use_case[u].line].literacy
    p: cython.double = w.env.adopt_innovation / DAYS_PER_QUARTER * exp(push)
    q: cython.double = w.env.adopt_imitation / DAYS_PER_QUARTER
    q *= exp(w.env.quality_on_adoption * (w.use_case[u].quality - 1.0))
    rate: cython.double = (m - n) * (p + q * n / m) * w.use_case[u].trust
    place: cython.ulonglong = w.use_case[u].adopted * 4096 + w.use_case[u].incidents
    w.draws.at(w.use_case[u].key, DRAW_ADOPTION, place)
    wait: cython.double = w.draws.exponential() / max(1e-12, rate)
    w.use_case[u].due_adopt = w.clock.push(w.clock.now + wait, EV_ADOPT, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def users_hesitate(w: World, u: cython.int) -> cython.void:
    """Trust has changed: the wait for the next user, which has no memory, is drawn anew."""
    if w.use_case[u].stage == STAGE_LIVE and w.use_case[u].due_adopt > w.clock.now:
        next_user(w, u)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def user_starts(w: World, u: cython.int) -> cython.void:
    """One more user."""
    if w.use_case[u].stage != STAGE_LIVE or w.use_case[u].due_adopt != w.clock.now:
        return
    earn(w, u)
    if w.use_case[u].adopted == 0:
        w.use_case[u].used = w.clock.now
    w.use_case[u].adopted += 1
    if 2 * w.use_case[u].adopted >= w.use_case[u].users and w.use_case[u].half < 0.0:
        w.use_case[u].half = w.clock.now
    next_user(w, u)
