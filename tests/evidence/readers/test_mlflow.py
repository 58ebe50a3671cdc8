"""MLflow's registry: real exports, and servers that answer well, badly, in halves or not at all."""

import json
import sqlite3
import sys
from contextlib import closing
from datetime import date
from types import SimpleNamespace

import pytest

from mlorg.errors import Problem
from mlorg.evidence import SourceError
from mlorg.evidence.http import TRIES, Server, pages
from mlorg.org import Ref

from ..servers import as_json, serving
from ..sources import known, scanned, workspace


def test_the_facts_of_the_real_exports(tmp_path, real_data):
    """10 model files with runs beside them; the one file that is no JSON is named with its line, the rest is read."""
    folder = real_data / "mlflow-export"
    page = scanned(workspace(tmp_path, f"name: T\nsources: [{{kind: mlflow, path: {folder}}}]\n"))
    (source,) = page.sources
    faults = [p for p in source.problems if not p.warning]
    assert source.outcome == "partial"
    assert [p.place.file.rpartition("mlflow-export/")[2] for p in faults] == [
        "oss_mlflow/bulk/experiments/2/experiment.json"
    ]
    assert faults[0].place.line == 28
    found = known(tmp_path)
    assert found.of(Ref("tracker", "mlflow"), "models").value == 10
    assert dict(page.entities)["model"] == len({s.id for s in found.subjects("model")})


def test_three_versions_with_stages_and_aliases(tmp_path, real_data):
    folder = real_data / "mlflow-export/oss_mlflow/single/models/basic"
    found = known(workspace(tmp_path, f"name: T\nsources: [{{kind: mlflow, path: {folder}}}]\n"))
    facts = found.facts[Ref("model", "sklearn_wine")]
    assert facts["stage"][0].value == "production"
    assert facts["versions"][0].value == 3
    assert [facts[f"version.{n}"][0].value for n in (1, 2, 3)] == [
        "Production, alias good-to-go",
        "Staging, alias about-ready",
        "None, alias just-in-case",
    ]
    assert facts["version_on"][0].value == date(2023, 5, 22)


MODELS = [{"name": f"m{n}", "tags": [{"key": "team", "value": "payments"}]} for n in range(5)]


def registry(path, query, headers):
    """A registry of five models in pages of two; only the alias tells that m0 serves."""
    if path.endswith("registered-models/search"):
        start = int(query.get("page_token", 0))
        models = [{**m, "aliases": [{"alias": "champion", "version": "1"}]} for m in MODELS[:1]] + MODELS[1:]
        more = {"next_page_token": str(start + 2)} if start + 2 < len(models) else {}
        return as_json({"registered_models": models[start : start + 2], **more})
    name = query["filter"].split("'")[1]
    return as_json(
        {"model_versions": [{"name": name, "version": "1", "user_id": None, "creation_timestamp": 1700000000000}]}
    )


def settings(url: str, more: str = "") -> str:
    return f"name: T\nsources:\n  - {{kind: mlflow, url: '{url}', page_size: 2{more}}}\n"


def test_a_server_is_read_page_by_page(tmp_path):
    with serving(registry) as url:
        found = known(workspace(tmp_path, settings(url)))
    assert {model.id: model.stage for model in found.organization.models} == {
        "m0": "production",
        **{f"m{n}": None for n in range(1, 5)},
    }
    assert found.of(Ref("model", "m3"), "owner.maintain").value == Ref("unit", "payments")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (lambda: (500, {}, b""), "answered 500"),
        (lambda: (429, {"Retry-After": "3"}, b""), "answered 429"),
        (lambda: (200, {"Content-Length": "100"}, b'{"a"'), "half an answer"),
        (lambda: (200, {}, b"<html>"), "half an answer"),
        (lambda: None, "did not answer|half an answer"),
    ],
)
def test_what_may_pass_is_tried_again_and_then_named(bad, words):
    waits: list[float] = []
    with serving(lambda *asked: bad()) as url, pytest.raises(SourceError, match=words):
        Server(url, "s3cret-token", waits.append).json("api")
    assert len(waits) == TRIES - 1
    assert waits == ([3.0] * 4 if "429" in words else [1, 2, 4, 8])


def test_a_fault_that_passes_is_no_fault():
    answers = iter([(500, {}, b""), None, as_json({"items": [{"a": 1}]})])
    with serving(lambda *asked: next(answers)) as url:
        assert list(pages(Server(url, wait=lambda seconds: None), "api", "items")) == [{"a": 1}]


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_says_what_to_do_and_shows_no_token(tmp_path, monkeypatch, capsys, status):
    monkeypatch.setenv("REGISTRY_TOKEN", "s3cret-token")
    asked = []

    def answer(path, query, headers):
        asked.append(headers.get("Authorization"))
        return as_json({"message": "s3cret-token is wrong"}, status)

    with serving(answer) as url:
        page = scanned(workspace(tmp_path, settings(url, ", token: REGISTRY_TOKEN")))
    assert asked == ["Bearer s3cret-token"]
    assert page.sources[0].outcome == "failed"
    told = str(page.sources[0].problems[0])
    assert "environment variable" in told
    assert "s3cret" not in told + capsys.readouterr().err
    assert not [p for p in tmp_path.rglob("*") if p.is_file() and "s3cret" in p.read_text(errors="replace")]


def test_a_failing_server_loses_nothing_that_is_stored(tmp_path, monkeypatch):
    with serving(registry) as url:
        assert len(known(workspace(tmp_path, settings(url))).organization.models) == 5
    monkeypatch.setattr("mlorg.evidence.http.TRIES", 1)
    page = scanned(tmp_path)
    assert page.sources[0].outcome == "failed"
    assert page.sources[0].statements > 5
    assert dict(page.entities)["model"] == 5


def test_a_redirect_to_another_host_is_not_followed():
    with serving(lambda *asked: as_json({})) as other:
        elsewhere = other.replace("127.0.0.1", "localhost")
        with (
            serving(lambda *asked: (302, {"Location": elsewhere}, b"")) as url,
            pytest.raises(SourceError, match="elsewhere"),
        ):
            Server(url, "token").json("api")


def test_a_secret_that_is_not_set_is_named(tmp_path, monkeypatch):
    monkeypatch.delenv("NO_SUCH_TOKEN", raising=False)
    page = scanned(workspace(tmp_path, settings("http://127.0.0.1:1", ", token: NO_SUCH_TOKEN")))
    (problem,) = page.sources[0].problems
    assert isinstance(problem, Problem)
    assert "NO_SUCH_TOKEN is not set" in problem.message


def test_an_owner_by_name_is_not_stored_as_text(tmp_path):
    model = {"name": "fraud", "tags": [{"key": "owner", "value": "Ada Vex"}], "versions": []}
    export = json.dumps({"mlflow": {"registered_model": model}})
    found = known(workspace(tmp_path, "name: T\nsources: [{kind: mlflow, path: x}]\n", x__model_dot_json=export))
    assert found.of(Ref("model", "fraud"), "owner.maintain").value.kind == "person"
    assert "Vex" not in (tmp_path / ".mlorg/evidence/statements/mlflow.jsonl").read_text()


def test_a_token_may_lie_in_a_keyring_and_goes_into_the_request_alone(tmp_path, monkeypatch, capsys):
    """What stands in for the package keyring here is one function: a keyring is a matter of the machine."""
    kept = {("mlorg", "registry"): "s3cret-token"}
    monkeypatch.setitem(sys.modules, "keyring", SimpleNamespace(get_password=lambda *entry: kept.get(entry)))
    asked = []

    def answer(path, query, headers):
        asked.append(headers.get("Authorization"))
        return registry(path, query, headers)

    with serving(answer) as url:
        page = scanned(workspace(tmp_path / "w", settings(url, ", token: keyring:mlorg/registry")))
    assert page.sources[0].outcome == "read"
    assert set(asked) == {"Bearer s3cret-token"}
    stored = "".join(path.read_text(errors="replace") for path in (tmp_path / "w").rglob("*") if path.is_file())
    assert "s3cret" not in stored + str(page) + capsys.readouterr().err
    page = scanned(workspace(tmp_path / "other", settings("http://127.0.0.1:1", ", token: keyring:mlorg/other")))
    assert "keyring:mlorg/other holds nothing" in page.sources[0].problems[0].message


def test_without_the_package_or_the_entry_it_is_said_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "keyring", None)  # as if it were not installed
    page = scanned(workspace(tmp_path, settings("http://127.0.0.1:1", ", token: keyring:mlorg/registry")))
    assert "Install the package keyring" in page.sources[0].problems[0].hint


RUN = "0123456789abcdef0123456789abcdef"
LOCAL = "name: T\nsources: [{kind: mlflow, path: repo}]\n"


def test_runs_without_a_registry_are_told_and_are_no_failure(tmp_path):
    files = {"repo__mlruns__1__meta_dot_yaml": "name: a\n", f"repo__mlruns__1__{RUN}__meta_dot_yaml": "run_id: x\n"}
    (source,) = scanned(workspace(tmp_path, LOCAL, **files)).sources
    assert source.outcome == "read"
    assert "holds runs (1) and no registered model" in source.problems[0].message


def test_a_file_store_is_found_within_a_repository(tmp_path):
    """What MLflow 3 logs below an experiment is no registered model."""
    logged = f"repo__lab__mlruns__1__models__m-{RUN}__meta_dot_yaml"
    registered = {"repo__lab__mlruns__models__fraud__meta_dot_yaml": "name: fraud\n", logged: "name: other\n"}
    found = known(workspace(tmp_path, LOCAL, **registered))
    assert [model.id for model in found.organization.models] == ["fraud"]


def test_a_database_of_an_older_version_has_no_aliases(tmp_path):
    folder = workspace(tmp_path, LOCAL, repo__other_dot_db="no database")
    with closing(sqlite3.connect(tmp_path / "repo/mlflow.db")) as store:
        store.executescript(
            "create table experiments (name); create table registered_models (name);"
            "create table model_versions (name, version, creation_time, current_stage, user_id, run_id);"
            "insert into registered_models values ('fraud');"
            "insert into model_versions values ('fraud', 1, 1600000000000, 'Production', 'ada', '');"
        )
    found = known(folder)
    assert [(model.id, model.stage) for model in found.organization.models] == [("fraud", "production")]
