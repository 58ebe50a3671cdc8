"""Table metadata and InferenceServices in files as teams keep them."""

from mlorg.org import Ref

from ..sources import known, scanned, workspace

TABLES = "name: T\nsources: [{kind: table-metadata, path: sql}]\n"
SERVING = "name: T\nsources: [{kind: kserve, path: deploy}]\n"


def test_tables_with_one_owner_several_and_none(tmp_path):
    files = {
        "sql__shop__orders__metadata_dot_yaml": "friendly_name: Orders\nowners: [ada@example.com]\n",
        "sql__shop__clicks__metadata_dot_yaml": "owners:\n- ada@example.com\n- '@org/web'\n",
        "sql__shop__loose__metadata_dot_yaml": "description: nobody's\n",
        "sql__shop__broken__metadata_dot_yaml": "owners: [\n",
    }
    page = scanned(workspace(tmp_path, TABLES, **files))
    assert page.sources[0].outcome == "partial"
    found = known(tmp_path)
    assert found.of(Ref("dataset", "shop.orders"), "owner.pipeline").value.kind == "person"
    assert len(found.facts[Ref("dataset", "shop.clicks")]["responsible.pipeline"]) == 2
    assert found.of(Ref("tracker", "table-metadata"), "tables_without_owner").value == 1


MANIFEST = """\
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata:
  name: fraud-svc
  namespace: payments
  labels: {team: payments}
spec:
  predictor:
    logger: {mode: all}
    model: {storageUri: "models:/fraud/3"}
---
apiVersion: serving.kserve.io/v1beta1
kind: InferenceService
metadata: {name: churn, namespace: growth-staging, annotations: {prometheus.io/scrape: "false"}}
spec: {predictor: {model: {storageUri: s3://models/churn}}}
"""
VALUES = "inferenceServices:\n  ranking:\n    owner: search\n    predictor:\n      storageUri: s3://models/ranking\n"


def test_what_serves_and_who_deploys_it(tmp_path):
    found = known(workspace(tmp_path, SERVING, deploy__m_dot_yaml=MANIFEST, deploy__values_dot_yaml=VALUES))
    assert {m.id: str(m.stage) for m in found.organization.models} == {
        "fraud": "production",
        "churn": "staging",
        "ranking": "production",
    }
    assert found.of(Ref("model", "fraud"), "owner.deploy").value == Ref("unit", "payments")
    assert found.of(Ref("model", "ranking"), "owner.deploy").value == Ref("unit", "search")
    assert found.of(Ref("model", "fraud"), "monitored").value is True
    assert found.of(Ref("model", "churn"), "monitored").value is False


def test_a_template_is_told_not_guessed(tmp_path):
    text = "{{- if .Values.on }}\nkind: InferenceService\n{{- end }}\n"
    page = scanned(workspace(tmp_path, SERVING, deploy__t_dot_yaml=text))
    assert "helm template" in str(page.sources[0].problems[0])


def test_the_definition_of_the_kind_is_not_parsed(tmp_path):
    """It is megabytes of schema in the files that install KServe; here it is no YAML, which nobody notices."""
    definition = "kind: CustomResourceDefinition\nspec: {names: {kind: InferenceService}\n"
    service = "kind: InferenceService\nmetadata: {name: fraud}\n"
    settings = "name: T\nsources: [{kind: kserve, path: all.yaml}]\n"
    page = scanned(workspace(tmp_path, settings, all_dot_yaml=f"{definition}---\n{service}"))
    assert page.sources[0].outcome == "read"
    assert dict(page.entities)["model"] == 1
