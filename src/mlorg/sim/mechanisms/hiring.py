"""Mechanism 15: vacancies are filled by whoever applies and whom the panel can tell apart.

    when         fill_days after the vacancy, gamma with the same shape for all (cv 0.5)
    applicants   Poisson(applicants * exp(peers_on_applicants * (mean method skill - 1) + research_on_applicants * share
                 of research time + hard_on_applicants * share of hard use cases in hand + shipped_on_applicants * put
                 into use per person and year)), the exponent between -1.5 and 1.5; at least one, at most 40, at equal
                 pay
    skill        of an applicant relative to the role: exp(applicant_spread * (z - 1)): those usually taken are one sd
                 better than the average applicant (assumed), and the role's skill is that of those usually taken; the
                 same factor for method, engineering and data, the exponent between -1 and 1
    panel        sees skill * exp(panel_noise * (1 - skill_on_panel * skill of the panel) * z) and takes the best; skill
                 of the panel = half that of the manager by his kind, half the team's mean method skill relative to
                 full skill (1.5, mechanism 14), at most 1; the manager's alone where nobody is left (assumed)
    ramp         a newcomer begins at ramp_start of full speed and reaches it after ramp_days, linearly, in steps
                 of a month

Sources: time to fill H03, ramp S02; the rest assumed. Reads: team's skills and work in hand, role, manager. Writes:
joiners and their skill, days vacant. Switch `ON_HIRING`: off = whoever leaves is replaced at once by a newcomer of the
role's skill, at full speed.
"""

try:
    import cython
except ImportError:
    from .. import shim as cython
if not cython.compiled:
    from math import exp

    from ..constants import (
        DRAW_JOIN,
        DRAW_PANEL,
        EV_JOIN,
        KIND_COLUMNS,
        KIND_PANEL,
        ON_FUNDING,
        ON_HIRING,
    )
    from ..familiarity import remaining
    from ..queues import take_next
    from ..world import World
    from .research import research_share
    from .skill import FULL_SKILL


APPLICANTS = cython.declare(cython.const[cython.ulonglong], 1048576)  # ordinals beyond any number of persons in a post


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def open_vacancy(w: World, s: cython.int) -> cython.void:
    """Begin to look for somebody for slot s."""
    days: cython.double = 0.0
    if w.on & ON_HIRING:
        w.draws.at(w.slot[s].key, DRAW_JOIN, w.slot[s].person)
        _k: cython.int
        for _k in range(4):
            days += w.draws.exponential() * w.env.fill_days / 4.0
    w.clock.push(w.clock.now + days, EV_JOIN, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def may_hire(w: World, g: cython.int) -> cython.bint:
    """Whether the budget allows to fill a post of the team."""
    return not w.on & ON_FUNDING or w.group[g].present + 1 <= w.group[g].budget * w.group[g].size + 1e-9


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def person_joins(w: World, s: cython.int) -> cython.void:
    """Somebody new in slot s."""
    w.slot[s].person += 1
    g: cython.int = w.slot[s].group
    skill: cython.double = 1.0
    if w.on & ON_HIRING:
        skill = best_applicant(w, s, g)
        w.slot[s].ramp = w.env.ramp_start
    w.slot[s].method = w.slot[s].role_method * skill
    w.slot[s].engineering = w.slot[s].role_engineering * skill
    w.slot[s].data = w.slot[s].role_data * skill
    w.slot[s].joined = w.clock.now
    w.slot[s].present = 1
    w.slot[s].edges = 0.0
    w.group[g].present += 1
    w.joiners += 1
    w.joined_skill += skill
    w.vacant_days += w.clock.now - w.vacant_since[s]
    w.slot[s].vacant_days += w.clock.now - w.vacant_since[s]
    take_next(w, s)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def panel_skill(w: World, g: cython.int) -> cython.double:
    """How well the panel of a team can judge, between 0 and 1."""
    manager: cython.double = w.managers[w.group[g].manager * KIND_COLUMNS + KIND_PANEL]
    if w.group[g].present == 0:
        return manager
    return 0.5 * manager + 0.5 * min(1.0, w.group[g].mean_method / FULL_SKILL)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def best_applicant(w: World, s: cython.int, g: cython.int) -> cython.double:
    """Skill of the one the panel takes, relative to the role."""
    people: cython.double = max(1, w.group[g].present)
    x: cython.double = w.env.peers_on_applicants * (w.group[g].mean_method - 1.0)
    x += w.env.research_on_applicants * research_share(w, s)
    x += w.env.hard_on_applicants * w.group[g].hard
    x += w.env.shipped_on_applicants * w.group[g].shipped / people
    blur: cython.double = w.env.panel_noise * remaining(w.env.skill_on_panel, panel_skill(w, g))
    place: cython.ulonglong = w.slot[s].person
    w.draws.at(w.slot[s].key, DRAW_PANEL, place)
    n: cython.int = w.draws.poisson(w.env.applicants * exp(min(1.5, max(-1.5, x))))
    n = min(40, max(1, n))
    place += APPLICANTS
    w.draws.at(w.slot[s].key, DRAW_PANEL, place)
    best: cython.double = -1e18
    skill: cython.double = 0.0
    _k: cython.int
    for _k in range(n):
        true: cython.double = w.env.applicant_spread * w.draws.normal()
        seen: cython.double = true + blur * w.draws.normal()
        if seen > best:
            best = seen
            skill = true
    return exp(min(1.0, max(-1.0, skill - w.env.applicant_spread)))


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def ramp_up(w: World, s: cython.int) -> cython.void:
    """A month later a newcomer is nearer to full speed."""
    if w.slot[s].ramp < 1.0:
        share: cython.double = (w.clock.now - w.slot[s].joined) / max(1.0, w.env.ramp_days)
        w.slot[s].ramp = min(1.0, w.env.ramp_start + (1.0 - w.env.ramp_start) * share)
