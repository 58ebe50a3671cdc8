"""Sections of the organisation as it is: units, ownership, and what the rules found."""

from __future__ import annotations

import re
from collections import Counter

from ..checks.page import FindingRow, RuleRow
from ..forms.document import Chart, Number, Prose, Row, Section, Table
from ..organisation.charts import (
    MOST_ASSETS,
    NOBODY,
    NOT_KNOWN,
    STATES,
    Passage,
    flow_chart,
    ownership_chart,
    passages,
    units_chart,
)
from ..organisation.page import AssetRow, Cell, OwnershipPage
from ..organisation.units import UnitRow, UnitsPage
from ..sentences import counted, upper_first
from .value import BoardReport

MOST_UNITS = 60
"""Units in the picture; the table has all of them."""
MOST_FINDINGS = 12
GRAVITY = {"error": "grave", "warning": "worth a look", "note": "for information"}


def organisation_section(report: BoardReport) -> Section:
    """Who there is, and where."""
    found = report.statistics.statistics
    words = (
        f"{counted(found.people, 'person', 'people')} in {counted(found.posts, 'post')}, {found.vacancies:,} of them "
        f"vacant, in {counted(found.units, 'unit')}.",
        f"{counted(found.ml_people, 'person does', 'people do')} machine learning, in "
        f"{counted(found.ml_posts, 'post')}; {counted(found.lines, 'business line')}"
        f"{'' if found.lines_declared else ' (guessed: no unit is marked as one)'}.",
        f"Whom {found.reports_unresolved:,} posts report to is not known." if found.reports_unresolved else "",
    )
    return Section("organisation", "The organisation today", (Prose(tuple(filter(None, words))), _units(report.units)))


def _units(page: UnitsPage) -> Chart:
    rows = tuple(
        Row(
            (
                "\N{NO-BREAK SPACE}" * 3 * (row.level - 1) + row.name,
                *(Number(f"{n:,}", n) for n in (row.posts, row.posts_below, row.ml_posts, row.ml_posts_below)),
            )
        )
        for row in page.rows
    )
    columns = ("Unit", "posts", "with its parts", "ML posts", "with its parts")
    left_out = len(page.rows) - MOST_UNITS
    more = f" The picture shows the largest {MOST_UNITS}; the table all {len(page.rows)}." if left_out > 0 else ""
    with_ml = [row.name for row in page.rows if row.ml_posts]
    says = f"{len(page.rows)} units; ML posts sit in {len(with_ml)} of them: {', '.join(with_ml[:8])}.{more}"
    table = Table("Units and their posts.", columns, rows)
    spec = units_chart(_largest(page.rows))
    return Chart("units", "Units, and where ML people sit (green)", says, spec, table, wide=True)


def _largest(rows: tuple[UnitRow, ...]) -> tuple[UnitRow, ...]:
    """The largest units in the order of the tree; a unit never without those above it."""
    kept = {row.unit for row in sorted(rows, key=lambda row: (-row.posts_below, row.level))[:MOST_UNITS]}
    return tuple(row for row in rows if row.unit in kept)


def ownership_section(page: OwnershipPage) -> Section:
    """Who owns what, and who hands on to whom."""
    blocks = [_matrix(page), _flow(passages(page))] if page.assets else []
    if not blocks:
        return Section("ownership", "Who owns what", (Prose(("No model and no data set is known here.",)),))
    return Section("ownership", "Who owns what", tuple(blocks), ("Not known is not the same as nobody.",))


def _matrix(page: OwnershipPage) -> Chart:
    duties = tuple(r.responsibility for r in page.responsibilities)
    rows = tuple(_asset_row(row, duties) for row in page.assets)
    counts = Counter(cell.state for row in page.assets for cell in row.cells)
    says = "; ".join(f"{counts[state]} {words}" for state, (_, _, words) in STATES.items() if counts[state])
    more = f" The picture shows the first {MOST_ASSETS}." if len(page.assets) > MOST_ASSETS else ""
    table = Table("Accountable for each asset; those with most gaps first.", ("Asset", *duties), rows)
    title = "Ownership: ● has an owner, ✕ nobody or gone, ? not known"
    return Chart("ownership", title, f"Of all responsibilities, {says}.{more}", ownership_chart(page), table, wide=True)


def _asset_row(row: AssetRow, duties: tuple[str, ...]) -> Row:
    cells = {cell.responsibility: cell for cell in row.cells}
    return Row((row.label, *(_owner(cells[d]) if d in cells else "" for d in duties)), notes=(row.kind,))


def _owner(cell: Cell) -> str:
    return {"owned": cell.owner, "nobody": "nobody", "gone": "gone"}.get(cell.state, "not known")


def _flow(found: tuple[Passage, ...]) -> Chart:
    steps = ("from building to deploying", "from deploying to maintaining")
    rows = tuple(Row((steps[p.step], p.giver, p.taker, Number(f"{p.models:,}", p.models))) for p in found)
    handed = [sum(p.models for p in found if p.step == step and not p.stays and _known(p)) for step in range(2)]
    total = sum(p.models for p in found if p.step == 0)
    says = (
        f"Of {total} models, {handed[0]} change hands between building and deploying, "
        f"{handed[1]} between deploying and maintaining."
    )
    table = Table("Who hands how many models on to whom.", ("Step", "from", "to", "models"), rows)
    title = "Who builds, who deploys, who maintains: brown bands change hands"
    return Chart("flow", title, says, flow_chart(found), table, wide=True)


def _known(passage: Passage) -> bool:
    return not {passage.giver, passage.taker} & {NOT_KNOWN, NOBODY}


def findings_section(report: BoardReport) -> Section:
    """What the rules found: the gravest one by one, all by rule."""
    page = report.findings
    if not page.findings:
        return Section("findings", "What we found", (Prose(("No rule is broken.",)),))
    shown = page.findings[:MOST_FINDINGS]
    rest = len(page.findings) - len(shown)
    table = Table(
        f"The gravest {len(shown)} of {len(page.findings)} findings.",
        ("What", "how grave", "what to do"),
        tuple(_finding(row, report.ownership) for row in shown),
    )
    broken = sorted((r for r in page.rules if r.found), key=lambda r: (list(GRAVITY).index(r.severity), -r.found))
    rows = tuple(Row((_rule(r), GRAVITY[r.severity], Number(f"{r.found:,}", r.found)), notes=_why(r)) for r in broken)
    by_rule = Table("All findings by rule.", ("Rule", "how grave", "found"), rows)
    note = Prose((f"{rest} more, with file and line: mlorg check.",) if rest else (), "note")
    return Section("findings", "What we found", (table, *([note] if rest else []), by_rule))


def _finding(row: FindingRow, ownership: OwnershipPage) -> Row:
    return Row((in_words(row.message, ownership), GRAVITY[row.severity], row.fix))


def _rule(row: RuleRow) -> str:
    return row.rule.replace("-", " ").capitalize()


def _why(row: RuleRow) -> tuple[str, ...]:
    """The explanation, unless it holds places that only a finding can fill."""
    return () if "{" in row.explanation or not row.explanation else (row.explanation,)


_REFERENCE = re.compile(r"\b(?:model|dataset|platform|use_case|unit|post|path):[\w./-]*\w")
_OWNER_OF = re.compile(r"\bowner\.(\w+)")
_KINDS = {"dataset": "data set", "use_case": "use case"}


def in_words(message: str, ownership: OwnershipPage) -> str:
    """A message of a rule without the notation of files: `model:x` becomes the name of the model."""
    labels = {row.asset: row.label for row in ownership.assets}

    def said(found: re.Match[str]) -> str:
        kind, _, name = found[0].partition(":")
        return f"the {_KINDS.get(kind, kind)} “{labels.get(found[0], name)}”"

    text = _OWNER_OF.sub(r"the owner for “\1”", _REFERENCE.sub(said, message))
    return upper_first(text)
