"""Changes to a compiled structure, by name: the same duty for all, another owner, other skills.

Each takes a structure and that of today and gives a structure; none knows which one it has before it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from ...org import roles
from ...sim import Structure
from ...sim.structure.arrays import FUNCTION_ML, NONE, HolderRow, SlotRow
from ...sim.structure.teams import MOST_GUIDED

Change = Callable[[Structure, Structure], Structure]

BUILDERS, ENGINEERS, CENTRAL, NOBODY = "builders", "engineers", "central", "nobody"
OWNERS = ("collect", "warehouse", "label", "pipeline")
SOFTWARE, RESEARCH = "ml_engineer", "ml_researcher"


def changed(structure: Structure, today: Structure, names: Iterable[str]) -> Structure:
    """The structure after these changes, in their order."""
    for name in names:
        structure = CHANGES[name](structure, today)
    return structure


def _models(what: str, who: str, structure: Structure, today: Structure) -> Structure:
    """Models of every team and line are deployed (`deploys`) or maintained (`maintains`) by `who`."""
    lines = len(structure.lines)
    table = list(getattr(structure, what))
    for g in range(structure.teams):
        for i, line in enumerate(structure.lines):
            owner = {BUILDERS: g, ENGINEERS: line.engineers, CENTRAL: structure.central, NOBODY: NONE}[who]
            table[g * lines + i] = g if owner == NONE and who != NOBODY else owner
    if what == "deploys":
        return replace(structure, deploys=tuple(table))
    return replace(structure, maintains=tuple(table))


def _data(places: tuple[int, ...], who: str, structure: Structure, today: Structure) -> Structure:
    """All data sets have `who` as the owner of these responsibilities; what nobody owns is done by builders."""
    rows = []
    for row in structure.datasets:
        engineers = structure.lines[row.line].engineers if row.line != NONE else structure.central
        owner = {BUILDERS: NONE, ENGINEERS: engineers, CENTRAL: structure.central}[who]
        collect, warehouse, label, pipeline = (owner if i in places else old for i, old in enumerate(row.owners))
        rows.append(replace(row, owners=(collect, warehouse, label, pipeline)))
    return replace(structure, datasets=tuple(rows))


def _builders(structure: Structure, change: Callable[[SlotRow], SlotRow]) -> Structure:
    """The structure with every builder changed."""
    return replace(structure, slots=tuple(change(s) if s.function == FUNCTION_ML else s for s in structure.slots))


def _all_are(role_id: str, structure: Structure, today: Structure) -> Structure:
    """All builders have the skills and the research time of one role, for the pay they have."""
    role = roles()[role_id]
    skills = (role.method, role.engineering, role.data)
    return _builders(structure, lambda s: replace(s, skills=skills, research=role.research or 0.0))


def equal_skills(structure: Structure, today: Structure) -> Structure:
    """All builders are equally skilled in everything; research time stays."""
    return _builders(structure, lambda s: replace(s, skills=(1.0, 1.0, 1.0)))


def titles_of_today(structure: Structure, today: Structure) -> Structure:
    """Builders have the skills and research time of the posts they hold today, where these build today."""
    before = {s.key: s for s in today.slots if s.function == FUNCTION_ML}

    def as_today(slot: SlotRow) -> SlotRow:
        old = before.get(slot.key, slot)
        return replace(slot, skills=old.skills, research=old.research)

    return _builders(structure, as_today)


def one_edge_each(structure: Structure, today: Structure) -> Structure:
    """Every builder counts as moved by one edge."""
    return _builders(structure, lambda s: replace(s, edges=1))


def no_product_manager(structure: Structure, today: Structure) -> Structure:
    """No team is guided by a product manager; nobody builds more for that."""
    return replace(structure, groups=tuple(replace(g, guided=0.0) for g in structure.groups))


def product_manager_for_a_builder(structure: Structure, today: Structure) -> Structure:
    """One product manager guides all teams, and there is one builder less, a like share of each."""
    builders = sum(s.function == FUNCTION_ML for s in structure.slots)
    left = max(0.0, 1.0 - 1.0 / max(1, builders))
    attention = min(1.0, MOST_GUIDED / max(1, structure.teams))
    guided = tuple(replace(g, guided=attention if n < structure.teams else 0.0) for n, g in enumerate(structure.groups))
    fewer = _builders(structure, lambda s: replace(s, capacity=s.capacity * left))
    return replace(fewer, groups=guided)


def one_mandate(structure: Structure, today: Structure) -> Structure:
    """No team is kept for long work."""
    return replace(structure, groups=tuple(replace(g, long_term=0) for g in structure.groups))


def one_line_each(structure: Structure, today: Structure) -> Structure:
    """Every team works for one line, its own or else one by turns, with tooling and parts that nobody else can use."""
    count = len(structure.lines)
    line_of = [g.seat if g.seat != NONE else n % count for n, g in enumerate(structure.groups[: structure.teams])]
    builders: list[int] = []
    lines = []
    for i, line in enumerate(structure.lines):
        mine = [g for g, served in enumerate(line_of) if served == i]
        lines.append(replace(line, builders=len(builders), builders_n=len(mine)))
        builders.extend(mine)
    groups = [
        replace(g, serves=n, serves_n=1, holder=n) if n < structure.teams else g for n, g in enumerate(structure.groups)
    ]
    return replace(
        structure,
        groups=tuple(groups),
        lines=tuple(lines),
        served=tuple(line_of),
        builders=tuple(builders),
        holders=tuple(HolderRow(0, 1.0 / count, g) for g in range(structure.teams)),
    )


def _grown(factor: float, structure: Structure, today: Structure) -> Structure:
    """All builders have so many times the hands."""
    return _builders(structure, lambda s: replace(s, capacity=s.capacity * factor))


GROWTH = (1.0, 1.25, 1.5, 2.0)
"""Factors by which the hands of builders grow in the report on what a form costs."""

CHANGES: Mapping[str, Change] = {
    **{f.__name__: f for f in (equal_skills, titles_of_today, one_edge_each, no_product_manager)},
    **{f.__name__: f for f in (product_manager_for_a_builder, one_mandate, one_line_each)},
    "builders_deploy": partial(_models, "deploys", BUILDERS),
    "builders_own_data": partial(_data, (0, 1, 2, 3), BUILDERS),
    **{
        f"{what}:{who}": partial(_models, what, who)
        for what in ("deploys", "maintains")
        for who in (BUILDERS, ENGINEERS, CENTRAL, NOBODY)
    },
    **{
        f"{name}:{who}": partial(_data, (place,), who)
        for place, name in enumerate(OWNERS)
        for who in (BUILDERS, ENGINEERS, CENTRAL)
    },
    **{f"data:{who}": partial(_data, (0, 1, 2, 3), who) for who in (BUILDERS, ENGINEERS, CENTRAL)},
    **{f"skills:{role}": partial(_all_are, role) for role in (SOFTWARE, RESEARCH)},
    **{f"grown:{factor:g}": partial(_grown, factor) for factor in GROWTH},
}
"""All changes by name."""
