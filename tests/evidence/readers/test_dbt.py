"""dbt manifests: a shipped one, and small ones in the forms of several versions."""

import json

import pytest

from mlorg.org import Ref

from ..sources import known, scanned, workspace

SETTINGS = "name: T\nsources: [{kind: dbt, path: target}]\n"


def manifest(**sections: object) -> str:
    version = {"dbt_schema_version": "https://schemas.getdbt.com/dbt/manifest/v12.json", "project_name": "shop"}
    return json.dumps({"metadata": version, "nodes": {}, "sources": {}, "exposures": {}, "groups": {}, **sections})


def node(name: str, **more: object) -> dict[str, object]:
    plain = {"resource_type": "model", "name": name, "original_file_path": f"models/{name}.sql"}
    return {f"model.shop.{name}": {**plain, "unique_id": f"model.shop.{name}", **more}}


def found_in(folder, text: str):
    return known(workspace(folder, SETTINGS, target__manifest_dot_json=text))


def test_a_group_owns_its_tables(tmp_path):
    group = {"group.shop.data": {"name": "data", "owner": {"name": "Data"}, "original_file_path": "models/groups.yml"}}
    found = found_in(tmp_path, manifest(nodes=node("orders", group="data"), groups=group))
    assert found.of(Ref("dataset", "orders"), "owner.pipeline").value == Ref("unit", "data")
    assert [(str(o.asset), str(o.owner)) for o in found.organization.ownerships] == [("dataset:orders", "unit:data")]


@pytest.mark.parametrize("where", [{"config": {"meta": {"owner": "@data"}}}, {"meta": {"owner": {"email": "d@x.org"}}}])
def test_meta_owner_is_found_where_versions_put_it(tmp_path, where):
    found = found_in(tmp_path, manifest(nodes=node("orders", **where)))
    assert found.of(Ref("dataset", "orders"), "owner.pipeline").value.kind == "person"


def test_an_exposure_of_type_ml_is_a_model_fed_by_tables(tmp_path):
    exposure = {
        "exposure.shop.churn": {
            "name": "churn",
            "type": "ml",
            "owner": {"name": "Growth team", "email": "growth@example.com"},
            "depends_on": {"nodes": ["model.shop.orders", "source.shop.raw.events", "macro.x"]},
            "original_file_path": "models/e.yml",
        }
    }
    raw = {"resource_type": "source", "name": "events", "source_name": "raw", "unique_id": "source.shop.raw.events"}
    source = {"source.shop.raw.events": raw}
    found = found_in(tmp_path, manifest(nodes=node("orders"), sources=source, exposures=exposure))
    (model,) = found.organization.models
    assert (model.id, model.datasets) == ("churn", ("orders", "raw.events"))
    assert "growth" not in (tmp_path / ".mlorg/evidence/statements/dbt.jsonl").read_text()


def test_tables_without_owner_are_counted(tmp_path):
    nodes = {**node("a"), **node("b"), **node("c", group="data")}
    found = found_in(tmp_path, manifest(nodes=nodes))
    assert found.of(Ref("repository", "shop"), "tables_without_owner").value == 2


def test_what_is_no_manifest_is_named_and_the_others_read(tmp_path):
    files = {"target__manifest_dot_json": "{", "target__b__manifest_dot_json": manifest(nodes=node("a"))}
    files["target__c__manifest_dot_json"] = "[]"
    page = scanned(workspace(tmp_path, SETTINGS, **files))
    assert page.sources[0].outcome == "partial"
    assert dict(page.entities)["dataset"] == 1
    assert sorted(p.place.file for p in page.sources[0].problems) == ["target/c/manifest.json", "target/manifest.json"]


def test_the_facts_of_the_shipped_manifest(tmp_path, real_data):
    """4 models, 2 snapshots, 2 seeds and a source; three exposures with an owner; groups named but not declared."""
    file = real_data / "dbt-manifest" / "dbt_score_manifest.json"
    found = known(workspace(tmp_path, f"name: T\nsources: [{{kind: dbt, path: {file}}}]\n"))
    tables = [s for s in found.subjects("dataset") if found.of(s, "exists")]
    sources = [s for s in tables if s.id.startswith(("my_source.", "my_other_source."))]
    assert len(tables) - len(sources) == 4 + 2 + 2
    exposures = [s for s in found.subjects("component") if "exposure" in str(found.of(s, "type").value)]
    assert len(exposures) == 3
    assert all(found.of(s, "owner") for s in exposures)
    assert {m.unit.id for m in found.mentions} >= {"them_over_there", "default"}
