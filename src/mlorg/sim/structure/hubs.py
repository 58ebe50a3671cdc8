"""Which teams share a head of ML, a guild or a platform: who meets whom, and who can use whose tooling."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from mlorg.org import ManagerKind, Organization, Ref, manager_kind_of
from mlorg.org.hierarchy import Tree

from .arrays import HolderRow
from .frame import Frame
from .teams import Team


def head_of_ml(org: Organization, tree: Tree, manager: str | None) -> str | None:
    """The topmost manager of ML above a team, None if there is none."""
    if manager is None or manager not in tree.level:
        return None
    chain = [p for p in tree.above(manager) if manager_kind_of(org.post[p]) is ManagerKind.ML]
    return chain[-1] if chain else None


def linked_teams(org: Organization, tree: Tree, teams: Sequence[Team]) -> tuple[tuple[int, ...], ...]:
    """For each team the others with the same head of ML, or with a dotted line to the same post."""
    bonds = [{head_of_ml(org, tree, t.manager), *(d for p in t.posts for d in p.dotted_to)} - {None} for t in teams]
    return tuple(
        tuple(other for other in range(len(teams)) if other != g and bonds[g] & bonds[other]) for g in range(len(teams))
    )


def holders_of_tooling(
    org: Organization,
    frame: Frame,
    tree: Tree,
    teams: Sequence[Team],
    tools: tuple[Callable[[Ref], int], Callable[[Team], Iterable[int]]],
) -> tuple[tuple[HolderRow, ...], tuple[int, ...]]:
    """Holders of shared tooling, and the number of each team's holder.

    Teams that a platform serves share it; else all teams under one head of ML; else each team stands alone. `tools` =
    (the group that owns a platform, or -1; the numbers of the lines a team serves).
    """
    owner_group, lines_served = tools
    names = [_holder_name(org, tree, g, team) for g, team in enumerate(teams)]
    numbers: Mapping[str, int] = {name: n for n, name in enumerate(dict.fromkeys(names))}
    rows = []
    for name in numbers:
        members = [g for g, n in enumerate(names) if n == name]
        served = {line for g in members for line in lines_served(teams[g])}
        share = sum(frame.idea_share[frame.lines[line]] for line in served)
        owner = owner_group(Ref("platform", name.removeprefix("platform "))) if name.startswith("platform ") else -1
        built = int(name.removeprefix("platform ") in {p.id for p in frame.today.platforms})
        rows.append(HolderRow(built, share, owner if owner >= 0 else members[0]))
    return tuple(rows), tuple(numbers[name] for name in names)


def _holder_name(org: Organization, tree: Tree, g: int, team: Team) -> str:
    for platform in org.platforms:
        if not platform.serves or team.unit in platform.serves or team.seat in platform.serves:
            return f"platform {platform.id}"
    return f"head {head_of_ml(org, tree, team.manager) or f'of team {g}'}"
