"""Sentences about the five archetypes, put to the test: what emerges from the engine, what does not, and why.

`claims.csv` holds the sentences with one primary metric each, `ablations.csv` what must kill each effect. `board.py`
reads both, `variants.py` and `changes.py` say what is simulated, `companies.py` and `running.py` simulate it,
`verdicts.py` and the rest judge. Everything that decides a verdict is fixed in these files before a run.
"""

from .board import Ablation, Claim, Kind, ablations, claims, claims_hash
from .evaluating import evaluate_claims
from .results import Board, ClaimRow, Effort

__all__ = [
    "Ablation",
    "Board",
    "Claim",
    "ClaimRow",
    "Effort",
    "Kind",
    "ablations",
    "claims",
    "claims_hash",
    "evaluate_claims",
]
