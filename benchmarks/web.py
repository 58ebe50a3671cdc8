"""The server under load: CPU of each page on a large organisation, and many readers beside running comparisons.

    python -m benchmarks.web --seconds 300

Everything happens on this machine, over the loopback. Targets: 10,000 people with pages of at most 300 ms of server
CPU; 50 concurrent readers and 5 running comparisons for 5 minutes without an error and without growing memory.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import httpx

from benchmarks.load import write_workspace
from benchmarks.workload_w.contestants import PROJECT

PAGES = (
    *("/organisation", "/organisation?q=data+scientist", "/organisation?first=5000", "/ownership", "/spans"),
    *("/chart", "/edit", "/findings", "/kind", "/interview", "/ask", "/scenarios", "/search", "/plan", "/runs"),
    *("/evidence", "/assumptions", "/method", "/backtest", "/this-server", "/"),
)
MOST_CPU_MS = 300
COMPARISONS = 5
TICK = os.sysconf("SC_CLK_TCK")
SAMPLE = {"library": True, "draws": 125, "per_draw": 8}
"""What `mlorg compare` computes unless told otherwise."""


@dataclass(frozen=True)
class Served:
    """A server in a process group of its own, and where it answers."""

    process: subprocess.Popen[str]
    base: str
    cookies: httpx.Cookies

    def client(self) -> httpx.Client:
        """A browser that was let in."""
        return httpx.Client(base_url=self.base, headers={"Origin": self.base}, cookies=self.cookies, timeout=120)

    def cpu_ms(self) -> float:
        """CPU time the server has used."""
        words = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return 1000 * (int(words[11]) + int(words[12])) / TICK

    def memory_mb(self) -> float:
        """What the server holds in memory now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder until the block ends."""
    command = [sys.executable, "-m", "mlorg", "serve", str(folder), "--no-browser", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        with httpx.Client() as client:
            client.get(address)
            yield Served(process, address.split("/?")[0], client.cookies)
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(30)


def come_to_rest(server: Served, seconds: float = 60.0) -> None:
    """Wait until the server has computed ahead what it does: that belongs to no page."""
    end, before = time.monotonic() + seconds, -1.0
    while time.monotonic() < end and server.cpu_ms() > before + 20:
        before = server.cpu_ms()
        time.sleep(2)


def page_times(server: Served, times: int = 5) -> dict[str, tuple[float, float]]:
    """(milliseconds of server CPU the first time, median of the others) by page."""
    found = {}
    with server.client() as client:
        for page in PAGES:
            spent = []
            for _ in range(times + 1):
                before = server.cpu_ms()
                assert client.get(page).status_code == 200, page
                spent.append(server.cpu_ms() - before)
            found[page] = spent[0], median(spent[1:])
    return found


@dataclass
class Load:
    """What happened under load."""

    statuses: Counter[str] = field(default_factory=Counter)
    waited: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    """Problems of runs that failed, by their id."""


def under_load(server: Served, readers: int, seconds: float) -> Load:
    """Readers who ask for one page after the other, beside comparisons that are begun again when they end."""
    load, end = Load(), time.monotonic() + seconds
    with ThreadPoolExecutor(readers + 2) as threads:
        tasks = [threads.submit(_read, server, load, number, end) for number in range(readers)]
        tasks.append(threads.submit(_keep_comparing, server, load, end))
        tasks.append(threads.submit(_watch, server, load, end))
        for task in tasks:
            task.result()
    return load


def _read(server: Served, load: Load, number: int, end: float) -> None:
    with server.client() as client:
        while time.monotonic() < end:
            page = PAGES[number % len(PAGES)]
            started = time.monotonic()
            try:
                status = str(client.get(page).status_code)
            except httpx.TransportError as error:
                status = type(error).__name__
            load.waited.append(time.monotonic() - started)
            load.statuses[status] += 1
            number += 1


def _keep_comparing(server: Served, load: Load, end: float) -> None:
    with server.client() as client:
        while time.monotonic() < end:
            runs = client.get("/api/runs").json()["data"]["runs"]
            under_way = [run for run in runs if run["state"] in ("waiting", "running")]
            for _ in range(COMPARISONS - len(under_way)):
                load.statuses[f"run {client.post('/api/runs', json=SAMPLE).status_code}"] += 1
            load.failed.update({run["id"]: run["problem"] for run in runs if run["state"] in ("failed", "lost")})
            time.sleep(1)
        for run in client.get("/api/runs").json()["data"]["runs"]:
            client.delete(f"/api/runs/{run['id']}")


def _watch(server: Served, load: Load, end: float) -> None:
    while time.monotonic() < end:
        load.memory.append(server.memory_mb())
        time.sleep(1)


def main() -> int:
    """Measure both, print, and return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        large = Path(scratch) / "large"
        write_workspace(large, asked.people)
        with served(large) as server:
            come_to_rest(server)
            times = page_times(server)
        example = shutil.copytree(PROJECT / "examples" / "scaleup", Path(scratch) / "example")
        with served(Path(example)) as server:
            load = under_load(server, asked.readers, asked.seconds)
    return _told(asked, times, load)


def _told(asked: argparse.Namespace, times: dict[str, tuple[float, float]], load: Load) -> int:
    print(f"{asked.people:,} people, ms of server CPU: first time, again (at most {MOST_CPU_MS})")
    for page, (first, again) in times.items():
        print(f"{first:8.0f} {again:8.0f}  {page}")
    wrong = {status: n for status, n in load.statuses.items() if status not in ("200", "run 202") and n}
    wrong |= {f"run failed: {problem}": 1 for problem in load.failed.values()}
    waited = sorted(load.waited)
    half = len(load.memory) // 2
    early, late = max(load.memory[half // 2 : half]), max(load.memory[half:])
    print(f"{asked.readers} readers and {COMPARISONS} comparisons for {asked.seconds:.0f} s: {dict(load.statuses)}")
    print(*(f"wrong: {what}" for what in wrong), sep="\n")
    most = 1000 * waited[len(waited) * 99 // 100]
    print(f"waited: median {1000 * median(waited):.0f} ms, 99 of 100 under {most:.0f} ms")
    minutes = ", ".join(f"{mb:.0f}" for mb in load.memory[60::60]) or "-"
    print(f"memory: {load.memory[0]:.0f} MB at the start, after each minute {minutes}")
    print(f"memory: at most {early:.0f} MB in the second quarter, {late:.0f} later")
    slow = [page for page, (first, _) in times.items() if first > MOST_CPU_MS]
    return 1 if slow or wrong or late > 1.1 * early else 0


if __name__ == "__main__":
    sys.exit(main())
