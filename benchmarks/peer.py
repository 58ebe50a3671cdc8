"""The open peer aislimemold 0.1.0 on organisations of growing size, beside our model of companies with as many posts.

The peer simulates tasks in turns, we simulate the life of use cases in days: what is compared is how time grows with
the organisation, not which model is better. Its organisation is its own demonstration scaled up: one chief, leads
under it, agents under leads, arrivals in proportion; 104 turns. Ours: a firm with as many posts drawn from the default
population, 104 weeks, at least 25 posts. Each run has a process of its own; times are CPU seconds inside it.
Then both are asked the same question (`benchmarks/verdicts.py`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import time

from benchmarks.bars import Bar
from benchmarks.verdicts import show_verdicts
from benchmarks.workload_w.contestants import PROJECT

TURNS = 104
REPLICATIONS = 50
ROLES = (4, 11, 22, 37, 67)
LIMIT_SECONDS = 900.0


def specification(roles: int) -> dict[str, object]:
    """One chief; up to six leads; the rest agents, spread evenly over the leads."""
    leads = max(1, min(6, (roles - 1) // 4))
    names = ["chief", *(f"lead{i}" for i in range(leads)), *(f"agent{i}" for i in range(roles - 1 - leads))]
    boss = {f"lead{i}": "chief" for i in range(leads)}
    boss |= {f"agent{i}": f"lead{i % leads}" for i in range(roles - 1 - leads)}
    people = [
        {"id": name, "name": name, "capabilities": [f"t{i % 3 + 1}", f"t{(i + 1) % 3 + 1}"], "autonomy": autonomy(name)}
        for i, name in enumerate(names)
    ]
    return {
        "name": f"{roles} roles",
        "sim": {"turns": TURNS, "seed": 42},
        "organization": {"name": "scaled", "roles": people, "reporting": boss},
        "institution": {
            "delegation_strategy": "controlled",
            "approval_gates": [{"kind": "risk", "threshold": 0.7}],
            "escalation_timeout": 6,
            "max_wait_turns": 15,
        },
        "taskflow": {"arrival_rate": 1.4 * roles / 3, "task_types": ["t1", "t2", "t3"]},
        "turnover": {"per_turn_probability": 0.002},
    }


def autonomy(name: str) -> str:
    """Agents collaborate, the others approve."""
    return "collaborator" if name.startswith("agent") else "approver"


def time_peer(roles: int) -> float:
    """CPU seconds of one run of the peer."""
    from aislimemold.experiments import run_spec

    began = time.process_time()
    run_spec(specification(roles), seed=42, turns=TURNS)
    return time.process_time() - began


def time_ours(posts: int) -> float:
    """CPU seconds of one replication with all mechanisms, mean of many, after compiling the structure."""
    from mlorg.archetypes.firms import firm
    from mlorg.sim import Frame, compile_structure, draw_environments
    from mlorg.sim.engine import engine

    organization = firm(1, people=max(25, posts))
    structure = compile_structure(organization, Frame.of(organization))
    world = engine().open_world(structure, TURNS * 5.0)
    environments = draw_environments(1, REPLICATIONS)
    began = time.process_time()
    for i, e in enumerate(environments):
        engine().replicate(world, dict(e.values), list(e.managers), (1, i, i), (0.0, (1 << 19) - 1))
    return (time.process_time() - began) / REPLICATIONS


def time_process(posts: int) -> float:
    """CPU seconds from the start of Python to the end of all replications, imports and compiling included."""
    time_ours(posts)
    return time.process_time()


WAYS = {"peer": time_peer, "ours": time_ours, "process": time_process}


def show_peer(quick: bool) -> list[Bar]:
    """One row per size; no bar was promised, so none is returned."""
    print(f"\n{'roles':>6} {'peer, 1 run':>14} {'ours, 1 replication':>20} {'times':>10} {'our process, 50':>16}")
    for roles in ROLES[:3] if quick else ROLES:
        peer = in_a_process("peer", roles)
        if isinstance(peer, str):
            print(f"the peer is left out: {peer}")
            break
        ours, process = (in_a_process(way, roles) for way in ("ours", "process"))
        assert isinstance(ours, float), ours
        assert isinstance(process, float), process
        print(f"{roles:>6} {peer:>12.2f} s {ours * 1e3:>17.2f} ms {peer / ours:>10,.0f} {process:>14.2f} s", flush=True)
    show_verdicts()
    return []


def in_a_process(way: str, roles: int) -> float | str:
    """Seconds, or why there are none."""
    command = [sys.executable, "-m", "benchmarks.peer", way, str(roles)]
    try:
        seen = subprocess.run(command, capture_output=True, text=True, timeout=LIMIT_SECONDS, cwd=PROJECT)
    except subprocess.TimeoutExpired:
        return f"{roles} roles take it more than {LIMIT_SECONDS:.0f} s"
    return float(json.loads(seen.stdout)) if seen.returncode == 0 else seen.stderr.strip().splitlines()[-1]


if __name__ == "__main__":
    print(json.dumps(WAYS[sys.argv[1]](int(sys.argv[2]))))
