"""The review file: pairs of handles that may be one person, for the user to decide. It never leaves the machine.

`.mlorg/evidence/people-review.csv` has a line for each pair. Write `same` or `different` into the first column; other
lines may be added by hand, with handles as they are shown. What was decided stays when the file is written anew.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ...errors import Place, Problem
from ...org import Ref
from ..contract import SourceError
from ..handles import ALIAS
from ..writing import write_atomically
from .identities import DIFFERENT, SAME, Decision, Identities

if TYPE_CHECKING:
    from .reconcile import Grounds

REVIEW = ".mlorg/evidence/people-review.csv"
COLUMNS = ("decision", "one", "other", "one_is", "other_is", "why")


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """What the user decided. SourceError for a line that is no decision."""
    return tuple(Decision(one, other, verdict) for verdict, one, other in _lines(folder) if verdict)


def _lines(folder: Path) -> Iterator[tuple[str, Ref, Ref]]:
    path = folder / REVIEW
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8-sig")
    rows = csv.DictReader(io.StringIO(text))
    if rows.fieldnames is not None and not {"decision", "one", "other"} <= set(rows.fieldnames):
        raise SourceError([Problem(Place(REVIEW, 1), f"the columns are not {', '.join(COLUMNS)}.", "Restore them.")])
    for row in rows:
        verdict = (row["decision"] or "").strip().casefold()
        if verdict not in ("", SAME, DIFFERENT):
            message = f"decision {verdict!r} is neither {SAME} nor {DIFFERENT}."
            raise SourceError([Problem(Place(REVIEW, rows.line_num), message, "Leave it empty to decide later.")])
        yield verdict, _node(row["one"]), _node(row["other"])


def _node(text: str | None) -> Ref:
    word = (text or "").strip()
    return Ref(ALIAS, word) if word.startswith("a-") else Ref("person", word)


def write_review(folder: Path, identities: Identities, grounds: Grounds) -> int:
    """Write the file anew, if there is something to decide or was decided; how many pairs wait for a decision."""
    decided = [(d.verdict, d.one, d.other, "") for d in grounds.decisions]
    proposed = [("", p.one, p.other, p.rule) for p in identities.proposals]
    if not decided and not proposed:
        return 0
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for verdict, one, other, why in (*decided, *proposed):
        shown = [_shown(node, identities, grounds.handles) for node in (one, other)]
        writer.writerow((verdict, one.id, other.id, *shown, why))
    path = folder / REVIEW
    content = text.getvalue().encode()
    if not path.exists() or path.read_bytes() != content:
        write_atomically(path, content, private=True)
    return len(proposed)


def _shown(node: Ref, identities: Identities, handles: Mapping[str, Ref]) -> str:
    """Everything by which the person of a node is called."""
    person = identities.person_of.get(node)
    words = [h.id for a, h in handles.items() if identities.person_of.get(Ref(ALIAS, a)) == person]
    return " | ".join(sorted(words)[:4])
