"""G3: work that goes from the team to the line's engineers and sometimes comes back: Jackson networks.

Two stages run through mechanisms 6 and 7 (experiments, hand-off with returns); a general `routing` and chains of
`stages` run on the engine's queues alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from .cases import TOLERANCE_SHARE, Case, Point
from .closed.queueing import chain_routing, flows, jackson
from .estimates import Estimate, ratio_of, times
from .sampling import Effort, Stretch, columns, excess, grown, relaxation, sampled, stretch
from .settings import for_each, from_zero, impossible, one_or_several, positive, several, share, square, whole
from .toys import Read, Toy, Trial, arrivals_per_day, still_life

MOST_NODES = 20
SETTINGS = (
    several(from_zero("gamma"), MOST_NODES),
    one_or_several(positive("mu"), MOST_NODES),
    one_or_several(whole("servers", 1, 500), MOST_NODES),
    square("routing", MOST_NODES),
    whole("stages", 1, MOST_NODES),
    positive("lambda"),
    share("back", below_one=True),
)
ON_HANDOFF = 64
NEVER_DROP = 1_000_000
MOST_BACK = 0.95
"""The hand-off sends nothing back with a higher probability."""

GROWTH_DAYS = 2000.0


@dataclass(frozen=True, slots=True)
class Network:
    """External arrivals, service rates, servers by node, and probabilities of going from node to node."""

    gamma: tuple[float, ...]
    mu: tuple[float, ...]
    servers: tuple[int, ...]
    routing: tuple[tuple[float, ...], ...]
    chain: str = ""
    """What the network is called where it is a chain."""

    @property
    def total(self) -> float:
        """Arrivals from outside."""
        return math.fsum(self.gamma)

    @property
    def name(self) -> str:
        """The parameters in words."""
        if self.chain:
            return self.chain
        routing = [list(row) for row in self.routing]
        return f"gamma={list(self.gamma)}, mu={list(self.mu)}, servers={list(self.servers)}, routing={routing}"


def chain(rate: float, stages: int, back: float, mu: Any = 1.0, servers: Any = 1) -> Network:
    """A chain in which every stage but the first sends back to the one before."""
    mus, many = for_each("mu", mu, stages, "stages"), for_each("servers", servers, stages, "stages")
    routing = tuple(map(tuple, chain_routing(stages, back)))
    about = f"mu={_short(mus)}, servers={_short(many)}"
    name = f"chain of {stages} stage{'s' if stages > 1 else ''}, lambda={rate:g}, {about}, sent back {back:g}"
    return Network((rate, *[0.0] * (stages - 1)), tuple(mus), tuple(many), routing, name)


def _short(values: list[Any]) -> str:
    return f"{values[0]:g}" if len(set(values)) == 1 else f"[{', '.join(f'{v:g}' for v in values)}]"


J2 = Network((1.2, 0.4), (1.0, 1.0), (2, 2), ((0.1, 0.7), (0.2, 0.0)))
HAND_OFFS = tuple(chain(1.0, 2, back, 2.0) for back in (0.25, 0.0, 0.1))
NETWORKS = (J2, chain(0.6, 2, 0.2), chain(0.6, 3, 0.2), chain(0.6, 3, 0.3))


def points(given: Mapping[str, Any], effort: Effort) -> list[Point]:
    """One network each; two stages with a return also through the hand-off."""
    if not given:
        through: list[Point] = [partial(cases, network, effort, True) for network in HAND_OFFS]
        return through + [partial(cases, network, effort, False) for network in NETWORKS]
    network = _network(given)
    found: list[Point] = [partial(cases, network, effort, False)]
    if network.chain and len(network.gamma) == 2 and network.routing[1][0] <= MOST_BACK:
        found.insert(0, partial(cases, network, effort, True))
    return found


def _network(given: Mapping[str, Any]) -> Network:
    general, of_chain = given.keys() & {"gamma", "routing"}, given.keys() & {"stages", "lambda", "back"}
    if general and of_chain:
        both = f"{', '.join(sorted(general))} and {', '.join(sorted(of_chain))} describe different networks."
        raise impossible(both, "Give gamma, mu, servers, routing; or stages, lambda, mu, servers, back.")
    if not general:
        rate, stages, back = given.get("lambda", 0.6), given.get("stages", 2), given.get("back", 0.2)
        return chain(rate, stages, back, given.get("mu", 1.0), given.get("servers", 1))
    routing = given.get("routing", [list(row) for row in J2.routing])
    n = len(routing)
    gamma = given.get("gamma", [1.2, 0.4] if n == 2 else [0.3] * n)
    if len(gamma) != n:
        hint = "Give both; gamma has an arrival rate, routing a row, for each node."
        raise impossible(f"gamma has {len(gamma)} values, but routing has {n} rows.", hint)
    if not any(gamma):
        raise impossible("gamma is 0 everywhere: nothing arrives.", "Give at least one arrival rate above 0.")
    mus = for_each("mu", given.get("mu", 1.0), n, "nodes")
    servers = for_each("servers", given.get("servers", 2), n, "nodes")
    network = Network(tuple(gamma), tuple(mus), tuple(servers), tuple(map(tuple, routing)))
    _refuse_traps(network)
    return network


def _refuse_traps(network: Network) -> None:
    """Everything that arrives must be able to leave."""
    n = len(network.routing)
    leaving = {i for i, row in enumerate(network.routing) if math.fsum(row) < 1 - 1e-12}
    for _ in range(n):
        leaving |= {i for i in range(n) if any(network.routing[i][j] > 0 for j in leaving)}
    trapped = sorted(set(range(n)) - leaving)
    if trapped:
        nodes = ", ".join(str(i + 1) for i in trapped)
        raise impossible(f"routing: from node {nodes} nothing ever leaves.", "Let rows add up to less than 1.")


def cases(network: Network, effort: Effort, hand_off: bool) -> Iterator[Case]:
    """Mean time in the network."""
    exact = jackson(network.gamma, network.mu, network.servers, network.routing)[1]
    where = "team and engineers through the hand-off" if hand_off else "time in the network"
    yield Case(f"{where}, {network.name}", exact, simulated_time(network, exact, effort, hand_off), TOLERANCE_SHARE)


def simulated_time(network: Network, exact: float, effort: Effort, hand_off: bool) -> Estimate:
    """Mean time in the network: numbers inside, integrated, over arrivals from outside (Little's law)."""
    trial_of = _handing_off if hand_off else _walking
    rates = flows(network.gamma, network.routing)
    visits = max(1.0, math.fsum(rates) / network.total)
    if math.isinf(exact):

        def seen(days: float) -> Estimate:
            rows = trial_of(network, Stretch(0.0, days), visits).replicate(64, effort.seed, _read(len(rates)))
            return ratio_of(*columns(rows, 0, 1))

        return times(grown(seen, GROWTH_DAYS), 1 / network.total)
    span = stretch(_relaxation(network, rates), effort)

    def wanted(rows: list[list[float]]) -> float:
        return excess(ratio_of(*columns(rows, 0, 1)), exact * network.total, 0.0)

    rows = sampled(trial_of(network, span, visits), effort, _read(len(rates)), wanted)
    return times(ratio_of(*columns(rows, 0, 1)), 1 / network.total)


def _relaxation(network: Network, rates: list[float]) -> float:
    """In days with one arrival from outside a day: twice that of the slowest node, since nodes wait for each other."""
    nodes = zip(rates, network.mu, network.servers, strict=True)
    return 2 * max(relaxation(r / mu / c, max(1.0, network.total / r)) for r, mu, c in nodes if r > 0)


def _walking(network: Network, span: Stretch, visits: float) -> Trial:
    """Customers walk through groups of slots by the routing."""
    structure = Toy(
        teams=network.servers,
        serves=[[i] for i in range(len(network.gamma))],
        idea_share=[g / network.total for g in network.gamma],
        speeds=[mu / network.total for mu in network.mu],
    ).structure()
    values = arrivals_per_day(1.0, structure, still_life(experiment_days=1.0))
    days = span.burn_in + span.days
    return Trial(structure, values, days, span.burn_in, routing=network.routing, visits=visits)


def _handing_off(network: Network, span: Stretch, visits: float) -> Trial:
    """Experiments by the team, integration by the line's engineers, who send back."""
    toy = Toy(teams=network.servers[:1], serves=[[0]], idea_share=[1.0], pools=network.servers[1:], deploys=[1])
    structure = toy.structure()
    work = [network.total / mu for mu in network.mu]
    back = network.routing[1][0]
    values = still_life(experiment_days=work[0], integration_days=work[1], send_back=back, rework_share=1.0)
    values = arrivals_per_day(1.0, structure, values)
    rules, days = {"returns": NEVER_DROP}, span.burn_in + span.days
    return Trial(structure, values, days, span.burn_in, mechanisms=ON_HANDOFF, rules=rules, visits=visits)


def _read(nodes: int) -> Read:
    def read(module: Any, world: Any) -> list[float]:
        """(days inside of all together, arrivals) since measuring began."""
        inside = sum(area for area, _ in module.queue_rows(world)[:nodes])
        return [inside, sum(line[0] for line in module.line_sums(world))]

    return read
