"""The same question put to the open peer and to us: its demonstration pair, hierarchy or flat, 40 replications.

The peer feeds both designs the same seeds and then tests them as if they were independent. So its own numbers are shown
three times: its verdict, the paired t of the same numbers, and our interval of their differences. Beside it ours, on an
organisation of the same shape: three ML posts, of which one leads two, or none does, serving one line. The models are
different, so what is compared is what each makes of 40 replications, and in what time.
"""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from mlorg.archetypes import Arm
from mlorg.decide import TODAY, Alternative, compare_alternatives, rank
from mlorg.decide.choosing.intervals import paired_interval
from mlorg.org import Line, Membership, Organization, Overlay, Person, Post, Unit
from mlorg.sim import Frame, Sampling

REPLICATIONS = 40
METRICS = ("throughput", "success_rate")
OUTCOMES = ("net_value", "share_in_use", "time_to_first_use")


def show_verdicts() -> None:
    """Verdict, interval and time of the peer and of ours, line by line."""
    print(f"\nhierarchy or flat, {REPLICATIONS} replications: difference of hierarchy to flat")
    print(f"{'':<34} {'difference':>10} {'95 % interval':>20} {'paired t':>9} {'r':>5}  verdict")
    try:
        seconds = [_show_peer(metric) for metric in METRICS]
        print(f"{'':<34} {np.mean(seconds):.2f} CPU s a metric")
    except ImportError as missing:
        print(f"the peer is left out: {missing}")
    began = time.process_time()
    comparison = compare_alternatives(Frame.of(organization(True)), pair(), Sampling(REPLICATIONS, 1))
    seconds_ours = time.process_time() - began
    for outcome in OUTCOMES:
        ranking = rank(comparison, Arm.RESTRUCTURED, outcome, more=outcome != "time_to_first_use")
        tables = [comparison.by_draw(Arm.RESTRUCTURED, name, outcome, 12).ravel() for name in (TODAY, "flat")]
        _show_row(f"ours, {outcome}", *tables, ranking.verdict)
    print(f"{'':<34} {seconds_ours:.2f} CPU s for all outcomes, both designs, from Monday and once settled")


def _show_peer(metric: str) -> float:
    from aislimemold.demo import flat_spec, hierarchy_spec
    from aislimemold.experiments import compare

    began = time.process_time()
    found = compare(hierarchy_spec(3), flat_spec(), metric, reps=REPLICATIONS)
    seconds = time.process_time() - began
    told = found.statistics
    verdict = f"{'significant' if told['significant'] else 'not significant'}, p = {told['p']:.2f} ({told['test']})"
    _show_row(f"peer, {metric}", np.array(found.values_a), np.array(found.values_b), verdict)
    return seconds


def _show_row(name: str, one: np.ndarray, other: np.ndarray, verdict: str) -> None:
    differences = one - other
    least, most = paired_interval(differences)
    t = differences.mean() / (differences.std(ddof=1) / len(differences) ** 0.5)
    r = np.corrcoef(one, other)[0, 1]
    interval = f"{least:,.3g} to {most:,.3g}"
    print(f"{name:<34} {differences.mean():>10,.3g} {interval:>20} {t:>9.2f} {r:>5.2f}  {verdict}", flush=True)


def pair() -> tuple[Alternative, Alternative]:
    """The hierarchy as it is today, and the flat team."""
    today = Alternative(
        TODAY, "Hierarchy", "", dict.fromkeys(Arm, organization(True)), dict.fromkeys(Arm, Overlay(TODAY))
    )
    flat = dict.fromkeys(Arm, organization(False))
    return today, replace(today, id="flat", label="Flat", organizations=flat)


def organization(hierarchy: bool) -> Organization:
    """One line of fifteen people and three ML posts; in the hierarchy the first of these leads the two others."""
    first = Post("ml-0", role="ml_manager" if hierarchy else "data_scientist", sits_in="ml", reports_to="ceo")
    boss = "ml-0" if hierarchy else "ceo"
    others = [Post(f"ml-{i}", role="data_scientist", sits_in="ml", reports_to=boss) for i in (1, 2)]
    line = [Post("head", role="business_manager", sits_in="service", reports_to="ceo")]
    line += [Post(f"staff-{i}", role="business_staff", sits_in="service", reports_to="head") for i in range(12)]
    line += [Post(f"engineer-{i}", role="software_engineer", sits_in="service", reports_to="head") for i in range(2)]
    posts = [Post("ceo", role="executive", sits_in="co", reports_to=Line.TOP), first, *others, *line]
    return Organization.of(
        "Pair",
        units=[
            Unit("co", head="ceo"),
            Unit("ml", part_of="co"),
            Unit("service", part_of="co", head="head", business_line=True),
        ],
        posts=posts,
        persons=[Person(f"h-{post.id}") for post in posts],
        memberships=[Membership(f"h-{post.id}", post.id) for post in posts],
    )
