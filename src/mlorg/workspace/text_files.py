"""Text in and out of files: encodings, sizes and marks that would make a parser stumble, with the place of each."""

from __future__ import annotations

import codecs
import os
import re
import secrets
import stat
from pathlib import Path

from ..errors import Place, Problem, WorkspaceError

MOST_BYTES = {"yaml": 4_000_000, "csv": 400_000_000}
"""A YAML file of 4 MB takes about 15 s to parse; 400 MB of CSV are some three million rows."""

LONGEST_LINE = 100_000

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
"""Characters that no file of a workspace may hold: control characters, halves of surrogate pairs."""


def read_text_file(path: Path, kind: str, problems: list[Problem]) -> str | None:
    """The text of a file with `\\n` line ends, or None after adding to `problems` why it cannot be had.

    `kind` is `yaml` or `csv`. UTF-8 is expected; a UTF-8, UTF-16 or UTF-32 mark is obeyed; bytes that are not UTF-8
    are read as cp1252 with a warning.
    """
    place = Place(path.as_posix())
    content = _read_bytes(path, MOST_BYTES[kind], problems)
    if content is None:
        return None
    text = _decoded(content, place, problems)
    if text is None:
        return None
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return text if _is_plain(text, place, problems) else None


def _read_bytes(path: Path, most: int, problems: list[Problem]) -> bytes | None:
    place = Place(path.as_posix())
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            what = "a folder" if stat.S_ISDIR(status.st_mode) else "not an ordinary file"
            problems.append(Problem(place, f"cannot be read: it is {what}."))
        elif status.st_size > most:
            hint = "Put people into people.csv, assets into assets.csv." if path.suffix != ".csv" else "Split it."
            size = f"{status.st_size:,} bytes, more than {most:,}"
            problems.append(Problem(place, f"is too large: {size}.", hint))
        else:
            return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        problems.append(Problem(place, f"cannot be read: {reason}.", "Check that it is there and yours to read."))
    return None


def _decoded(content: bytes, place: Place, problems: list[Problem]) -> str | None:
    mark, encoding = next(((m, e) for m, e in _MARKS if content.startswith(m)), (b"", "utf-8"))
    body = content[len(mark) :]
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        if not mark:
            return _decoded_as_cp1252(body, error.start, place.file, problems)
        message = f"is marked as {encoding.upper()} but is not: byte {error.start + len(mark)} does not fit."
        problems.append(Problem(place, message, "Save it as UTF-8."))
        return None


def _decoded_as_cp1252(body: bytes, at: int, file: str, problems: list[Problem]) -> str | None:
    try:
        text = body.decode("cp1252")
    except UnicodeDecodeError as error:
        message = f"byte 0x{body[error.start]:02x} is neither UTF-8 nor cp1252 text."
        problems.append(Problem(_place_of_byte(file, body, error.start), message, "Save the file as UTF-8."))
        return None
    message = f"byte 0x{body[at]:02x} is not UTF-8: the file is read as cp1252."
    problems.append(Problem(_place_of_byte(file, body, at), message, "Save it as UTF-8.", warning=True))
    return text


def _place_of_byte(file: str, body: bytes, at: int) -> Place:
    return Place(file, body.count(b"\n", 0, at) + 1, at - body.rfind(b"\n", 0, at))


def _is_plain(text: str, place: Place, problems: list[Problem]) -> bool:
    found = UNPRINTABLE.search(text)
    if found:
        at = found.start()
        where = Place(place.file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        hint = "Save the file as UTF-8 text." if found.group() == "\0" else "Delete it."
        problems.append(Problem(where, f"holds the control character U+{ord(found.group()):04X}.", hint))
        return False
    if len(text) > LONGEST_LINE:
        for number, line in enumerate(text.split("\n"), start=1):
            if len(line) > LONGEST_LINE:
                message = f"this line has {len(line):,} characters, more than {LONGEST_LINE:,}."
                problems.append(Problem(Place(place.file, number), message, "Break it up."))
                return False
    return True


def write_text_file(path: Path, text: str, mode: int = 0o666, durable: bool = False) -> None:
    """Write UTF-8 text so that a crash leaves the old file or the new one, never half of it.

    With `durable`, the new one is on the disk when this returns, so that a failure of power cannot take it back.
    WorkspaceError if the text holds characters that no file of a workspace can hold, or the file cannot be written.
    """
    problems: list[Problem] = []
    if not _is_plain(text, Place(path.as_posix()), problems):
        raise WorkspaceError(problems)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, text.encode("utf-8"), mode, durable)
    except OSError as error:
        raise WorkspaceError([Problem(Place(path.as_posix()), f"cannot be written: {error.strerror}.")]) from None


def _replace(path: Path, content: bytes, mode: int, durable: bool) -> None:
    draft = path.with_name(f".{path.name[:200]}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        draft.unlink()
        raise
    if durable:
        _settle(path.parent)


def _settle(folder: Path) -> None:
    """The new name of a file is on the disk too; where folders cannot be opened, as on Windows, it is anyway."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
