"""An assessment on the terminal: the answer, what it rests on, the axes, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from ...archetypes import structure
from ..assessment.bank import BankPage
from ..assessment.page import Argument, AssessmentPage, CaseFor, OwnerRow, PartRow
from ..rounding import whole_percent
from ..sentences import counted
from .parts import add_row, show_cut, show_heading, show_items, show_lines, show_title, table

BAR = 30
ARGUMENTS = 6
UNITS = 12


def show_assessment(page: AssessmentPage, console: Console, everything: bool = False) -> None:
    """The whole page."""
    show_heading(console, page.about, "which kind of machine-learning organisation it is")
    console.print(Text(f"\n{page.verdict}", style="bold"))
    if page.unseen:
        show_lines(console, [page.unseen], "")
    console.print()
    _show_distribution(page.posterior, console)
    for case in page.evidence[: 5 if everything else 2] if page.overall.signals_known else ():
        _show_case(case, console, everything)
    _show_axes(page, console)
    _show_units(page.units, console, everything)
    _show_findings(page, console)
    _show_unknown(page, console, everything)
    _show_series(page, console)
    _show_references(page, console)


def _show_distribution(posterior: Mapping[str, float], console: Console) -> None:
    made = table("", "", "", right=(1,))
    for name, p in sorted(posterior.items(), key=lambda item: -item[1]):
        add_row(made, structure(name).label, whole_percent(p), Text("▇" * round(p * BAR), style="blue"))
    console.print(made)


def _show_case(case: CaseFor, console: Console, everything: bool) -> None:
    for words, arguments in (("for", case.arguments_for), ("against", case.arguments_against)):
        if arguments:
            show_title(console, f"What speaks {words} {case.label}", "by weight, the heaviest first")
            _show_arguments(arguments if everything else arguments[:ARGUMENTS], console)
            show_cut(console, 0 if everything else len(arguments) - ARGUMENTS, "--all")


def _show_arguments(arguments: Iterable[Argument], console: Console) -> None:
    made = table("", "", "", "", right=(0,))
    for one in arguments:
        add_row(made, f"{one.nats:+.2f}", one.label, one.says, Text(" ".join(one.claims), style="dim"))
    console.print(made)


def _show_axes(page: AssessmentPage, console: Console) -> None:
    show_title(console, "The three axes")
    r = page.axes.software_vs_research
    place = "not known" if r.value is None else f"{r.value:.2f} (0 software, 1 research; {r.basis})"
    made = table("", "who", "known", "confidence", right=(2, 3))
    add_row(made, "software or research", place, "", whole_percent(r.confidence) if r.value is not None else "")
    for part, rows in (("data", page.axes.data), ("models", page.axes.model)):
        for name, row in rows.items():
            add_row(
                made, f"{part}: {name}", _owner_said(row), whole_percent(1 - row.unknown), whole_percent(row.confidence)
            )
    console.print(made)


def _owner_said(row: OwnerRow) -> str:
    if not row.who:
        return "not known"
    return row.who_label if row.share is None or row.who == "mixed" else f"{row.who_label} ({whole_percent(row.share)})"


def _show_units(units: tuple[PartRow, ...], console: Console, everything: bool) -> None:
    if not units:
        return
    show_title(console, "Unit by unit", "from evidence alone")
    made = table("unit", "ML posts", "signals", "most likely", right=(1, 2))
    for row in units if everything else units[:UNITS]:
        ranked = sorted(row.posterior.items(), key=lambda item: -item[1])[:2]
        words = ", ".join(f"{whole_percent(p)} {structure(name).label}" for name, p in ranked)
        add_row(made, row.name, row.ml_posts, row.signals_known, words if row.signals_known else "nothing is known")
    console.print(made)
    show_cut(console, 0 if everything else len(units) - UNITS, "--all")


def _show_findings(page: AssessmentPage, console: Console) -> None:
    if page.contradictions:
        show_title(console, "Answers that contradict the evidence")
        show_items(console, (f"{c.label}: answered {c.answered}; seen: {c.evidence}." for c in page.contradictions))
    if page.misfits:
        show_title(console, "Misfits", "what a likely archetype would want otherwise; not a simulated loss")
        rows = (
            f"{m.label}: {m.axis}: {m.seen} ({whole_percent(m.share)}). It wants: {m.wants} ({m.source})."
            for m in page.misfits
        )
        show_items(console, rows)


def _show_unknown(page: AssessmentPage, console: Console, everything: bool) -> None:
    if page.next_questions:
        show_title(console, "What would move the answer most", "mlorg ask asks it")
        made = table("tells", "question", "would change the answer", right=(0,))
        for q in page.next_questions:
            flip = f"{q.flips_if} → {q.flips_to}" if q.flips_to else ""
            add_row(made, f"{q.worth:.3f}", q.text, flip)
        console.print(made)
    missing = [s for s in page.signals if s.unknown and s.basis == "evidence"]
    answered = {s.signal for s in page.signals if not s.unknown}
    missing = [s for s in missing if s.signal not in answered]
    if missing and everything:
        show_title(console, "Not known", "and what would make it known")
        show_items(console, (f"{s.label}: {s.why_unknown}. Needs {s.to_know}." for s in missing))
    elif missing:
        total = len({s.signal for s in page.signals})
        show_lines(console, ["", f"{counted(len(missing), 'signal')} of {total} not known (use --all to see why)."], "")


def _show_series(page: AssessmentPage, console: Console) -> None:
    if not page.series:
        return
    show_title(console, "Over time")
    names = list(page.posterior)
    made = table("day", "ML posts", *(structure(n).label for n in names), right=tuple(range(1, 2 + len(names))))
    for row in page.series:
        add_row(made, row.label, row.ml_posts, *(whole_percent(row.posterior[n]) for n in names))
    console.print(made)


def _show_references(page: AssessmentPage, console: Console) -> None:
    if page.cross_references:
        show_title(console, "Where other models of maturity speak of this", "cross-references, no scores")
        show_items(console, (f"{r.framework}, {r.part}: {r.says} ({r.source})." for r in page.cross_references))


def show_bank(page: BankPage, console: Console, everything: bool = False) -> None:
    """The questions with their allowed answers."""
    show_heading(console, page.about, f"{counted(len(page.questions), 'question')}, {page.answered} answered")
    for row in page.questions:
        given = f"answered: {', '.join(row.answer) or 'not known'}" if row.answer is not None else ""
        show_title(console, row.text, f"{row.id}{'  several possible' if row.several else ''}  {given}".rstrip())
        made = table("", "")
        for answer in row.answers:
            add_row(made, answer.id, answer.label)
        console.print(made)
