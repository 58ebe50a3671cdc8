"""Write docs/reference/claims.md from the sentences and their ablations; with --check, fail if it is stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

from mlorg.decide.claims.board import Claim, Kind, ablations, claims
from mlorg.decide.claims.levers import LEVERS
from mlorg.decide.claims.metrics import METRICS

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "claims.md"
HEADER = """# Sentences that are tested

<!-- Written by scripts/claims_page.py from the sentences and their ablations: change those, then run it. -->

What [`mlorg claims`](../how-to/test-the-claims.md) tests, row by row: the sentence in our own words, the one metric it
is judged by, against whom, and what must kill its effect. Nothing here is a result.

"""
HEADINGS = {
    Kind.DEFINITION: "Definitions: properties of the proposed overlays",
    Kind.HYPOTHESIS: "Hypotheses: judged against other structures",
    Kind.LEVER: "Levers: one thing is moved within the same structure",
    Kind.REPORT: "Reports: shown, not judged",
    Kind.NOT_MODELLED: "Not modelled",
}


def page() -> str:
    """The whole page."""
    parts = (part for kind, heading in HEADINGS.items() for part in section(kind, heading))
    return HEADER + "\n".join(parts).rstrip() + "\n"


def section(kind: Kind, heading: str) -> Iterator[str]:
    """All rows of one kind."""
    yield f"## {heading}\n"
    for claim in claims().values():
        if claim.kind is kind:
            yield f"- **{claim.id}** ({claim.archetype}) {claim.statement}. {' '.join(facts(claim))}".rstrip()
    yield ""


def facts(claim: Claim) -> Iterator[str]:
    """What is measured, against whom, what removes it, and what there is to know."""
    if claim.kind is Kind.HYPOTHESIS:
        for name, (mine, _) in claim.pairs().items():
            yield f"`{mine.metric}` ({METRICS[mine.metric].label}) {claim.direction} than {name}."
    if claim.kind is Kind.LEVER:
        yield f"`{claim.metric}` ({METRICS[claim.metric].label}) over {', '.join(LEVERS[claim.id].settings)}."
    for way in ablations().get(claim.id, ()):
        yield f"Must vanish if {way.what}."
    if claim.mechanisms:
        yield f"Alone: {', '.join(claim.mechanisms)}."
    if claim.superlative:
        yield "Superlative: against one chance in five."
    if claim.counted_once_with:
        yield f"Counts once with {', '.join(claim.counted_once_with)}."
    if claim.note:
        yield claim.note


def main() -> int:
    """Write the page, or say how it differs."""
    made = page()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(made, encoding="utf-8")
        return 0
    there = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    sys.stdout.writelines(unified_diff(there.splitlines(True), made.splitlines(True), "there", "made"))
    return int(there != made)


if __name__ == "__main__":
    sys.exit(main())
