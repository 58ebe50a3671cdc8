"""The open peer aislimemold 0.1.0 on organisations of growing size, beside our model of companies with as many posts.

    python benchmarks/peer.py [ROLES ...] [--limit SECONDS]       default: 4 11 22 37, at most 900 s each

The peer simulates tasks in turns, we simulate the life of use cases in days: what is compared is how time grows with
the organisation, not which model is better. Its organisation is its own demonstration scaled up: one chief, leads
under it, agents under leads, arrivals in proportion; 104 turns. Ours: a firm with as many posts drawn from the default
population, 104 weeks. Each run has a process of its own; times are CPU seconds inside it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

TURNS = 104
REPLICATIONS = 50


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


def main() -> None:
    """One row per size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("roles", nargs="*", type=int, default=[4, 11, 22, 37])
    parser.add_argument("--limit", type=float, default=900.0)
    parser.add_argument("--only", choices=["peer", "ours"], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        measure = time_peer if arguments.only == "peer" else time_ours
        print(json.dumps(measure(arguments.roles[0])))
        return
    print(f"{'roles':>6} {'peer, 1 run':>14} {'ours, 1 replication':>22} {'ratio':>12}")
    for roles in arguments.roles:
        ours, peer = (in_a_process(who, roles, arguments.limit) for who in ("ours", "peer"))
        peer_text = f"{peer:.2f} s" if peer is not None else f"> {arguments.limit:.0f} s"
        ratio = (peer if peer is not None else arguments.limit) / (ours or 1.0)
        print(f"{roles:>6} {peer_text:>14} {(ours or 0.0) * 1e3:>19.2f} ms {ratio:>12,.0f}", flush=True)


def in_a_process(who: str, roles: int, limit: float) -> float | None:
    """Seconds; None if the limit was hit."""
    command = [sys.executable, __file__, str(roles), "--only", who]
    try:
        seen = subprocess.run(command, capture_output=True, text=True, timeout=limit)
    except subprocess.TimeoutExpired:
        return None
    if seen.returncode:
        sys.exit(f"{who} failed: {seen.stderr.strip().splitlines()[-1]}\nIs requirements/benchmarks.txt installed?")
    return float(json.loads(seen.stdout))


if __name__ == "__main__":
    main()
