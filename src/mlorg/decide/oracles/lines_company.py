"""The organisation of G12: business lines with data scientists, one engineer each, and nothing else.

So that the overlays leave exactly the data scientists to build, the posts that a division would otherwise fill with
builders exist and are vacant: a manager of ML, and as many product managers as it asks for. Vacant posts build nothing
wherever they are put.
"""

from __future__ import annotations

from dataclasses import replace

from ...archetypes import Coverage, propose
from ...archetypes.staffing import LEAST_FOR_A_PM, PEOPLE_PER_PM
from ...org import Line, Membership, Organization, Person, Post, Unit, apply
from ...sim import Frame, Structure, compile_structure

TOP, HEAD = "top", "ml-head"


def lines_company(lines: int, per_line: int) -> Organization:
    """`lines` business lines with `per_line` data scientists each, who sit with the line's one engineer."""
    units = [
        Unit(TOP, head=TOP),
        *(Unit(_line(n), part_of=TOP, head=f"head-{n}", business_line=True) for n in range(lines)),
    ]
    posts = [Post(TOP, role="executive", sits_in=TOP, reports_to=Line.TOP)]
    for n in range(lines):
        posts += _posts_of_line(n, per_line)
    vacant = [Post(HEAD, role="ml_manager", sits_in=TOP, reports_to=TOP)]
    vacant += [Post(f"ml-pm-{n}", role="ml_pm", sits_in=TOP, reports_to=HEAD) for n in range(_guides(lines * per_line))]
    return Organization.of(
        "Lines",
        units=units,
        posts=[*posts, *vacant],
        persons=[Person(f"holder-{p.id}") for p in posts],
        memberships=[Membership(f"holder-{p.id}", p.id) for p in posts],
    )


def _line(n: int) -> str:
    return f"line-{n}"


def _posts_of_line(n: int, per_line: int) -> list[Post]:
    seat, lead = _line(n), f"lead-{n}"
    return [
        Post(f"head-{n}", role="business_manager", sits_in=seat, reports_to=TOP),
        Post(lead, role="engineering_manager", sits_in=seat, reports_to=f"head-{n}"),
        Post(f"engineer-{n}", role="software_engineer", sits_in=seat, reports_to=lead),
        *(Post(f"ds-{n}-{k}", role="data_scientist", sits_in=seat, reports_to=lead) for k in range(per_line)),
    ]


def _guides(builders: int) -> int:
    """Product managers for whom a division of so many builders would look, itself and its head included."""
    found = 0
    while builders + 1 + found >= LEAST_FOR_A_PM and max(1, (builders + 1 + found) // PEOPLE_PER_PM) > found:
        found += 1
    return found


def with_builders_in_lines(org: Organization, lines: int, per_line: int) -> Structure:
    """The embedded overlay on it, compiled: in every line a team of `per_line`, who deploy what they build."""
    vacant = sum(p.id not in org.holders for p in org.posts)
    coverage = Coverage.of({_line(n): per_line + (vacant if n == 0 else 0) for n in range(lines)})
    structure = _compiled(org, apply(org, propose(org, "embedded", coverage=coverage).overlay))
    own = [structure.deploys[g * lines + structure.groups[g].seat] == g for g in range(structure.teams)]
    sizes = [group.size for group in structure.groups[: structure.teams]]
    _must(structure.teams == lines and sizes == [per_line] * lines and all(own), "the embedded overlay", structure)
    return structure


def with_builders_together(org: Organization, lines: int, per_line: int) -> Structure:
    """The independent overlay on it, compiled: one division, whose models the line's engineers deploy.

    A division of more than eight works in teams; they are taken together here, for the closed form is that of one pool.
    """
    after = apply(org, propose(org, "independent").overlay)
    home = next(u.id for u in after.units if u.head == HEAD)
    posts = [replace(p, sits_in=home, reports_to=HEAD) if p.id.startswith("ds-") else p for p in after.posts]
    structure = _compiled(org, after.with_(posts=posts))
    engineers = [structure.deploys[line] for line in range(lines)]
    one_each = len(set(engineers)) == lines and all(structure.groups[g].size == 1 for g in engineers)
    pool = structure.groups[0]
    whole = structure.teams == 1 and pool.size == lines * per_line and pool.serves_n == lines
    _must(whole and one_each and 0 not in engineers, "the independent overlay", structure)
    return structure


def _compiled(org: Organization, after: Organization) -> Structure:
    """Without regard to where people were before, and with everybody's skill at 1: the gate is about queues."""
    structure = compile_structure(after, Frame.of(org))
    return replace(structure, slots=tuple(replace(s, skills=(1.0, 1.0, 1.0)) for s in structure.slots))


def _must(right: bool, what: str, structure: Structure) -> None:
    if not right:
        sizes = [group.size for group in structure.groups]
        raise AssertionError(f"{what} makes {structure.teams} teams and groups of {sizes}: not the queues of the gate")
