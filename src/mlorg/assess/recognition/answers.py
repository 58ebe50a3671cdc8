"""Answers to the questions of the bank: a YAML file that can be filled by hand, by `mlorg ask`, or by a program.

    answers:
      where_they_sit: ml_division
      who_deploys: [ml, product_engineering]     # several, where that is possible
      labelling: dont_know

An answer is an id of the bank (`mlorg ask --list`), a list of them, `several` (more than one, not said which), or
`dont_know`. A question that is not in the file was not asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ...errors import InputError, Place, Problem, did_you_mean
from ...workspace.text_files import read_text_file, write_text_file
from ...workspace.yaml_text import yaml_text
from ...workspace.yaml_tree import Tree, parse_yaml
from .observing import ANSWER, Observation
from .tables import Signal, signals

DONT_KNOW, SEVERAL = "dont_know", "several"
NOT_KNOWN = frozenset({DONT_KNOW, "don't know", "dont know", "do not know", "unknown", "?", ""})
FILE = "answers.yaml"
"""Where a workspace keeps them."""

Answers = Mapping[str, tuple[str, ...]]
"""Levels by signal; an empty tuple = asked, and not known."""


def read_answers(path: Path) -> Answers:
    """The answers of a file. InputError with every question and answer that the bank does not have."""
    problems: list[Problem] = []
    text = read_text_file(path, "yaml", problems)
    tree = None if text is None else parse_yaml(text, path.as_posix(), problems)
    found = dict(_entries(tree, problems)) if tree is not None else {}
    if any(not p.warning for p in problems):
        raise InputError(problems)
    return found


def answers_of(given: Mapping[str, str | list[str] | None]) -> Answers:
    """The same from a mapping."""
    problems: list[Problem] = []
    tree = Tree("", dict(given))
    found = dict(_entries(tree, problems))
    if problems:
        raise InputError(problems)
    return found


def write_answers(answers: Answers, path: Path) -> None:
    """Write the file, in the order of the bank."""
    ordered = {name: _written(answers[name]) for name in signals() if name in answers}
    write_text_file(path, yaml_text({"answers": ordered}) if ordered else "answers: {}\n")


def _written(levels: tuple[str, ...]) -> str | list[str]:
    return list(levels) if len(levels) > 1 else levels[0] if levels else DONT_KNOW


def _entries(tree: Tree, problems: list[Problem]) -> Iterator[tuple[str, tuple[str, ...]]]:
    value, path = tree.value, tuple[str | int, ...]()
    if isinstance(value, dict) and isinstance(value.get("answers"), dict):
        value, path = value["answers"], ("answers",)
    elif value is None or (isinstance(value, dict) and set(value) == {"answers"} and value["answers"] is None):
        return
    if not isinstance(value, dict):
        problems.append(Problem(tree.place(()), "is no mapping of questions to answers.", "Write 'question: answer'."))
        return
    for name, given in value.items():
        if name not in signals():
            hint = did_you_mean(str(name), signals()) or "mlorg ask --list shows all questions."
            problems.append(Problem(_place(tree, (*path, name)), f"there is no question {name!r}.", hint))
            continue
        levels = read_answer(signals()[name], given, _place(tree, (*path, name)), problems)
        if levels is not None:
            yield name, levels


def _place(tree: Tree, path: tuple[str | int, ...]) -> Place:
    return tree.place(path) if tree.file else Place()


def read_answer(signal: Signal, given: Any, place: Place, problems: list[Problem]) -> tuple[str, ...] | None:
    """One answer as levels, in the order of the table; None after adding to `problems` why it is none."""
    words = [str(w).strip() for w in given] if isinstance(given, list) else [str(given or "").strip()]
    levels = {level for word in words if (level := _level(signal, word))}
    for word in words:
        if _level(signal, word) is None:
            known = [*signal.levels, *([SEVERAL] if signal.several else []), DONT_KNOW]
            hint = did_you_mean(word, known) or f"Allowed: {', '.join(known)}."
            problems.append(Problem(place, f"{signal.id}: {word!r} is no answer to this question.", hint))
            return None
    if len(levels) > 1 and not signal.several:
        problems.append(Problem(place, f"{signal.id}: only one answer is possible.", f"Keep one of {sorted(levels)}."))
        return None
    ordered = [*signal.levels, SEVERAL]
    return tuple(sorted(levels, key=ordered.index))


def _level(signal: Signal, word: str) -> str | None:
    """The level a word stands for, "" for not known, None if it is no answer."""
    plain = word.casefold()
    if plain in NOT_KNOWN:
        return ""
    if plain == SEVERAL and signal.several:
        return SEVERAL
    labels = {level.label.casefold(): level.id for level in signal.levels.values()}
    return plain if plain in signal.levels else labels.get(plain)


def told(signal: str, levels: tuple[str, ...]) -> Observation:
    """An answer as an observation. Of several levels each counts as an equal part; `several` alone tells no level."""
    named = [level for level in levels if level != SEVERAL]
    labels = signals()[signal].levels
    says = "answered: " + (" and ".join(labels[level].label for level in named) or "several, not said which")
    shares = tuple((level, 1 / len(named)) for level in named)
    if not levels:
        return Observation(signal, basis=ANSWER, why="asked, and not known")
    return Observation(signal, shares, says, ANSWER, 1, "" if named else "several, not said which")
