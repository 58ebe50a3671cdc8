"""A comparison on the terminal: the answer first, then the tables it rests on, then how far to trust it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from ..comparison.page import ArmPart, Basis, ComparisonPage, StandingRow
from ..comparison.words import (
    RANKING_COLUMNS,
    WEAKEST,
    days_in_all,
    flip_said,
    flips_said,
    how_to_read,
    in_unit,
    money_said,
    ranking_cells,
    standing_out,
    step_title,
    trust_said,
)
from ..rounding import Money, two_digits
from .decision import show_decision
from .levers import show_maps, show_splits
from .measures import show_measures, show_robustness
from .parts import add_row, show_heading, show_lines, show_title, table

MORE = (
    "With --all, and in the report: sooner and later, other outcomes, where the days go, chances in detail, what is "
    "traded against what, which answer holds where, and how robust it is."
)


def show_comparison(page: ComparisonPage, console: Console, everything: bool = False) -> None:
    """What decides, on a few screens; with `everything` the whole page."""
    show_heading(console, page.about, f"structures compared over {page.quarters} quarters")
    console.print()
    console.print(Text(page.headline, style="bold"))
    for paragraph in page.answer:
        console.print(Text(f"\n{paragraph}"))
    console.print(Text(f"\n{money_said(page.money)}", style="dim"))
    if page.past:
        show_title(console, "Tested on your own past")
        show_lines(console, page.past)
    for part in page.arms:
        _show_ranking(part, page, console)
    show_lines(console, how_to_read(page.arms))
    if everything:
        _show_details(page, console)
    if page.decision:
        show_decision(page.decision, page.money, console, everything)
    show_splits(page, console)
    if everything:
        show_maps(page, console)
    _show_flips(page, console)
    show_measures(page.measures, page.money, console, everything)
    if everything:
        show_robustness(page.robustness, page.money, console)
    _show_steps(page, console)
    _show_basis(page.basis, console)
    if not everything:
        console.print(Text(f"\n{MORE}", style="dim"))


def _show_details(page: ComparisonPage, console: Console) -> None:
    for part in page.arms:
        _show_horizons(part, page.money, console)
    for part in page.arms:
        _show_outcomes(part, console)
        _show_stages(part, console)


def _show_ranking(part: ArmPart, page: ComparisonPage, console: Console) -> None:
    show_title(console, part.title, part.meaning)
    # Headings of two words in two lines leave the width of a small terminal to the names.
    made = table("", *(c if "%" in c else c.replace(" ", "\n") for c in RANKING_COLUMNS), right=(1, 2, 3, 4, 5))
    for row in (*part.rows, *part.reference):
        add_row(made, _name(row, standing_out(part)), *ranking_cells(row, page.money))
    console.print(made)
    console.print(Text(f"  in {page.money.unit}, over {page.quarters} quarters", style="dim"))


def _name(row: StandingRow, bold: tuple[str, ...]) -> Text:
    name = Text(row.label, style="bold" if row.alternative in bold else "")
    for other in row.same_as:
        name.append(f"\n= {other}", style="not bold dim")
    if row.breaks_limits:
        name.append("\nbreaks your limits", style="not bold dim")
    elif row.p_best is None:
        name.append("\nfor reference only", style="not bold dim")
    return name


def _show_horizons(part: ArmPart, money: Money, console: Console) -> None:
    if not part.horizons:
        return
    show_title(console, f"{part.title}: against today, sooner and later", f"in {money.unit}")
    made = table("", *(f"{q} quarters" for q, _ in part.horizons[0].differences), right=(1, 2, 3, 4))
    for row in part.horizons:
        add_row(made, row.label, *(money.in_table(amount, True) for _, amount in row.differences))
    console.print(made)


def _show_outcomes(part: ArmPart, console: Console) -> None:
    show_title(console, f"{part.title}: other outcomes", "averages; work days, 63 to a quarter")
    made = table("", *part.columns, right=range(1, len(part.columns) + 1))
    for row in part.outcomes:
        add_row(made, row.label, *(in_unit(value, row) for value in row.values))
    console.print(made)


def _show_stages(part: ArmPart, console: Console) -> None:
    show_title(console, f"{part.title}: where the days go", "work days of use cases that reached a user")
    made = table("", *part.columns, right=range(1, len(part.columns) + 1))
    for number, (stage, _) in enumerate(part.stages[0].stages):
        add_row(made, stage, *(two_digits(row.stages[number][1]) for row in part.stages))
    add_row(made, Text("in all", style="bold"), *map(days_in_all, part.stages))
    console.print(made)


def _show_flips(page: ComparisonPage, console: Console) -> None:
    show_title(console, "What could flip it")
    show_lines(console, [flips_said(page)])
    for number, flip in enumerate(page.flips, start=1):
        show_lines(console, ["", f"{number}. {flip.question}"])
        show_lines(console, flip_said(flip, page.money), "     ")


def _show_steps(page: ComparisonPage, console: Console) -> None:
    show_title(console, "What would have to change", page.to_change and f"for {page.to_change}")
    if not page.steps:
        show_lines(console, ["Nothing."])
    for step in page.steps:
        show_lines(console, [step_title(step)])
        show_lines(console, step.lines, "     ")
    if page.steps:
        show_lines(console, ["See mlorg propose for every single change and its reason."])


def _show_basis(basis: Basis, console: Console) -> None:
    show_title(console, "How far to trust it")
    show_lines(console, [WEAKEST, ""])
    for title, lines in trust_said(basis):
        show_lines(console, [title])
        show_lines(console, lines, "     ")
