"""Mechanism 18 (second run only): the budget follows the value that is credited to a team.

    each quarter  B <- B + phi * (B0 + kappa * v - B), B relative to day 0, phi = funding_speed; B stays at 1 for the
                  first four quarters and between 0 and 3 afterwards
    v             value credited in the quarter relative to the mean of the first four, between 0 and 5; 1 where the
                  first year had none, for then there is nothing to compare with
    B0, kappa     1 - funding_elasticity, funding_elasticity: so that B stays at 1 while v does
    credited      all of a use case's value to builders who deploy it, attribution of it to those who do not
    effect        a post is filled again only while the budget pays for it; a budget above 1 is kept, not spent

For v = y * B the fixed point is B0 / (1 - kappa * y). Sources: elasticity G11; the rest assumed. Reads: owner of
deployment. Writes: budget. Switch `ON_FUNDING`: off (the default) = budgets are frozen.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from ..constants import DAYS_PER_QUARTER, EV_QUARTER, NONE, ON_FUNDING
    from ..lifecycle import earn
    from ..world import World


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def begin_funding(w: World) -> cython.void:
    """Budgets of day 0; the first look after a quarter."""
    g: cython.int
    for g in range(w.teams):
        w.group[g].budget = 1.0
        w.group[g].credited = 0.0
        w.group[g].credited_before = 0.0
    if w.on & ON_FUNDING:
        w.clock.push(DAYS_PER_QUARTER, EV_QUARTER, 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def credit(w: World) -> cython.void:
    """Credit what use cases have earned since the last time to their builders."""
    u: cython.int
    for u in range(w.use_cases):
        earn(w, u)
        earned: cython.double = w.use_case[u].value - w.use_case[u].credited
        w.use_case[u].credited = w.use_case[u].value
        g: cython.int = w.use_case[u].builder
        if g == NONE:
            continue
        if w.use_case[u].deployer != g:
            earned *= w.env.attribution
        w.group[g].credited += earned


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def fund(w: World, quarter: cython.int) -> cython.void:
    """A quarter has ended."""
    credit(w)
    g: cython.int
    for g in range(w.teams):
        if quarter <= 4:
            w.group[g].credited_before += w.group[g].credited / 4.0
        else:
            value: cython.double = 1.0
            if w.group[g].credited_before > 0.0:
                value = min(5.0, max(0.0, w.group[g].credited / w.group[g].credited_before))
            kappa: cython.double = w.env.funding_elasticity
            step: cython.double = budget_step(w.group[g].budget, 1.0 - kappa, kappa, w.env.funding_speed, value)
            w.group[g].budget = min(3.0, max(0.0, step))
        w.group[g].credited = 0.0
    w.clock.push(w.clock.now + DAYS_PER_QUARTER, EV_QUARTER, quarter + 1)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def budget_step(
    budget: cython.double, b0: cython.double, kappa: cython.double, phi: cython.double, value: cython.double
) -> cython.double:
    """One quarter of the budget rule."""
    return budget + phi * (b0 + kappa * value - budget)
