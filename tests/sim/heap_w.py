"""Workload W once more, from its specification alone: a heap of callbacks, nothing shared with the engine."""

from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import log, sqrt
from random import Random

HORIZON = 750.0
SIGMA = sqrt(log(1.64))


class Reference:
    """One replication."""

    def __init__(self, people: int, units: int, seed: int) -> None:
        self.chance, self.heap, self.now = Random(seed), [], 0.0
        self.cells, self.units = people // 15, units
        self.per_unit = self.cells // units
        self.free = [2, 4, 5, 4] * self.cells
        self.queues = [(deque(), deque(), deque()) for _ in self.free]
        self.value = self.access = 0.0
        self.attrition = self.events = self.order = 0
        self.leads: list[float] = []
        self.live: dict[int, list[float]] = {}  # worth, last booking, share earned

    def after(self, days: float, do: Callable[[], None]) -> None:
        if self.now + days < HORIZON:
            self.order += 1
            heappush(self.heap, (self.now + days, self.order, do))

    def exp(self, mean: float) -> float:
        return self.chance.expovariate(1 / mean)

    def content(self, mean: float) -> float:
        return self.chance.lognormvariate(log(mean) - SIGMA**2 / 2, SIGMA)

    def serve(self, team: int, rank: int, days: float, then: Callable[[], None], vacancy: bool = False) -> None:
        def start() -> None:
            self.attrition += vacancy
            self.after(days, done)

        def done() -> None:
            waiting = next((q for q in self.queues[team] if q), None)
            if waiting:
                waiting.popleft()()
            else:
                self.free[team] += 1
            then()

        if self.free[team]:
            self.free[team] -= 1
            start()
        else:
            self.queues[team][rank].append(start)

    def seat(self, team: int) -> None:
        def vacate() -> None:
            self.serve(team, 0, sum(self.exp(15) for _ in range(4)), lambda: self.seat(team), vacancy=True)

        self.after(self.exp(250 / 0.15), vacate)

    def arrivals(self, unit: int) -> None:
        def arrive() -> None:
            self.arrivals(unit)
            self.job(unit * self.per_unit + self.chance.randrange(self.per_unit))

        self.after(self.exp(1 / (0.16 * self.per_unit)), arrive)

    def job(self, cell: int) -> None:
        born, worth = self.now, self.chance.lognormvariate(log(100) - 0.5, 1)
        rank, times = 1 if worth > 150 else 2, [0.0]
        owner = cell if self.chance.random() < 0.5 else self.chance.randrange(self.cells)
        h, a, b = 0, cell // self.per_unit, owner // self.per_unit
        while a != b:
            h, a, b = h + 1, a // 8, b // 8

        def idea_done() -> None:
            times[0] = self.now
            if h:
                self.after(self.exp(3 * h), ask)
            else:
                ask()

        def ask() -> None:
            self.serve(4 * owner + 1, 2 if h else 1, self.exp(3), granted)

        def granted() -> None:
            times[0] = self.now - times[0]
            self.serve(4 * cell + 1, rank, self.content(10), experiment)

        def experiment() -> None:
            self.serve(4 * cell + 2, rank, self.content(6), tried)

        def tried() -> None:
            if self.chance.random() < 0.3:
                self.serve(4 * cell + 3, rank, self.content(12), adopt)
            else:
                experiment()

        def adopt() -> None:
            self.after(self.exp(20) + self.exp(20), in_use)

        def in_use() -> None:
            self.leads.append(self.now - born)
            self.access += times[0]
            self.live[len(self.leads)] = [worth, self.now, 1.0]
            self.produce(len(self.leads), cell)

        self.serve(4 * cell, rank, self.content(5), idea_done)

    def produce(self, job: int, cell: int) -> None:
        def decay() -> None:
            self.book(job, 0.5)
            if self.chance.random() < 0.15:
                del self.live[job]
            else:
                self.serve(4 * cell + 3, 1, self.exp(1.5), repaired)

        def repaired() -> None:
            self.book(job, 1.0)
            self.produce(job, cell)

        self.after(self.exp(60), decay)

    def book(self, job: int, share: float) -> None:
        worth, since, earned = self.live[job]
        self.value += worth * earned * (self.now - since) / 250
        self.live[job] = [worth, self.now, share]

    def replicate(self) -> tuple[float, ...]:
        for team, seats in enumerate(self.free):
            for _ in range(seats):
                self.seat(team)
        for unit in range(self.units):
            self.arrivals(unit)
        while self.heap:
            self.now, _, do = heappop(self.heap)
            self.events += 1
            do()
        self.now = HORIZON
        for job in self.live:
            self.book(job, 0.0)
        middle = sorted(self.leads)[len(self.leads) // 2]
        return self.value, middle, self.access / sum(self.leads), self.attrition, len(self.live), self.events
