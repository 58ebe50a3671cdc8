"""What is written reads back as the same, exactly; and the same is written as the same bytes."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.generated import days, organizations, overlays, texts

from mlorg.errors import WorkspaceError
from mlorg.org import Dataset, Line, Organization, Overlay, Ownership, Post, Ref, Responsibility, diff
from mlorg.workspace import (
    AimSettings,
    Assumption,
    Files,
    Limit,
    Settings,
    Workspace,
    load,
    save,
    save_scenario,
    scenario_text,
)
from mlorg.workspace.scenarios.reading import read_scenario
from mlorg.workspace.yaml_tree import parse_yaml

OTHER_NAMES = Files(("u.yaml",), ("p.csv",), ("a.csv",), ("o.csv",), "plans", "priors.yaml")


@contextmanager
def empty_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as place:
        yield Path(place) / "workspace"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@settings(deadline=None, max_examples=150)
@given(organizations(), st.booleans(), st.sampled_from([Files(), OTHER_NAMES]))
def test_organisations_survive_the_files(org, blank_is_root, files):
    """Every organisation without faults is read back equal, in YAML or CSV, and saved again as the same bytes."""
    with empty_folder() as folder:
        workspace = Workspace(org, Settings(org.name, blank_is_root=blank_is_root, files=files))
        save(workspace, folder)
        again = load(folder)
        assert again.organization == org
        save(again, folder / "again")
        assert contents(folder / "again") == {n: c for n, c in contents(folder).items() if not n.startswith("again")}


@settings(deadline=None, max_examples=150)
@given(overlays())
def test_overlays_survive_their_file(overlay):
    assert read_overlay(scenario_text(overlay)) == overlay


@settings(deadline=None, max_examples=100)
@given(organizations(most=3), organizations(most=3))
def test_every_difference_survives_its_file(before, after):
    overlay = diff(before, after)
    assert read_overlay(scenario_text(overlay)) == overlay


def read_overlay(text: str) -> Overlay:
    problems = []
    tree = parse_yaml(text, "scenario.yaml", problems)
    overlay = read_scenario(tree, "", problems).overlay
    assert not problems, problems
    return overlay


def all_settings() -> st.SearchStrategy[Settings]:
    return st.builds(
        Settings,
        name=st.just(""),
        currency=st.sampled_from(["", "EUR"]),
        as_of=st.none() | days(),
        seed=st.integers(0, 2**63 - 1),
        aims=all_aims(),
        cost_of_ml_person_year=st.none() | st.floats(0, exclude_min=True, allow_infinity=False),
        blank_is_root=st.booleans(),
        discount_rate=st.floats(0, 1),
        sources=st.lists(st.dictionaries(texts(min_size=1), texts(min_size=1), min_size=1), max_size=2).map(tuple),
    )


def all_aims() -> st.SearchStrategy[AimSettings]:
    numbers = st.floats(allow_nan=False, allow_infinity=False)
    limits = st.lists(st.builds(Limit, st.booleans(), st.none() | numbers), min_size=1, max_size=2).map(tuple)
    return st.builds(
        AimSettings,
        st.dictionaries(texts(min_size=1), numbers, max_size=3),
        st.dictionaries(texts(min_size=1), limits, max_size=3),
        st.none() | st.floats(0, allow_infinity=False),
        st.lists(st.sampled_from(["lead_time", "resigned", "dip"]), unique=True).map(tuple),
    )


def all_assumptions() -> st.SearchStrategy[tuple[Assumption, ...]]:
    said = st.fixed_dictionaries({"value": st.floats(allow_nan=False, allow_infinity=False)}) | st.fixed_dictionaries(
        {"distribution": texts(min_size=1)}
    )
    one = st.builds(lambda n, s, v: Assumption(n, s, **v), texts(min_size=1), texts(min_size=1), said)
    return st.lists(one, max_size=3, unique_by=lambda a: a.name).map(tuple)


@settings(deadline=None, max_examples=100)
@given(all_settings(), all_assumptions(), st.lists(texts(min_size=1), max_size=3, unique=True))
def test_settings_assumptions_and_names_of_scenarios_survive(chosen, assumptions, names):
    scenarios = {name: Overlay(name) for name in sorted(names)}
    with empty_folder() as folder:
        save(Workspace(Organization(), chosen, scenarios, assumptions), folder)
        assert load(folder) == Workspace(Organization(), chosen, scenarios, assumptions)


def test_a_folder_that_is_a_workspace_is_not_written_over(tmp_path):
    save(Workspace(), tmp_path)
    with pytest.raises(WorkspaceError, match=r"mlorg\.yaml: is there already"):
        save(Workspace(), tmp_path)


def test_ids_that_files_cannot_hold_are_refused_before_anything_is_written(tmp_path):
    with pytest.raises(WorkspaceError, match="post:none: post id 'none' is taken"):
        save(Workspace(Organization.of(posts=[Post("none", reports_to=Line.TOP)])), tmp_path)
    assert not list(tmp_path.iterdir())


def test_many_assets_and_ownerships_go_to_files_of_their_own(tmp_path):
    datasets = [Dataset(f"d{i}") for i in range(300)]
    owned = [Ownership(d.ref, Responsibility.PIPELINE, Ref("vendor", "x")) for d in datasets]
    org = Organization.of(datasets=datasets, ownerships=owned)
    save(Workspace(org), tmp_path)
    assert (tmp_path / "ownership.csv").read_text().splitlines()[1] == "dataset:d0,pipeline,vendor:x"
    assert (tmp_path / "assets.csv").read_text().splitlines()[1] == "dataset,d0"
    assert load(tmp_path).organization == org


def test_a_scenario_is_added_under_a_name_of_its_own(loaded):
    workspace = loaded({"scenarios/hub-spoke.yaml": "name: something else\n"})
    path = save_scenario(Overlay("Hub/Spoke"), workspace)
    assert path.name == "Hub-Spoke-2.yaml"
    assert set(load(workspace.folder).scenarios) == {"something else", "Hub/Spoke"}
    with pytest.raises(WorkspaceError, match="there is a scenario 'something else' already"):
        save_scenario(Overlay("something else"), workspace)
