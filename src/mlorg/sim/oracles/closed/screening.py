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


MOST_DESKS, MOST_PANEL = 4, 50
"""Desks on a path, and screeners at one of them, that the engine is asked to have."""

GRAPHS = "one of H2, P2 (hierarchy, polyarchy; any number), '2 of 3', HP, PH, H3P2 (up to 4 desks in a row)"


def parse_screen(graph: str) -> Screen:
    """H3, P3 (hierarchy, polyarchy), "2 of 3", HP, PH (2 × 2), H3P2 and P3H2 (3 × 2). ValueError for anything else.

    A hierarchy of more than four is one desk at which all must agree: the same probability.
    """
    text = graph.strip().lower()
    if match := re.fullmatch(r"([hp])(\d+)", text):
        n = int(match[2])
        if match[1] == "h":
            return _checked(Screen(n, n, 1, 1) if n <= MOST_DESKS else Screen(1, 1, n, n), graph)
        return _checked(Screen(1, 1, n, 1), graph)
    if match := re.fullmatch(r"(\d+) *-? *of *-? *(\d+)", text):
        return _checked(Screen(1, 1, int(match[2]), int(match[1])), graph)
    if match := re.fullmatch(r"([hp])(\d*)([hp])(\d*)", text):
        desks, panel = int(match[2] or 2), int(match[4] or 2)
        if (match[1], match[3]) == ("h", "p"):
            return _checked(Screen(desks, desks, panel, 1), graph)
        if (match[1], match[3]) == ("p", "h"):
            return _checked(Screen(desks, 1, panel, panel), graph)
    raise ValueError(f"graph {graph!r} is not known")


def _checked(screen: Screen, graph: str) -> Screen:
    if not (1 <= screen.desks <= MOST_DESKS and 1 <= screen.passes <= screen.panel <= MOST_PANEL):
        raise ValueError(f"graph {graph!r} cannot be: at most {MOST_DESKS} desks and {MOST_PANEL} screeners at each")
    return screen


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
