"""The model against published figures on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..rounding import percent
from ..validation import INSIDE, CalibrationPage, ValidationPage
from .parts import add_row, show_lines, show_title, table

if TYPE_CHECKING:
    from ...decide.validation import Posterior, Row

KINDS = {
    "input check": ("Input checks", "what was put in, read back; proves nothing about the world"),
    "bound": ("Bound", "what may not be exceeded"),
    "emergent": ("Emergent figures", "put in nowhere: the test"),
    "negative control": ("Negative control", "an effect that must not appear"),
}
MEANING = (
    "simulated: over all draws, with 95 % of what other draws of the same number would give. tolerance: where the "
    "simulated figure must lie. A target is inside only if all its parts are.",
    "JSON (--format json) holds definitions, rows of the evidence, the spread over single draws and more figures.",
)
SHOWN = 12


def show_validation(page: ValidationPage, console: Console, everything: bool = False) -> None:
    """Kind by kind: published and simulated figures, interval, tolerance, verdict; then the counts in words."""
    for kind, (title, note) in KINDS.items():
        rows = [row for row in page.rows if row.kind == kind]
        if not rows:
            continue
        show_title(console, title, note)
        made = table("", "published", "simulated", "95 %", "tolerance", "verdict", right=(1, 2, 3, 4))
        for row in rows:
            add_row(made, Text(row.id, style="bold"), *[""] * 4, _verdict(row.verdict))
            for number, part in enumerate(row.parts):
                add_row(made, f"  {part}", *_figures(row, number))
        console.print(made)
        show_lines(console, (f"{row.id}: {row.target}. {row.note}".strip() for row in rows), style="dim")
    show_title(console, page.in_words)
    show_lines(console, [f"{page.draws:,} draws of {page.replications}; priors {page.priors}.", *MEANING], style="dim")


def _figures(row: Row, i: int) -> tuple[str, str, str, str, str]:
    off = row.beyond[i]
    beyond = (
        "no figure" if off is None else "" if off == 0 else f"{_number(abs(off))} too {'low' if off < 0 else 'high'}"
    )
    between = f"{_number(row.lo[i])} to {_number(row.hi[i])}" if row.lo[i] is not None else "–"
    return _number(row.published[i]), _number(row.simulated[i]), between, _allowed(row.least[i], row.most[i]), beyond


def _allowed(least: float | None, most: float | None) -> str:
    if least is None:
        return f"at most {_number(most)}"
    return f"at least {_number(least)}" if most is None else f"{_number(least)} to {_number(most)}"


def _verdict(verdict: str) -> Text:
    return Text(verdict, style="green" if verdict == INSIDE else "bold red")


def _number(value: float | None, otherwise: str = "–") -> str:
    return otherwise if value is None else f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"


def show_calibration(page: CalibrationPage, console: Console, everything: bool = False) -> None:
    """Posterior by posterior: figures before and after, coefficients that moved most, the nearest draws."""
    for posterior, words in zip(page.posteriors, page.in_words, strict=True):
        show_title(console, "Weighted by " + ", ".join(posterior.targets))
        show_lines(console, [words])
        console.print(_shifts(posterior, len(posterior.coefficients) if everything else SHOWN))
        console.print(_targets(posterior))
        near = (f"{d.draw} ({percent(d.weight)}, meets {', '.join(d.meets) or 'none'})" for d in posterior.near[:5])
        show_lines(console, ["Nearest draws: " + "; ".join(near) + "."], style="dim")
    show_title(console, "Nothing was written: a change of the priors needs a source or the word assumed.")


def _shifts(posterior: Posterior, shown: int) -> object:
    made = table("coefficient", "median before", "after", "sd ratio", "move in sd", "", right=(1, 2, 3, 4))
    for c in posterior.coefficients[:shown]:
        kind = f"{'moved' if c.moved else 'within chance'}{', structural' if c.structural else ''}"
        medians = (_number(c.prior_median), _number(c.posterior_median))
        add_row(made, c.name, *medians, f"{c.sd_ratio:.2f}", f"{c.move:+.2f}", kind)
    return made


def _targets(posterior: Posterior) -> object:
    made = table("target", "published", "before", "after", "", right=(1, 2, 3))
    for f in posterior.figures:
        used = "" if f.target in posterior.targets else "not used"
        verdict = "no figure" if f.posterior is None else INSIDE if f.inside else "outside"
        add_row(made, f"{f.target} {f.part}", *map(_number, (f.published, f.prior, f.posterior)), f"{verdict} {used}")
    return made
