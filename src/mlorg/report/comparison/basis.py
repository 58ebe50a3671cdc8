"""How far to trust a comparison: what is assumed, what is missing, what was guessed, and how to get it again."""

from __future__ import annotations

from collections.abc import Mapping

from ...decide import Comparison
from ...sim import Prior, priors
from ..sentences import upper_first
from .page import Basis

MISSING = (
    "budgets and head counts that grow or shrink: both are frozen, whatever succeeds",
    "culture, politics and the quality of individual managers",
    "data protection and other approvals from outside the reporting line",
    "users who are tired of one tool after another, and rivalry between use cases",
    "changes of strategy, technology and the labour market",
)
"""What happens in organisations and is not simulated in this version, in plain words."""


def basis(comparison: Comparison, command: str) -> Basis:
    """Counts of what the inputs rest on, and everything needed to compute the same again."""
    sampling = comparison.sampling
    assumed, sourced, given = _counts(comparison.priors)
    guessed = map(_sentence, (*comparison.notes, *_left_out(comparison)))
    return Basis(
        draws=sampling.draws,
        per_draw=sampling.per_draw,
        assumed=assumed,
        sourced=sourced,
        given=given,
        missing=MISSING,
        guessed=tuple(dict.fromkeys(guessed)),
        seed=sampling.seed,
        priors_hash=comparison.priors_hash,
        inputs_hash=comparison.inputs_hash,
        command=command,
    )


def _counts(table: Mapping[str, Prior]) -> tuple[int, int, int]:
    shipped = priors()
    given = sum(prior != shipped.get(name) for name, prior in table.items())
    assumed = sum(prior.source == "assumed" for name, prior in table.items() if prior == shipped.get(name))
    return assumed, len(table) - given - assumed, given


def _left_out(comparison: Comparison) -> list[str]:
    """The notes of the alternatives, each with the alternatives it speaks of."""
    speakers: dict[str, list[str]] = {}
    for alternative in comparison.alternatives:
        for note in alternative.notes:
            speakers.setdefault(note, []).append(alternative.label)
    everywhere = sum(bool(a.notes) for a in comparison.alternatives)
    return [note if len(who) == everywhere > 1 else f"{', '.join(who)}: {note}" for note, who in speakers.items()]


def _sentence(note: str) -> str:
    """A note as a sentence of the page: no reference in the notation of files, a capital, a full stop."""
    text = note.replace("unit:", "unit ").strip()
    return upper_first(text) + ("" if text.endswith((".", "!", "?")) else ".")
