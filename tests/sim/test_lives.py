"""The life of one use case and the diary of everybody's time, read off one replication."""

from pathlib import Path

import pytest

from mlorg.errors import UnknownNameError
from mlorg.sim import (
    Frame,
    Sampling,
    compile_structure,
    draw_environments,
    group_names,
    history,
    life_of,
    simulate,
    time_diary,
)
from mlorg.sim.engine import engine
from mlorg.sim.lives import DAYS
from mlorg.sim.measure_names import DIARY, FUNCTIONS, MEASURES
from mlorg.sim.outcomes import ALL_MECHANISMS

from .companies import company

ENVIRONMENT = draw_environments(3, 2)[1]


@pytest.fixture(scope="module")
def told():
    org = company("pool")
    return history(compile_structure(org, Frame.of(org)), ENVIRONMENT, (3, 4, 1))


def stages(told, number: int) -> list[str]:
    return [event.stage for event in life_of(told, number)]


def test_groups_have_neutral_names(told) -> None:
    names = group_names(told.structure)
    assert names[0] == "team 1"
    assert {"machines", "engineers of line 1", "data people 1", "manager 1"} <= set(names)
    assert len(set(names)) == len(names) == len(told.structure.groups)


def test_every_life_is_in_order_and_ends_once(told) -> None:
    closing = {"withdrawn", "rejected", "stopped", "dropped", "retired", "delivered", "still in use", "still under way"}
    for number in range(len(told.cases)):
        events = life_of(told, number)
        assert [e.day for e in events] == sorted(e.day for e in events)
        assert sum(e.stage in closing for e in events) == 1
        assert events[0].stage == "idea"
        assert all(0 <= e.day <= DAYS and e.who and e.what for e in events)


def test_a_use_case_that_reached_its_users_tells_every_stage(told) -> None:
    number = next(n for n, case in enumerate(told.cases) if case.used >= 0 and case.offered >= 0 and case.parent < 0)
    seen = stages(told, number)
    path = ["idea", "taken up", "approval", "preparation", "model finished", "deployment"]
    assert [s for s in seen if s in path] == path
    who = {e.stage: e.who for e in life_of(told, number)}
    assert who["taken up"] == "team 1"
    assert who["deployment"].startswith("engineers of line")
    assert "manager" in who["approval"]


def test_improvements_are_told_by_their_parent_and_by_themselves(told) -> None:
    child = next(n for n, case in enumerate(told.cases) if case.parent >= 0)
    assert f"use case {told.cases[child].parent}" in life_of(told, child)[0].what
    assert "wish" in stages(told, told.cases[child].parent)


def test_a_number_too_high_is_refused(told) -> None:
    with pytest.raises(UnknownNameError, match="numbered from 0"):
        life_of(told, len(told.cases))


def test_names_of_ones_own_may_be_given() -> None:
    org = company("pool")
    structure = compile_structure(org, Frame.of(org))
    names = [f"G{g}" for g in range(len(structure.groups))]
    own = history(structure, ENVIRONMENT, (3, 4, 1), names=names)
    taken = next(n for n, case in enumerate(own.cases) if case.taken >= 0)
    assert "G0" in {event.who for event in life_of(own, taken)}


def test_the_diary_adds_up_to_the_days_worked_by_function(told) -> None:
    entries = time_diary(told)
    module = engine()
    world = module.open_world(told.structure, DAYS)
    row = module.replicate(
        world, dict(ENVIRONMENT.values), list(ENVIRONMENT.managers), (3, 4, 1), (0.0, ALL_MECHANISMS)
    )
    for function, measure in zip(FUNCTIONS, ("ml", "engineering", "data", "other"), strict=True):
        worked = row[3 * len(MEASURES) + MEASURES.index(f"worked_{measure}")]
        assert sum(e.days for e in entries if e.function == function) == pytest.approx(worked, abs=1e-6)
    assert module.diary(world) == module.diaries(world)[0]


def test_everybody_does_the_work_of_their_function(told) -> None:
    work = {f: {e.work for e in time_diary(told) if e.function == f} for f in FUNCTIONS}
    assert {"experiments: modelling", "experiments: data", "other work that ML people are drawn into"} <= work["ML"]
    assert "integration" in work["engineers"]
    assert "giving access to data" in work["data"]
    assert work["management and others"] <= {
        "approving proposals", "deciding overdue requests", "answering questions"
    }  # fmt: skip
    assert all(e.work and e.work in DIARY for e in time_diary(told))


def test_a_history_is_the_replication_of_the_same_key(told) -> None:
    assert history(told.structure, ENVIRONMENT, (3, 4, 1)) == told
    assert history(told.structure, ENVIRONMENT, (3, 5, 1)).cases != told.cases


def test_the_guide_does_what_it_shows(capsys, monkeypatch) -> None:
    root = Path(__file__).resolve().parents[2]
    monkeypatch.chdir(root)
    guide = (root / "docs/how-to/follow-one-use-case.md").read_text(encoding="utf-8")
    exec(guide.split("```python\n")[1].split("```")[0], {})
    printed = capsys.readouterr().out
    assert "idea" in printed
    assert "experiments: modelling" in printed


def test_a_history_is_a_row_of_the_table_of_outcomes(told) -> None:
    sampling = Sampling(draws=2, per_draw=3, seed=3)
    table = simulate(told.structure, draw_environments(3, 2), sampling, range(1, 2))
    worked = sum(told.person_days[1])
    assert table.measure("worked_engineering", 20)[1] == pytest.approx(worked, abs=1e-6)
