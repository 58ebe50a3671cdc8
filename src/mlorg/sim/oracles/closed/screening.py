"""Probability that a project passes a graph of fallible screeners (Sah & Stiglitz 1986; Christensen & Knudsen 2010)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """`desks` in a row, of which `desks_needed` must agree; at each a panel of whom `passes` of `panel` must."""

    desks: int
    desks_needed: int
    panel: int
    passes: int


def parse_screen(graph: str) -> Screen:
    """H2, P3 (hierarchy, polyarchy), "2 of 3", HP, PH (2 × 2 compositions). ValueError for anything else."""
    text = graph.strip().lower()
    if match := re.fullmatch(r"h(\d)", text):
        n = int(match[1])
        return Screen(n, n, 1, 1)
    if match := re.fullmatch(r"p(\d)", text):
        return Screen(1, 1, int(match[1]), 1)
    if match := re.fullmatch(r"(\d) *of *(\d)", text):
        return Screen(1, 1, int(match[2]), int(match[1]))
    if text == "hp":
        return Screen(2, 2, 2, 1)
    if text == "ph":
        return Screen(2, 1, 2, 2)
    raise ValueError(f"graph {graph!r} is none of H1 … H4, P1 … P9, 'k of n', HP, PH")


def at_least(k: int, n: int, p: float) -> float:
    """P(at least k of n screeners who judge for themselves pass)."""
    return sum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k, n + 1))


def pass_probability(screen: Screen, p: float) -> float:
    """Probability of passing the whole graph if each screener passes with p."""
    return at_least(screen.desks_needed, screen.desks, at_least(screen.passes, screen.panel, p))


def panel_errors(members: int, needed: int, sigma: float, reach: float = 5.0) -> tuple[float, float, float]:
    """(omission, commission, profit) of a panel that sees quality + N(0, sigma), quality ~ U(-reach, reach).

    A member votes yes on what looks positive; `needed` votes accept (Csaszar 2013). Omission = P(rejected | good),
    commission = P(accepted | bad), profit = mean accepted quality over all. Integrated to 1e-9 by Gauss-Legendre.
    """
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(400)
    half = reach / 2

    def over(centre: float) -> tuple[float, float]:
        q = centre + half * nodes
        votes = np.array([0.5 * (1 + math.erf(x / (sigma * math.sqrt(2)))) for x in q])
        accept = np.array([at_least(needed, members, float(v)) for v in votes])
        density = weights * half / (2 * reach)
        return float((accept * density).sum()), float((q * accept * density).sum())

    bad, loss = over(-half)
    good, gain = over(half)
    return 1 - 2 * good, 2 * bad, gain + loss
