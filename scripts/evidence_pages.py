"""Writes the tables of readers and rules into the guides; --check only says whether they are stale."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from mlorg.api import rules
from mlorg.evidence import reader_entries
from mlorg.evidence.registry import load_reader

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "docs" / "how-to" / "read-your-systems.md"
CHECKS = ROOT / "docs" / "how-to" / "check-ownership.md"


def readers_table() -> str:
    """Every kind of source with what it reads and its settings."""
    lines = []
    for entry in reader_entries().values():
        if not entry.value.startswith("mlorg."):
            continue
        reader = load_reader(entry)
        lines.append(f"### {reader.kind}\n\n{reader.reads}.\n")
        lines += [f"- `{option.name}`: {_small(option.description)}" for option in reader.options]
        lines += [""] if reader.options else []
    return "\n".join(lines)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def rules_table() -> str:
    """Every rule with its severity, what it finds, why, and where it comes from."""
    rows = ["| rule | severity | finds | source |", "|---|---|---|---|"]
    for row in rules():
        found = re.sub(r"\{(\w+)[^}]*\}", r"*\1*", row.message).replace("|", "/")
        rows.append(f"| `{row.rule}` | {row.severity} | {found} {row.explanation} | {row.source} |")
    return "\n".join(rows) + "\n"


def filled(text: str, name: str, content: str) -> str:
    """The text with what stands between two marks replaced."""
    begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    assert rest, f"no marks for {name}"
    return before + begin + content + end + after


def main() -> int:
    """0 if all is fresh or was written, 1 if --check finds something stale."""
    stale = []
    for path, name, content in ((SOURCES, "readers", readers_table()), (CHECKS, "rules", rules_table())):
        old = path.read_text(encoding="utf-8")
        new = filled(old, name, content)
        if new != old:
            stale.append(path.name)
            if "--check" not in sys.argv:
                path.write_text(new, encoding="utf-8")
    if stale and "--check" in sys.argv:
        print(f"stale: {', '.join(stale)}; run: python scripts/evidence_pages.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
