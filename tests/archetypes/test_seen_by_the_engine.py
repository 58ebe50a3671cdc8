"""What the engine makes of each structure: everything that a structure says has somebody who does it."""

import pytest

from mlorg.archetypes import STRUCTURES, propose
from mlorg.archetypes.firms import firm
from mlorg.org import apply
from mlorg.sim.structure import Frame, compile_structure
from mlorg.sim.structure.arrays import FUNCTION_ENGINEERING, SHARE_ALL, UNKNOWN


def seen(kind, seed=3, **sizes):
    today = firm(seed, **sizes)
    return compile_structure(apply(today, propose(today, kind).overlay), Frame.of(today), today)


@pytest.mark.parametrize("kind", [s.id for s in STRUCTURES if s.moves])
@pytest.mark.parametrize("seed", range(4))
def test_who_deploys_and_maintains_is_known_and_there(kind, seed):
    found = seen(kind, seed, people=600, ml_people=24)
    assert UNKNOWN not in (*found.deploys, *found.maintains)
    assert not [note for note in found.notes if "has nobody for it" in note]


def test_a_platform_team_builds_no_use_cases_and_works_full_time_for_ml():
    plain, with_platform = (seen(kind, people=600, ml_people=24) for kind in ("embedded", "embedded_platform"))
    builders = [sum(g.fte for g in s.groups[: s.teams]) for s in (plain, with_platform)]
    assert builders[1] < builders[0]
    platform = {with_platform.deploys[0]}
    slots = [s for s in with_platform.slots if s.group in platform]
    assert {(s.function, s.share) for s in slots} == {(FUNCTION_ENGINEERING, SHARE_ALL)}
