"""Draw docs/images/answer.svg: what `mlorg demo` prints; with --check, fail if it is stale.

The command runs in full, in a temporary folder, so that the picture is a real answer.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "images" / "answer.svg"
WIDTH = 110
# Nothing is fetched when the picture is looked at: rich's own frame names a font on a server.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>What mlorg demo prints</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
PAPER = TerminalTheme(
    (255, 255, 255),
    (33, 37, 41),
    [(33, 37, 41), (176, 42, 55), (20, 108, 67), (153, 116, 4), (10, 88, 202), (111, 66, 193), (8, 121, 144)] * 2,
)


def printed() -> str:
    """What the command prints, with its colours."""
    environment = os.environ | {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1"}
    environment.pop("NO_COLOR", None)
    with tempfile.TemporaryDirectory() as folder:
        call = [sys.executable, "-m", "mlorg", "demo"]
        return subprocess.run(call, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout


def picture() -> str:
    """The printed lines as SVG."""
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w"), force_terminal=True)  # noqa: SIM115
    console.print(Text("$ mlorg demo", style="bold"))
    console.print(Text.from_ansi(printed()), soft_wrap=True)
    svg = console.export_svg(title="mlorg demo", theme=PAPER, code_format=FRAME, unique_id="answer")
    return "".join(f"{line.rstrip()}\n" for line in svg.splitlines())


def main(arguments: list[str]) -> int:
    """Write the picture, or compare it; the exit code."""
    made = picture()
    written = PICTURE.read_text(encoding="utf-8") if PICTURE.exists() else ""
    if "--check" in arguments:
        print(f"{PICTURE.relative_to(ROOT)} is {'fresh' if made == written else 'stale'}")
        return int(made != written)
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
