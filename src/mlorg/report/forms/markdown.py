"""Pages as Markdown, for a pull request or a note: the delta of two organisations."""

from __future__ import annotations

from collections.abc import Iterator

from ..organisation.delta import by_reason, shift_sentences
from ..organisation.page import DeltaPage
from ..pages import Page


def to_markdown(page: Page) -> str:
    """The page as Markdown. TypeError for a page that has no such form."""
    if not isinstance(page, DeltaPage):
        raise TypeError(f"no way to show a {type(page).__name__} as Markdown")
    return "\n".join(_lines(page)).rstrip() + "\n"


def _lines(page: DeltaPage) -> Iterator[str]:
    yield f"# {escaped(page.about.organization or 'Organisation')}: {escaped(page.before)} → {escaped(page.after)}"
    yield ""
    yield from (f"- {line}" for line in shift_sentences(page)) if page.count else ("No difference.",)
    yield ""
    for wave in page.waves:
        since = f" (from {wave.effective})" if wave.effective else ""
        yield from (f"## {escaped(wave.name or 'From the start')}{since}", "")
        for reason, sentences in by_reason(wave):
            yield from [f"*{escaped(reason)}*", ""] if reason else []
            yield from (f"- {escaped(sentence)}" for sentence in sentences)
            yield ""
    if page.moves:
        yield from ("## Posts by unit and role", "")
        yield from ("| unit | role | before | after |", "| --- | --- | --: | --: |")
        yield from (f"| {escaped(m.unit)} | {escaped(m.role)} | {m.before} | {m.after} |" for m in page.moves)


def escaped(text: str) -> str:
    """Text that Markdown takes for nothing but text, on one line."""
    plain = " ".join(text.split())
    return "".join(f"\\{c}" if c in r"\`*_[]<>|#" else c for c in plain)
