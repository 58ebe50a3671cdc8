"""Mechanism 17: idle time and the research time that a role has by policy go into research.

    policy       research_time * (0 software .. 1 research, by role) of a person's time is not available for use cases
    slack        slack_to_research of the time without work beyond that

Both attract applicants (mechanism 15) and do nothing else. Parameters assumed. Reads: roles. Writes: research days.
Switch `ON_RESEARCH`: off = all time is for use cases.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import FUNCTION_ML, ON_RESEARCH
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def time_for_use_cases(w: World, s: cython.int) -> cython.double:
    """Share of a person's time that policy leaves for use cases."""
    if w.slot[s].function != FUNCTION_ML or not w.on & ON_RESEARCH:
        return 1.0
    return 1.0 - w.env.research_time * w.slot[s].research


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def research_share(w: World, s: cython.int) -> cython.double:
    """Share of the time in slot s that goes into research: by policy, and of last month's slack in its team."""
    if not w.on & ON_RESEARCH:
        return 0.0
    policy: cython.double = w.env.research_time * w.slot[s].research
    return policy + w.env.slack_to_research * (1.0 - policy) * w.group[w.slot[s].group].slack


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def research_days(w: World) -> cython.double:
    """Days that have gone into research until now."""
    days: cython.double = 0.0
    if not w.on & ON_RESEARCH:
        return days
    s: cython.int
    for s in range(w.ml_slots):
        if w.slot[s].function != FUNCTION_ML:
            continue
        full: cython.double = w.slot_base[s]
        policy: cython.double = w.env.research_time * w.slot[s].research
        idle: cython.double = w.slot[s].idle_days
        if w.slot[s].idle:
            idle += w.clock.now - w.slot[s].idle_since
        held: cython.double = w.clock.now - w.slot[s].vacant_days
        if not w.slot[s].present:
            held -= w.clock.now - w.vacant_since[s]
        days += full * (policy * held + w.env.slack_to_research * (1.0 - policy) * idle)
    return days
