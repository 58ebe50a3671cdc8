"""Backstage catalogues: a real one, and every form that references, relations and Locations may take."""

from collections import Counter
from pathlib import Path

from mlorg.org import Ref

from ..sources import known, scanned, workspace

SETTINGS = "name: T\nsources: [{kind: backstage, path: catalog}]\n"


def entity(kind: str, name: str, spec: str, more: str = "") -> str:
    return f"---\napiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{more}spec:\n{spec}"


def found_in(folder: Path, *texts: str):
    return known(workspace(folder, SETTINGS, catalog__all_dot_yaml="".join(texts)))


TEAM = entity("Group", "payments", "  type: team\n  children: []\n  members: [ada]\n")


def test_a_model_with_owner_stage_and_data(tmp_path):
    model = entity(
        "Component",
        "fraud",
        "  type: ml-model\n  lifecycle: production\n  owner: payments\n  dependsOn: [resource:orders]\n",
    )
    data = entity("Resource", "orders", "  type: dataset\n  owner: group:default/payments\n")
    org = found_in(tmp_path, TEAM, model, data).organization
    (found,) = org.models
    assert (found.id, found.stage) == ("fraud", "production")
    assert {(str(o.asset), o.responsibility, str(o.owner)) for o in org.ownerships} == {
        ("model:fraud", "maintain", "unit:payments"),
        ("dataset:orders", "pipeline", "unit:payments"),
    }
    assert [post.sits_in for post in org.posts] == ["payments"]


def test_relations_beat_spec_owner(tmp_path):
    export = (
        '[{"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": "web"},'
        ' "spec": {"type": "service", "owner": "old"},'
        ' "relations": [{"type": "ownedBy", "targetRef": "group:default/payments"}]}]'
    )
    found = known(workspace(tmp_path, SETTINGS, catalog__e_dot_json=export, catalog__t_dot_yaml=TEAM))
    assert found.of(Ref("component", "web"), "owner").value == Ref("unit", "payments")


def test_a_location_leads_to_files_beside_it(tmp_path):
    location = entity("Location", "all", "  targets: [../more/*.yaml, https://example.com/x.yaml]\n")
    page = scanned(workspace(tmp_path, SETTINGS, catalog__l_dot_yaml=location, more__team_dot_yaml=TEAM))
    assert dict(page.entities)["unit"] == 1
    assert any("not followed" in problem.message for problem in page.sources[0].problems)


def test_a_broken_document_costs_the_others_nothing(tmp_path):
    page = scanned(
        workspace(
            tmp_path,
            SETTINGS,
            catalog__a_dot_yaml=TEAM
            + "---\napiVersion: backstage.io/v1\nkind: [\n"
            + entity("Group", "b", "  type: team\n"),
        )
    )
    assert dict(page.entities)["unit"] == 2
    assert page.sources[0].outcome == "partial"
    assert page.sources[0].problems[0].place.line > 9


def test_aliases_do_not_explode(tmp_path):
    bomb = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    text = f"---\napiVersion: backstage.io/v1\nkind: Group\nmetadata: {{name: b}}\nspec: {{type: team}}\n{bomb}"
    assert dict(scanned(workspace(tmp_path, SETTINGS, catalog__a_dot_yaml=text)).entities)["unit"] == 1


def test_the_facts_of_giantswarm(tmp_path, real_data):
    """What its SOURCE.md says was counted by hand when the data were taken."""
    folder = real_data / "giantswarm-backstage"
    settings = f"name: G\nsources: [{{id: all, kind: backstage, path: {folder}}}]\n"
    page = scanned(workspace(tmp_path, settings))
    found = known(tmp_path)
    mine = [s for s in found.subjects("component") if s.id.startswith("giantswarm/")]
    assert len(mine) == 319
    owners = Counter(str(found.of(s, "owner").value) for s in mine)
    assert owners["unknown"] == 91
    declared = {unit.ref for unit in found.organization.units}
    assert len(declared) == 10
    lost = [s for s in mine if (v := found.of(s, "owner").value).kind == "unit" and v not in declared]
    assert len(lost) == 14
    phoenix = next(row for row in page.unknown_units if row.unit == "giantswarm/team-Phoenix")
    assert phoenix.suggestions == ("giantswarm/team-phoenix (differs by case or signs)",)
    assert found.people.resolved == 51
    assert found.people.unresolved == 1
    people = Counter(f.subject for f in found.all_of("member_of"))
    assert len(people) == 40
    assert sum(times > 1 for times in people.values()) == 3
    assert sum("is there twice" in p.message for p in page.sources[0].problems) == 5


def test_templates_with_blanks_are_told_and_left_out(tmp_path):
    blank = entity("Component", "${{ values.name | dump }}", "  type: service\n  owner: ${{ values.owner }}\n")
    page = scanned(
        workspace(
            tmp_path, SETTINGS, catalog__a_dot_yaml=TEAM + blank, catalog__b_dot_yaml="# backstage.io/\n{%- if x %}\n"
        )
    )
    assert page.sources[0].outcome == "read"
    assert [problem.warning for problem in page.sources[0].problems] == [True, True]
    assert dict(page.entities).keys() == {"unit"}


def test_an_address_that_owns_is_a_person_and_never_shown(tmp_path):
    page = scanned(
        workspace(
            tmp_path, SETTINGS, catalog__a_dot_yaml=entity("Component", "web", "  type: x\n  owner: ada@example.com\n")
        )
    )
    assert not page.unknown_units
    assert "example.com" not in str(page)


def test_ai_models_are_models_however_the_type_is_written(tmp_path):
    kinds = ["ai-model", "ML_Model", "LLM"]
    texts = [entity("Resource", f"m{n}", f"  type: {kind}\n  owner: payments\n") for n, kind in enumerate(kinds)]
    assert len(found_in(tmp_path, TEAM, *texts).organization.models) == 3
