"""A workspace in which every name that can hold text tries to become part of the page, or a formula."""

from pathlib import Path

SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '" onmouseover=alert(1) x="'
FORMULA = '=HYPERLINK("http://evil.example")'

ORG = f"""\
units:
  top: {{name: '{SCRIPT}', kind: division, head: boss}}
  line: {{name: '{ATTRIBUTE}', part_of: top, business_line: true}}
  sums: {{name: '{FORMULA}', part_of: top, business_line: true}}
posts:
  boss: {{title: '{SCRIPT}', sits_in: top, reports_to: none, holders: p1}}
  engineer: {{title: '{ATTRIBUTE}', role: ml_engineer, sits_in: line, reports_to: boss, holders: p2}}
  scientist: {{title: '{FORMULA}', role: data_scientist, sits_in: line, reports_to: boss, holders: p3}}
models:
  fraud: {{name: '{SCRIPT}', line: line}}
  sums: {{name: '{FORMULA}', line: line}}
datasets:
  orders: {{name: '{ATTRIBUTE}', line: line}}
ownership:
  - {{asset: 'model:fraud', responsibility: build, owner: 'unit:line'}}
"""
SCENARIO = f"""\
name: '{SCRIPT}'
description: '{ATTRIBUTE}'
changes:
  - {{move: {{post: engineer, to: top}}, wave: '{SCRIPT}', reason: '{ATTRIBUTE}'}}
"""


def hostile_workspace(folder: Path) -> Path:
    """Write it, and return the folder."""
    (folder / "scenarios").mkdir(parents=True)
    (folder / "mlorg.yaml").write_text(f"name: '{SCRIPT}'\n", encoding="utf-8")
    (folder / "org.yaml").write_text(ORG, encoding="utf-8")
    (folder / "scenarios" / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    return folder
