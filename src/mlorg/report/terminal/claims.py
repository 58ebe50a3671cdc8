"""The board of sentences on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from ..claims import ClaimsPage
from ..rounding import percent
from .parts import add_row, show_items, show_lines, show_title, table

if TYPE_CHECKING:
    from ...decide.claims import ClaimRow

STYLES = {"holds": "green", "responds": "green", "reversed": "bold red", "fails": "bold red", "equivalent": "cyan"}
COLUMNS = (
    "share: of draws in which it holds, with its 95 % interval; effect: middle draw, against the strongest comparator; "
    "without: share without the mechanism; alone: share with hardly anything but the mechanism."
)


def show_claims(page: ClaimsPage, console: Console, everything: bool = False) -> None:
    """The table of all rows, what they say by verdict and why, the map, what it rests on."""
    basis = page.basis
    show_title(console, "Sentences about archetypes, put to the test", "provisional" if basis.provisional else "")
    show_lines(console, [f"{basis.draws} draws of firm and environment, {basis.replications} replications in each."])
    console.print(_rows(page))
    show_lines(console, [COLUMNS], style="dim")
    for group in page.verdicts:
        places = f"{group.places} counted once" if group.places < len(group.rows) else ""
        show_title(console, f"{group.heading} ({len(group.rows)})", places)
        show_items(console, (_in_words(row) for row in page.rows if row.id in group.rows))
    if page.map:
        _show_map(page, console)
    show_title(console, "How to read it")
    show_lines(console, page.notes)
    if page.not_killed:
        show_lines(console, [f"Effects that outlive the removal of their mechanism: {', '.join(page.not_killed)}."])
    show_lines(console, [_basis(page)], style="dim")


def _rows(page: ClaimsPage) -> object:
    made = table("id", "verdict", "share", "", "effect", "without", "alone", "sentence", right=(2, 3, 4, 5, 6))
    for row in page.rows:
        interval = "" if row.lo is None or row.hi is None else f"{_whole(row.lo)}-{_whole(row.hi)}"
        verdict = Text(row.verdict, style=STYLES.get(row.verdict, ""))
        figures = (_whole(row.share), interval, _effect(row), _whole(row.share_ablated), _whole(row.share_knockin))
        add_row(made, row.id, verdict, *figures, f"{row.archetype}: {row.statement}")
    return made


def _in_words(row: ClaimRow) -> str:
    once = f" Counts once with {', '.join(row.counted_once_with)}." if row.counted_once_with else ""
    note = f" {row.note}" if row.note and row.note != row.why else ""
    response = f" {'; '.join(_responses(row))}." if row.response else ""
    sure = f" P(its coefficients > 0) {row.all_coefficients:.2f}." if row.all_coefficients is not None else ""
    why = f" {row.why}" if row.why else ""
    return f"{row.id} {row.statement}.{why}{response}{sure}{once}{note}"


def _responses(row: ClaimRow) -> list[str]:
    """Medians with the middle 90 % of draws in brackets, where there is one."""
    made = []
    for r in row.response:
        span = f" [{_short(r.low)}, {_short(r.high)}]" if r.low is not None or r.high is not None else ""
        made.append(f"{r.setting}: {r.metric} {_short(r.median)}{span}")
    return made


def _show_map(page: ClaimsPage, console: Console) -> None:
    """Shares in the nine parts of the draws: three blocks by send_back, in each learn_from_peers from low to high."""
    show_title(console, "The map", "share in % by thirds of two coefficients that nobody has measured")
    low, middle, high = "send_back low", "send_back middle", "send_back high"
    made = table("id", low, middle, high, right=(1, 2, 3))
    for name in dict.fromkeys(cell.id for cell in page.map):
        cells = [c for c in page.map if c.id == name]
        blocks = (" ".join(f"{_whole(c.share):>3}" for c in cells if c.send_back == block) for block in (1, 2, 3))
        add_row(made, name, *blocks)
    console.print(made)
    show_lines(console, ["Three figures each: learn_from_peers low, middle, high."], style="dim")


def _basis(page: ClaimsPage) -> str:
    b = page.basis
    return (
        f"Priors {b.priors_hash}, sentences {b.claims_hash}, seed {b.seed}. {b.quarters} quarters after a burn-in of "
        f"{b.burn_in_quarters}; firms of at most {b.most_posts:,} posts and {b.most_ml_people} ML people (assumed)."
    )


def _whole(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.0f}"


def _effect(row: ClaimRow) -> str:
    return percent(row.effect, sign=True)


def _short(value: float | None) -> str:
    return "–" if value is None else f"{value:.3g}"
