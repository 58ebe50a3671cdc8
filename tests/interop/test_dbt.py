"""A real dbt project, parsed by dbt itself, then read."""

import subprocess

import pytest
from tests.evidence.sources import known, workspace

from mlorg.org import Ref

from .tools import tool

FILES = {
    "dbt_project__yml": "name: shop\nversion: '1.0'\nprofile: shop\nmodel-paths: [models]\nseed-paths: [seeds]\n",
    "profiles__yml": "shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}\n",
    "models/orders__sql": "select * from {{ source('raw', 'events') }}",
    "models/features__sql": "select * from {{ ref('orders') }}",
    "models/loose__sql": "select 1 as one",
    "models/schema__yml": """\
version: 2
groups:
  - name: data_platform
    owner: {name: Data platform, email: data@example.com}
sources:
  - name: raw
    tables: [{name: events, meta: {owner: ingest}}]
models:
  - {name: orders, access: public, group: data_platform}
  - {name: features, config: {meta: {owner: ml-core}}}
exposures:
  - name: churn
    type: ml
    maturity: high
    owner: {name: Growth, email: growth@example.com}
    depends_on: [ref('features')]
  - name: board
    type: dashboard
    owner: {email: board@example.com}
    depends_on: [ref('orders')]
""",
}


@pytest.mark.interop
def test_a_manifest_made_by_dbt_parse(tmp_path):
    dbt = tool("dbt", "dbt")
    for name, text in FILES.items():
        path = tmp_path / "shop" / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    command = [dbt, "--no-send-anonymous-usage-stats", "parse", "--profiles-dir", "."]
    subprocess.run(command, cwd=tmp_path / "shop", check=True, capture_output=True)
    found = known(workspace(tmp_path, "name: T\nsources: [{kind: dbt, path: shop/target}]\n"))
    assert found.of(Ref("dataset", "orders"), "owner.pipeline").value == Ref("unit", "data_platform")
    assert found.of(Ref("dataset", "features"), "owner.pipeline").value == Ref("unit", "ml-core")
    assert found.of(Ref("dataset", "raw.events"), "owner.pipeline").value == Ref("unit", "ingest")
    assert found.of(Ref("dataset", "loose"), "owner.pipeline") is None
    assert found.of(Ref("repository", "shop"), "tables_without_owner").value == 1
    (model,) = found.organization.models
    assert (model.id, model.datasets) == ("churn", ("features",))
    assert found.of(Ref("model", "churn"), "owner.maintain").value.kind == "person"
    assert found.of(Ref("component", "board"), "exists")
