"""The file that starts a cluster names programs, options and paths that exist; the guide has its figures."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from mlorg.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "deploy" / "compose.yaml"
GUIDE = (ROOT / "docs" / "how-to" / "use-a-cluster.md").read_text(encoding="utf-8")
SERVICES = YAML(typ="safe").load(COMPOSE)["services"]


def test_every_service_runs_the_image_that_the_project_builds():
    assert set(SERVICES) == {"scheduler", "worker", "mlorg"}
    assert {service["image"] for service in SERVICES.values()} == {"mlorg"}
    assert (COMPOSE.parent / SERVICES["scheduler"]["build"] / "Dockerfile").is_file()


def test_the_image_has_the_programs_and_the_workspace_where_the_file_looks():
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    assert "python -m venv /opt/mlorg" in image
    assert "requirements/run.txt" in image
    assert re.search("^distributed==", (ROOT / "requirements" / "run.txt").read_text(encoding="utf-8"), re.MULTILINE)
    assert "WORKDIR /workspace" in image
    assert SERVICES["mlorg"]["volumes"] == ["${WORKSPACE:-.}:/workspace"]


@pytest.mark.parametrize("name", ["scheduler", "worker"])
def test_dask_knows_the_command_and_its_options(name):
    pytest.importorskip("distributed", reason="the extra cluster is not installed")
    program, command, *rest = SERVICES[name]["entrypoint"]
    assert (program, command) == ("/opt/mlorg/bin/dask", name)
    call = [sys.executable, "-m", f"distributed.cli.dask_{command}", "--help"]
    known = subprocess.run(call, capture_output=True, text=True, check=True).stdout
    assert [word for word in rest if word.startswith("--") and word not in known] == []


def test_workers_find_the_scheduler_and_depend_on_it():
    scheduler, worker = SERVICES["scheduler"], SERVICES["worker"]
    port = scheduler["entrypoint"][scheduler["entrypoint"].index("--port") + 1]
    assert f"tcp://scheduler:{port}" in worker["entrypoint"]
    assert worker["depends_on"] == ["scheduler"]
    assert f"--cluster tcp://scheduler:{port}" in COMPOSE.read_text(encoding="utf-8")
    assert not any("ports" in service for service in SERVICES.values())


def test_mlorg_knows_the_option_that_the_guide_and_the_file_use(capsys):
    assert main(["compare", "--help"]) == 0
    assert "--cluster" in capsys.readouterr().out


def test_the_guide_holds_measured_figures():
    table = GUIDE.split("<!-- measured -->")[1].split("<!-- end -->")[0]
    assert len(re.findall(r"^\| [\d,]+ posts, \d+ ML \| [\d.]+ ms \|", table, re.MULTILINE)) == 3
