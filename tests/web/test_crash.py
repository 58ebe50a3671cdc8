"""kill -9 in the middle of writes: no saved edit is lost, no half edit is to be seen."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Event
from time import sleep

import httpx
import pytest

from mlorg import api

KILLS = 20
POSTS = ["ml-engineer", "scientist-1", "scientist-2", "vans-scientist"]
UNITS = ["ovens", "vans", "data-corner"]


def begin(folder):
    """A server in a process group of its own, and a client that was let in."""
    command = [sys.executable, "-m", "mlorg", "serve", str(folder), "--no-browser", "--port", "0"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, start_new_session=True
    )
    address = process.stdout.readline().strip()
    base = address.split("/?")[0]
    client = httpx.Client(base_url=base, headers={"Origin": base}, timeout=20)
    client.get(address)
    return process, client


def some_changes(random):
    """A list long enough that writing it takes more than one piece."""
    count = random.randrange(1, 400)
    moves = [{"post": random.choice(POSTS), "to": random.choice(UNITS)} for _ in range(count)]
    return [{"move": move, "reason": f"edit {number}"} for number, move in enumerate(moves)]


def save_until(stop, client, seed, told):
    """Save edit after edit; `told` grows by what was sent, and by True when the server said that it is saved."""
    random = Random(seed)
    etag = client.get("/api/scenarios/near").headers["etag"]
    while not stop.is_set():
        changes = some_changes(random)
        told.append(changes)
        try:
            body = {"name": "near", "changes": changes}
            answer = client.put("/api/scenarios/near", json=body, headers={"If-Match": etag})
        except httpx.TransportError:
            return
        assert answer.status_code == 200, answer.text
        etag = answer.headers["etag"]
        told.append(True)


def last_saved(told):
    """What the file may hold: the last edit that was said to be saved, or one that was sent after it."""
    saved = max((n for n, what in enumerate(told) if what is True), default=0)
    return [what for what in told[max(0, saved - 1) :] if what is not True]


@pytest.mark.slow
def test_a_killed_server_loses_no_saved_edit_and_leaves_no_half_one(folder):
    process, client = begin(folder)
    client.post("/api/scenarios", json={"name": "near", "changes": []})
    random = Random(7)
    for kill in range(KILLS):
        stop, told = Event(), []
        with ThreadPoolExecutor(1) as threads:
            saving = threads.submit(save_until, stop, client, kill, told)
            sleep(0.15 + 0.3 * random.random())
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            stop.set()
            saving.result()
        client.close()
        process, client = begin(folder)
        found = client.get("/api/scenarios/near").json()["data"]["changes"]
        assert found in (last_saved(told) if told else [[]])
        assert "near" in api.load(folder).scenarios
        client.put("/api/scenarios/near", json={"name": "near", "changes": []}, headers=_etag(client))
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    client.close()


def _etag(client):
    return {"If-Match": client.get("/api/scenarios/near").headers["etag"]}
