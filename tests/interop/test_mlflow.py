"""A real MLflow server, written to by MLflow's client, then read by REST, as SQLite and as files."""

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.evidence.sources import known, workspace

from mlorg.org import Ref
from mlorg.org.facts import Evidence

from .tools import tool

pytestmark = pytest.mark.interop

WRITE = """\
import sys, warnings
warnings.filterwarnings("ignore")
import mlflow
from mlflow import MlflowClient
mlflow.set_tracking_uri(sys.argv[1])
mlflow.set_registry_uri(sys.argv[1])
client = MlflowClient()
tags = {"mlflow.user": "ada", "mlflow.source.git.repoURL": "https://example.com/shop/models.git"}
experiment = client.create_experiment("e")
run = client.create_run(experiment, tags=tags)
client.create_registered_model("fraud", tags={"team": "payments"})
for n in (1, 2, 3):
    client.create_model_version("fraud", "s3://models/none", run_id=run.info.run_id)
client.transition_model_version_stage("fraud", "1", "Archived")
client.transition_model_version_stage("fraud", "2", "Production")
client.set_registered_model_alias("fraud", "challenger", "3")
client.create_registered_model("churn")
client.create_model_version("churn", "s3://models/none")
client.set_registered_model_alias("churn", "champion", "1")
client.create_registered_model("empty", tags={"owner": "growth@example.com"})
client.create_registered_model("tagged")
client.create_model_version("tagged", "s3://models/none", tags={"env": "staging"})
for n in range(25):
    client.create_registered_model(f"more-{n:02}")
"""


def write(uri: str, folder: Path) -> None:
    script = folder / "write.py"
    script.write_text(WRITE)
    env = {"MLFLOW_ALLOW_FILE_STORE": "true", "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    done = subprocess.run(
        [tool("mlflow", "python"), script, uri], cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


def holds_what_was_written(found: Evidence) -> None:
    stages = {model.id: str(model.stage) for model in found.organization.models if model.stage}
    assert stages == {"fraud": "production", "churn": "production", "tagged": "staging"}
    assert len(found.organization.models) == 29
    fraud = found.facts[Ref("model", "fraud")]
    assert fraud["versions"][0].value == 3
    assert fraud["owner.maintain"][0].value == Ref("unit", "payments")
    assert fraud["lives_in"][0].value == Ref("repository", "models")
    assert fraud["version.2"][0].value == "Production"
    assert fraud["version.3"][0].value == "None, alias challenger"
    assert found.of(Ref("model", "empty"), "owner.maintain").value.kind == "person"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The URL of a server on a SQLite store."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    store = f"sqlite:///{tmp_path}/mlflow.db"
    command = [tool("mlflow", "mlflow"), "server", "--backend-store-uri", store, "--port", str(port), "--workers", "1"]
    bin = tool("mlflow", "python").parent
    env = {"PATH": f"{bin}:/usr/bin:/bin", "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_for(f"{url}/health", process)
            yield url
        finally:
            process.terminate()


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        assert process.poll() is None, "the server ended by itself"
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the server did not start")


def test_a_live_server_and_its_store(server, tmp_path):
    write(server, tmp_path)
    live = f"name: T\nsources: [{{kind: mlflow, url: '{server}', page_size: 10}}]\n"
    holds_what_was_written(known(workspace(tmp_path / "live", live)))
    store = f"name: T\nsources: [{{kind: mlflow, path: {tmp_path}/mlflow.db}}]\n"
    holds_what_was_written(known(workspace(tmp_path / "store", store)))


def test_a_folder_of_files(tmp_path):
    write((tmp_path / "mlruns").as_uri(), tmp_path)
    files = f"name: T\nsources: [{{kind: mlflow, path: {tmp_path}/mlruns}}]\n"
    holds_what_was_written(known(workspace(tmp_path / "w", files)))
