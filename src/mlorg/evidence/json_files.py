"""JSON files of other people's making: what is no JSON is reported with its place, and the other files are read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from .contract import Reading


def json_of(reading: Reading, file: Path) -> Any:
    """The value of a JSON file, None after reporting why it cannot be read."""
    text = reading.text(file)
    if text is None:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = reading.at(file, error.lineno, error.colno)
        reading.fault(place, f"is not JSON: {error.msg}.", "Export it again; the other files are read.")
    except RecursionError:
        reading.fault(reading.at(file), "is nested too deep to be read.", "The other files are read.")
    return None


def at(value: Any, *path: str) -> Any:
    """What stands at a path of keys, None if nothing does."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def text_at(value: Any, *path: str) -> str:
    """The text at a path of keys, empty if there is none."""
    found = at(value, *path)
    return found.strip() if isinstance(found, str) else ""


def day_of(value: Any) -> date | None:
    """The day of a time stamp in seconds, in milliseconds, or as ISO 8601; None for anything else."""
    try:
        if isinstance(value, str):
            if not value.isdigit():
                return datetime.fromisoformat(value).date()
            value = int(value)
        if isinstance(value, int | float) and value > 0:
            return datetime.fromtimestamp(value / 1000 if value > 1e11 else value, UTC).date()
    except (ValueError, OverflowError, OSError):
        return None
    return None
