"""Workload W in SimPy 4, written from its specification (see `mlorg.sim.workload`).

One generator per job and per seat's clock. Teams come in two kinds: SimPy's own `PriorityResource`, as its
documentation teaches, and with SIMPY_TEAMS=lean a count of free seats with queues of events, which asks less of SimPy
and more of whoever writes it.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator
from math import log, sqrt
from random import Random
from typing import Any

import simpy

from benchmarks.workload_w.sizes import Row, report

HORIZON = 750.0
SEATS = (2, 4, 5, 4)
SIGMA = sqrt(log(1.64))
Steps = Generator[simpy.Event, Any, Any]


class Team(simpy.PriorityResource):
    """Vacancies (0) first, then urgent work (1), then other work (2), first come first served."""

    def take(self, rank: int) -> Steps:
        """Wait for a seat; returns what `give_back` wants."""
        turn = self.request(rank)
        yield turn
        return turn

    def give_back(self, turn: Any) -> None:
        """A seat is free."""
        self.release(turn)


class LeanTeam:
    """The same with the least that SimPy has to do: a process waits for an event only if all seats are taken."""

    def __init__(self, env: simpy.Environment, seats: int) -> None:
        self.env, self.free = env, seats
        self.waiting: tuple[deque[simpy.Event], ...] = (deque(), deque(), deque())

    def take(self, rank: int) -> Steps:
        """Wait for a seat."""
        if self.free:
            self.free -= 1
            return
        turn = self.env.event()
        self.waiting[rank].append(turn)
        yield turn

    def give_back(self, _: Any) -> None:
        """The next in line has the seat from now on."""
        for queue in self.waiting:
            if queue:
                queue.popleft().succeed()
                return
        self.free += 1


KIND = LeanTeam if os.environ.get("SIMPY_TEAMS") == "lean" else Team


class Job:
    """What is known of a job in production."""

    __slots__ = ("healthy", "since", "value")

    def __init__(self, value: float) -> None:
        self.value, self.since, self.healthy = value, 0.0, True

    def earned(self, now: float) -> float:
        """Value since the last booking."""
        full = self.value * (now - self.since) / 250.0
        self.since = now
        return full if self.healthy else full / 2


class Company:
    """One replication."""

    def __init__(self, people: int, units: int, chance: Random) -> None:
        self.env, self.chance = simpy.Environment(), chance
        self.cells, self.units = people // 15, units
        self.per_unit = self.cells // units
        self.teams = [KIND(self.env, SEATS[i % 4]) for i in range(4 * self.cells)]
        self.live: set[Job] = set()
        self.leads: list[float] = []
        self.value = self.access_days = 0.0
        self.attrition = self.events = 0

    def replicate(self) -> Row:
        """Until the horizon."""
        for i, team in enumerate(self.teams):
            for _ in range(SEATS[i % 4]):
                self.env.process(self.seat(team))
        for unit in range(self.units):
            self.env.process(self.arrivals(unit))
        self.env.run(until=HORIZON)
        self.value += sum(job.earned(HORIZON) for job in self.live)
        leads = sorted(self.leads)
        middle = leads[len(leads) // 2] if leads else 0.0
        share = self.access_days / sum(leads) if leads else 0.0
        return self.value, middle, share, self.attrition, len(self.live), self.events

    def delay(self, days: float) -> simpy.Event:
        """Some days pass."""
        return self.env.timeout(days)

    def content(self, mean: float) -> float:
        """Lognormal with coefficient of variation 0.8."""
        return self.chance.lognormvariate(log(mean) - SIGMA**2 / 2, SIGMA)

    def days_at(self, team: Team | LeanTeam, rank: int, days: float) -> Steps:
        """Wait for a seat, use it, free it."""
        turn = yield from team.take(rank)
        yield self.env.timeout(days)
        self.events += 1
        team.give_back(turn)

    def seat(self, team: Team | LeanTeam) -> Steps:
        """A seat's clock: vacated, empty for a while, filled again."""
        while True:
            yield self.delay(self.chance.expovariate(0.15 / 250))
            self.events += 1
            turn = yield from team.take(0)
            self.attrition += 1
            yield self.delay(self.chance.gammavariate(4, 15))
            self.events += 1
            team.give_back(turn)

    def arrivals(self, unit: int) -> Steps:
        """Jobs of a unit."""
        while True:
            yield self.delay(self.chance.expovariate(0.16 * self.per_unit))
            self.events += 1
            self.env.process(self.job(unit * self.per_unit + self.chance.randrange(self.per_unit)))

    def job(self, cell: int) -> Steps:
        """From idea to retirement."""
        arrived, chance = self.env.now, self.chance
        idea, data, science, engineering = self.teams[4 * cell : 4 * cell + 4]
        job = Job(chance.lognormvariate(log(100) - 0.5, 1.0))
        owner = cell if chance.random() < 0.5 else chance.randrange(self.cells)
        rank = 1 if job.value > 150 else 2
        yield from self.days_at(idea, rank, self.content(5))
        asked = self.env.now
        yield from self.get_data(cell, owner)
        access = self.env.now - asked
        yield from self.days_at(data, rank, self.content(10))
        while True:
            yield from self.days_at(science, rank, self.content(6))
            if chance.random() < 0.3:
                break
        yield from self.days_at(engineering, rank, self.content(12))
        yield self.delay(chance.gammavariate(2, 20))
        self.events += 1
        self.leads.append(self.env.now - arrived)
        self.access_days += access
        yield from self.production(job, engineering)

    def get_data(self, cell: int, owner: int) -> Steps:
        """Approval if the data are another unit's, then the owner's data team."""
        levels, a, b = 0, cell // self.per_unit, owner // self.per_unit
        while a != b:
            levels, a, b = levels + 1, a // 8, b // 8
        if levels:
            yield self.delay(self.chance.expovariate(1 / (3 * levels)))
            self.events += 1
        yield from self.days_at(self.teams[4 * owner + 1], 2 if levels else 1, self.chance.expovariate(1 / 3))

    def production(self, job: Job, engineering: Team | LeanTeam) -> Steps:
        """Earns until it decays; maintained or retired."""
        job.since = self.env.now
        self.live.add(job)
        while True:
            yield self.delay(self.chance.expovariate(1 / 60))
            self.events += 1
            self.value += job.earned(self.env.now)
            if self.chance.random() < 0.15:
                self.live.remove(job)
                return
            job.healthy = False
            yield from self.days_at(engineering, 1, self.chance.expovariate(1 / 1.5))
            self.value += job.earned(self.env.now)
            job.healthy = True


def replicate(people: int, units: int, seed: int, number: int) -> Row:
    """One replication."""
    return Company(people, units, Random(seed * 1_000_003 + number)).replicate()


if __name__ == "__main__":
    report(replicate)
