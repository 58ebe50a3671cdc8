"""Broken files load or give a clean message; nothing else ever happens."""

import random
from pathlib import Path

import pytest

from mlorg.errors import InputError
from mlorg.workspace import load

FILES = {
    "mlorg.yaml": "name: Ärger\nas_of: 2026-01-31\nseed: 7\naims: {worth: 1}\nsources: [{kind: git}]\n",
    "org.yaml": """units:
  top: {head: b}
  ml: {part_of: top}
posts:
  z: {holders: [q]}
datasets: {d: {line: ml}}
ownership:
- {asset: dataset:d, label: {owner: ml, part: responsible}}
""",
    "people.csv": '''post,person,title,sits_in,reports_to,dotted_to,share,start,pay,ml
b,p,"Boss, ""x""",top,none,,1,2020-01-01,2,no
s,q,Zoë,ml,b,b;z,.5,,1.1,
s,r,,,,,.5,2021-05-01,,yes
v,,,ml,?Ann,,,,,
''',
    "assets.csv": "kind,id,line,datasets\nmodel,m,ml,d;d\nuse_case,u,top,\n",
    "ownership.csv": "asset,responsibility,owner,start\nmodel:m,build,post:s,2020-01-01\nmodel:m,deploy,nobody,\n",
    "scenarios/a.yaml": """changes:
- {on: 2026-04-01, move: {post: v, to: top}}
- {set: {subject: unit:ml, name: x}}
- {close_post: v}
""",
    "assumptions.yaml": "- {name: a, value: 0.5, source: x}\n",
}
ODD = [
    mark.encode()
    for mark in [
        "\x00",
        "\t",
        "\ufeff",
        '"',
        "'",
        "{",
        "]",
        "&a",
        "*a",
        ":",
        "-",
        "|\n",
        "!!x",
        "%\n",
        "\u2028",
        "\r",
        "\n\n",
        ",",
        ";",
        "#",
        "---\n",
        "?",
        "1e999",
        "\x85",
        "<<:",
    ]
]
ODD += [b"\xff", b"\x85", b": ", b"- ", b"\\U00110000", b'"\\0"']


def mutate(content: bytes, chance: random.Random) -> bytes:
    """The content after one to three accidents."""
    for _ in range(chance.randint(1, 3)):
        content = chance.choice(ACCIDENTS)(content, chance)
    return content


def flip_a_bit(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + bytes(b ^ (1 << chance.randrange(8)) for b in content[at : at + 1]) + content[at + 1 :]


def drop_a_line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    gone = chance.randrange(len(lines) or 1)
    return b"".join(lines[:gone] + lines[gone + 1 :])


def repeat_a_line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    return b"".join([*lines, chance.choice(lines)])


def swap_lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True)
    chance.shuffle(lines)
    return b"".join(lines)


def swap_columns(content: bytes, chance: random.Random) -> bytes:
    mark = chance.choice([b",", b": ", b" "])
    rows = [line.split(mark) for line in content.split(b"\n")]
    one, other = chance.randrange(8), chance.randrange(8)
    for row in rows:
        if max(one, other) < len(row):
            row[one], row[other] = row[other], row[one]
    return b"\n".join(mark.join(row) for row in rows)


def cut_off(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) or 1)]


def insert(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice([*ODD, chance.randbytes(3)]) + content[at:]


def drop_some_bytes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) or 1)
    return content[:at] + content[at + chance.randrange(1, 9) :]


ACCIDENTS = (flip_a_bit, drop_a_line, repeat_a_line, swap_lines, swap_columns, cut_off, insert, drop_some_bytes)


def loads_or_is_refused(folder: Path, what: str) -> bool:
    """True if the workspace loads, False if it is refused with a message."""
    try:
        load(folder)
    except InputError as error:
        if not error.problems or not str(error).strip():
            raise AssertionError(f"no message for {what}") from error
        return False
    except Exception as error:
        raise AssertionError(what) from error
    return True


def loads_of_mutated_files(folder: Path, number: int, seed: int) -> int:
    """How many of this many mutated workspaces load; all others must give an InputError with a message."""
    chance = random.Random(seed)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(text.encode())
    loaded = 0
    for _ in range(number):
        name = chance.choice(list(FILES))
        content = mutate(FILES[name].encode(), chance)
        (folder / name).write_bytes(content)
        loaded += loads_or_is_refused(folder, f"{name} with {content!r}")
        (folder / name).write_bytes(FILES[name].encode())
    return loaded


def test_the_files_load_as_they_are(tmp_path):
    assert loads_of_mutated_files(tmp_path, 0, seed=0) == 0
    assert len(load(tmp_path).organization.posts) == 4


def test_a_thousand_mutated_files_load_or_give_a_clean_message(tmp_path):
    loaded = loads_of_mutated_files(tmp_path, 1_000, seed=1)
    assert 50 < loaded < 950, "mutations that all pass, or all fail, test nothing"


@pytest.mark.slow
def test_ten_thousand_mutated_files_load_or_give_a_clean_message(tmp_path):
    loaded = loads_of_mutated_files(tmp_path, 10_000, seed=2)
    assert 500 < loaded < 9_500
