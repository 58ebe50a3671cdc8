"""kill -9 in the middle of writes: no saved edit is lost, no half edit is to be seen."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from random import Random
from threading import Event
from time import sleep

import httpx
import pytest

from mlorg import api

KILLS = 20
POSTS = ["ml-engineer", "scientist-1", "scientist-2", "vans-scientist"]
UNITS = ["ovens", "vans", "data-corner"]


@pytest.fixture
def begin(folder):
    """`begin()` is a server in a process group of its own, and a client that was let in."""
    with ExitStack() as ended:

        def begin():
            command = [sys.executable, "-m", "mlorg", "serve", str(folder), "--no-browser", "--port", "0"]
            process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
            ended.callback(kill, process)
            address = process.stdout.readline().strip()
            base = address.split("/?")[0]
            client = ended.enter_context(httpx.Client(base_url=base, headers={"Origin": base}, timeout=20))
            client.get(address)
            return process, client

        yield begin


def kill(process):
    """End a server without warning."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()


def some_changes(random):
    """A list of which the file has some ten kilobytes."""
    count = random.randrange(20, 60)
    moves = [{"post": random.choice(POSTS), "to": random.choice(UNITS)} for _ in range(count)]
    return [{"move": move, "reason": f"edit {number}" + " because" * 40} for number, move in enumerate(moves)]


def save_until(stop, client, seed, told):
    """Save edit after edit; `told` grows by what is sent, and by True when the server has said that it is saved."""
    random, etag = Random(seed), etag_of(client)
    while etag and not stop.is_set():
        told.append(some_changes(random))
        try:
            body = {"name": "near", "changes": told[-1]}
            answer = client.put("/api/scenarios/near", json=body, headers={"If-Match": etag})
        except httpx.TransportError:
            return
        assert answer.status_code == 200, answer.text
        etag = answer.headers["etag"]
        told.append(True)


def etag_of(client):
    """The etag of the scenario; empty where the server is gone already."""
    try:
        return client.get("/api/scenarios/near").headers["etag"]
    except httpx.TransportError:
        return ""


def may_be_found(told):
    """What the file may hold: the last edit that was said to be saved, or one that was sent after it."""
    saved = max(n for n, what in enumerate(told) if what is True)
    return [what for what in told[saved - 1 :] if what is not True]


def killed_while_saving(process, client, seed, told):
    """Save from a thread, and end the server without warning at some moment."""
    stop = Event()
    with ThreadPoolExecutor(1) as threads:
        saving = threads.submit(save_until, stop, client, seed, told)
        while len(told) < 4 and not saving.done():
            sleep(0.005)
        sleep(0.3 * Random(seed).random())
        kill(process)
        stop.set()
        saving.result()


@pytest.mark.slow
def test_a_killed_server_loses_no_saved_edit_and_leaves_no_half_one(folder, begin):
    process, client = begin()
    client.post("/api/scenarios", json={"name": "near", "changes": []})
    found, edits = [], 0
    for seed in range(KILLS):
        told = [found, True]
        killed_while_saving(process, client, seed, told)
        process, client = begin()
        found = client.get("/api/scenarios/near").json()["data"]["changes"]
        assert found in may_be_found(told)
        assert "near" in api.load(folder).scenarios
        edits += told.count(True) - 1
    assert edits >= KILLS
