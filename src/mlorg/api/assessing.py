"""What kind of organisation it is: assessing a workspace, answers, or both, and asking."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Place, Problem, UnknownNameError, names_hint
from ..org import Organization
from ..report.digest import digest
from ..report.pages import About
from .scanning import evidence_of, is_scanned, load_files

if TYPE_CHECKING:
    from ..assess.recognition import Answers
    from ..org.facts import Evidence
    from ..report.assessment.bank import BankPage, BankRow
    from ..report.assessment.page import AssessmentPage, SeriesRow


@dataclass(frozen=True, slots=True)
class AssessRequest:
    """Answers to use (None = those the workspace keeps), and what a series over time is made of.

    `days` are looked at in the workspace itself, `before` are workspaces of earlier days, as rosters of those days
    give them, in order of time.
    """

    answers: Path | None = None
    days: tuple[date, ...] = ()
    before: tuple[Path, ...] = ()


AS_KNOWN = AssessRequest()


def assess(folder: Path | str = ".", request: AssessRequest = AS_KNOWN) -> AssessmentPage:
    """Assess a workspace, with its answers; where answers are given, the folder need not be a workspace.

    The last day of `request.days` is the one the page speaks of. Raises InputError for answers that the bank does not
    have, and WorkspaceError for a workspace that cannot be read.
    """
    from ..assess.recognition import assess as recognise
    from ..report.assessment.building import assessment_page

    folder = Path(folder)
    answers = known_answers(folder, request.answers)
    grounds = _grounds(folder, request.answers is not None or bool(answers))
    days = sorted(request.days)
    org, evidence, as_of = grounds.on(days[-1] if days else None)
    found = recognise(org, evidence, answers)
    about = About(org.name, as_of=as_of, inputs_hash=digest(org, tuple(sorted(answers.items()))))
    return assessment_page(found, org, about, tuple(_series(folder, grounds, request)))


def _series(folder: Path, grounds: _Grounds, request: AssessRequest) -> Iterator[SeriesRow]:
    """The whole over time, from evidence alone; nothing where only one day is looked at."""
    from ..assess.recognition import assess as recognise
    from ..report.assessment.building import series_row

    for earlier in request.before:
        org, evidence, day = _grounds(earlier, may_lack_workspace=False).on(None)
        yield series_row(day or earlier.name, recognise(org, evidence))
    days: list[date | None] = [*sorted(request.days)] if len(request.days) > 1 else [None] if request.before else []
    for one in days:
        org, evidence, day = grounds.on(one)
        yield series_row(day or folder.resolve().name, recognise(org, evidence))


@dataclass(frozen=True)
class _Grounds:
    """What is known of a folder: a workspace with its evidence, or nothing."""

    organization: Organization
    evidence: Evidence | None = None
    as_of: date | None = None
    dated: bool = False

    def on(self, day: date | None) -> tuple[Organization, Evidence | None, date | None]:
        """The organisation of a day (None = as the workspace sees today), evidence, and the day if it matters."""
        chosen = day or self.as_of or date.today()
        return self.organization.at(chosen), self.evidence, day or self.as_of


def _grounds(folder: Path, may_lack_workspace: bool) -> _Grounds:
    from ..workspace.settings import NAME

    if may_lack_workspace and not (folder / NAME).exists():
        return _Grounds(Organization())
    workspace = load_files(folder)
    day = workspace.settings.as_of
    if not is_scanned(folder):
        return _Grounds(workspace.organization, None, day)
    found = evidence_of(workspace, day)
    return _Grounds(found.organization, found, day)


def known_answers(folder: Path | str = ".", file: Path | None = None) -> Answers:
    """The answers of a file, else those a workspace keeps in answers.yaml; none where there is no such file."""
    from ..assess.recognition import FILE, read_answers

    path = file or Path(folder) / FILE
    return read_answers(path) if file is not None or path.exists() else {}


def questions(folder: Path | str = ".", file: Path | None = None) -> BankPage:
    """The bank of questions, with the answers given so far where there are any."""
    from ..report.assessment.bank import bank_page

    answers = known_answers(folder, file) if file is None or file.exists() else {}
    return bank_page(About(inputs_hash=digest(tuple(sorted(answers.items())))), answers)


@dataclass
class Interview:
    """An interview under way: ask for the `next` question, and `take` its answer, which is kept at once."""

    folder: Path
    file: Path
    answers: dict[str, tuple[str, ...]]
    _known: _Grounds

    def next(self) -> BankRow | None:
        """The question that is expected to tell most; None where little is left to learn."""
        from ..assess.recognition import assess as recognise
        from ..assess.recognition import next_question, signals
        from ..report.assessment.bank import bank_row

        org, evidence, _ = self._known.on(None)
        found = recognise(org, evidence, self.answers).overall
        worth = next_question(found.posterior, found.observations, self.answers)
        return None if worth is None else bank_row(signals()[worth.signal])

    def take(self, question: str, words: str) -> str:
        """Keep an answer: ids or numbers of answers, apart by commas; what is wrong with it, or "" if nothing is."""
        from ..assess.recognition import signals, write_answers
        from ..assess.recognition.answers import read_answer

        problems: list[Problem] = []
        known = [*signals()[question].levels]
        given = [known[int(w) - 1] if w.isdigit() and 0 < int(w) <= len(known) else w for w in _words(words)]
        levels = read_answer(signals()[question], given, Place(), problems)
        if levels is None:
            return str(problems[0])
        self.answers[question] = levels
        write_answers(self.answers, self.file)
        return ""


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",")]


def interview(folder: Path | str = ".", file: Path | None = None) -> Interview:
    """An interview about a workspace, or about nothing yet; it goes on where the answers file ends."""
    from ..assess.recognition import FILE, read_answers

    folder = Path(folder)
    path = file or folder / FILE
    if not path.parent.is_dir():
        hint = "Make it first, or name another file."
        raise InputError([Problem(Place(path.as_posix()), "cannot be written: there is no such folder.", hint)])
    answers: Mapping[str, tuple[str, ...]] = read_answers(path) if path.exists() else {}
    return Interview(folder, path, dict(answers), _grounds(folder, may_lack_workspace=True))


def keep_answer(folder: Path | str, question: str, answer: Sequence[str]) -> None:
    """Keep one answer of a workspace: ids of answers. UnknownNameError or InputError if it cannot be one."""
    from ..assess.recognition import signals

    if question not in signals():
        raise UnknownNameError(f"there is no question {question!r}. {names_hint(question, signals())}")
    wrong = interview(folder).take(question, ",".join(answer))
    if wrong:
        raise InputError([Problem(Place(), wrong)])


def write_assessment(page: AssessmentPage, path: Path) -> Path:
    """Write the page as one HTML file that opens anywhere; the path of the file."""
    from ..report.html.assessment import assessment_html
    from ..workspace.text_files import write_text_file

    write_text_file(path, assessment_html(page))
    return path
