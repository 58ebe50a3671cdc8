"""Mechanism 11: large teams coordinate, full hands switch, two bosses mean more meetings.

    attention of a person = capacity * time left by research (17) and mentoring (14), in person-days per day
    speed of an ML person = attention * ramp
        * exp(-team_loss * max(0, n - 7) - 0.5 * team_loss * max(0, n - 9)**2 - small_team_loss * max(0, 3 - n))
        * (1 - switching_loss)   if the team has two or more use cases in hand per person
        * (1 - two_bosses_loss * number of further reporting lines)
    n = people present in the team; the exponent is kept between -3 and 1; speed is fixed when a task is begun

Sources: best size and the steep rise from nine C09 (the form is assumed), switching S09; two bosses assumed. Reads:
size of teams, dotted lines. Writes: speed; what is lost stays in the days that a task is booked with. Switch
`ON_COORDINATION`: off = speed is attention * ramp.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp

    from ..constants import FUNCTION_ML, ON_COORDINATION
    from ..world import World
    from .research import time_for_use_cases


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def attention(w: World, s: cython.int) -> cython.double:
    """Person-days that slot s gives to its task in a day."""
    return w.slot[s].capacity * time_for_use_cases(w, s) * (1.0 - w.slot[s].mentoring)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def pace(w: World, s: cython.int) -> cython.double:
    """Days of work, at skill 1, that slot s does in a day."""
    speed: cython.double = attention(w, s) * w.slot[s].ramp
    if w.slot[s].function != FUNCTION_ML or not w.on & ON_COORDINATION:
        return speed
    g: cython.int = w.slot[s].group
    n: cython.double = w.group[g].present
    beyond: cython.double = max(0.0, n - 9.0)
    loss: cython.double = w.env.team_loss * (max(0.0, n - 7.0) + 0.5 * beyond * beyond)
    loss += w.env.small_team_loss * max(0.0, 3.0 - n)
    if w.group[g].wip >= 2 * w.group[g].present:
        speed *= 1.0 - w.env.switching_loss
    speed *= max(0.1, 1.0 - w.env.two_bosses_loss * w.slot[s].bosses)
    return speed * exp(-min(3.0, max(-1.0, loss)))
