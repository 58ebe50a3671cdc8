"""`mlorg serve` and `mlorg purge`: a real process, this machine only, a clean end, and what it kept removed."""

import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

httpx = pytest.importorskip("httpx")
pytest.importorskip("uvicorn", reason="the extra web is not installed")

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "minimal"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(EXAMPLE, tmp_path / "acme"))


@pytest.fixture
def started(folder):
    """`started("--port", "0")` is a server in a process group of its own, and the address it printed."""
    running = []

    def start(*options):
        command = [sys.executable, "-m", "mlorg", "serve", str(folder), "--no-browser", "--port", "0", *options]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
        )
        running.append(process)
        return process, process.stdout.readline().strip()

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def test_the_address_lets_in_once_and_ctrl_c_ends_cleanly(started):
    process, address = started()
    with httpx.Client(follow_redirects=True, timeout=20) as client:
        assert client.get(address).status_code == 200
        assert client.get(address.replace("/?", "/organisation?")).status_code == 200
    assert httpx.get(address).status_code == 403
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said.startswith("Starting a server for acme on this machine.\n")
    assert process.returncode == 130
    assert "Traceback" not in said


def test_only_this_machine_is_answered(started):
    _, address = started()
    port = int(address.split(":")[2].split("/")[0])
    assert address.startswith("http://127.0.0.1:")
    with socket.socket() as elsewhere:
        elsewhere.settimeout(2)
        assert elsewhere.connect_ex(("127.0.0.2", port)) != 0


def test_there_is_no_way_to_bind_to_more(mlorg, folder):
    assert mlorg("serve", folder, "--host", "0.0.0.0").code == 2


def test_a_port_that_is_taken_is_told(mlorg, folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = mlorg("serve", folder, "--no-browser", "--port", taken.getsockname()[1])
    assert ended.code == 2
    assert "in use" in ended.err


def test_a_broken_workspace_is_told_before_anything_is_served(mlorg, folder):
    (folder / "org.yaml").write_text("units: [", encoding="utf-8")
    ended = mlorg("serve", folder, "--no-browser")
    assert ended.code == 2
    assert "org.yaml:1" in ended.err


def test_a_missing_extra_is_told_with_what_to_type(mlorg, folder, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("mlorg.web")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    monkeypatch.delattr(importlib.import_module("mlorg"), "web", raising=False)
    ended = mlorg("serve", folder, "--no-browser")
    assert ended.code == 2
    assert 'pip install "mlorg[web]"' in ended.err


def test_purge_asks_first(mlorg, folder, monkeypatch):
    kept = folder / ".mlorg" / "web"
    kept.mkdir(parents=True)
    monkeypatch.setattr("typer.confirm", lambda _: False)
    assert mlorg("purge", folder).code == 1
    assert kept.is_dir()
    assert mlorg("purge", folder, "--yes").code == 0
    assert not kept.exists()
    assert (folder / "org.yaml").exists()
    assert mlorg("purge", folder).code == 0


def test_nothing_is_purged_from_a_folder_that_is_not_there(mlorg, tmp_path):
    ended = mlorg("purge", tmp_path / "nowhere", "--yes")
    assert (ended.code, ended.err.endswith("nowhere: there is no such folder. Check its name.\n")) == (2, True)
