"""Plain values as YAML that reads well and never changes: same values, same bytes.

Sections stand in blocks; an entry stands in one line where it fits. Text that another YAML reader could take for
something else (`no`, `1e3`, `2026-01-01`) is quoted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

WIDTH = 110

_PLAIN = re.compile(r"[^\W\d][\w./+-]*(:[\w./+-]+)*( [\w./+-]+(:[\w./+-]+)*)*")
_RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_ESCAPED = re.compile("[\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufffe\uffff\ud800-\udfff]")


def yaml_text(value: Any) -> str:
    """The value (mappings, lists, texts, numbers, dates, booleans, None) as a YAML document."""
    if not value:
        return "" if value is None else f"{inline_yaml(value)}\n"
    return "".join(f"{line}\n" for line in _block(value, 0))


def _block(value: Any, depth: int) -> Iterator[str]:
    """Lines of a mapping or list that is not empty, without indentation."""
    is_mapping = isinstance(value, Mapping)
    for key, item in value.items() if is_mapping else ((None, item) for item in value):
        head = f"{_scalar(key)}:" if is_mapping else "-"
        inline = inline_yaml(item)
        nested = isinstance(item, Mapping | list | tuple) and bool(item)
        if not nested or (depth and len(head) + len(inline) + 2 * depth < WIDTH):
            yield f"{head} {inline}"
        elif is_mapping:
            yield head
            yield from (f"  {line}" for line in _block(item, depth + 1))
        else:
            lines = _block(item, depth + 1)
            yield f"- {next(lines)}"
            yield from (f"  {line}" for line in lines)


def inline_yaml(value: Any) -> str:
    """The value in one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_scalar(k)}: {inline_yaml(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(inline_yaml, value)) + "]"
    return _scalar(value)


def _scalar(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, date):
        return value.isoformat()
    if _PLAIN.fullmatch(value) and value.lower() not in _RESERVED and not _ESCAPED.search(value):
        return str(value)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", json.dumps(value, ensure_ascii=False))
