"""Why people left, as four classes and in numbers too large to point at anyone."""

from __future__ import annotations

import re
from collections import Counter

from ...org.counting import FEWEST

_CLASSES = (
    ("redundancy", r"redundan\w*|laid|lay\W?off|layoffs?|reduction|rif|restructur\w*|downsiz\w*|position eliminated"),
    ("dismissed", r"dismiss\w*|fired|involuntary|misconduct|for cause|discharged|probation"),
    ("resigned", r"resign\w*|voluntary|quit|personal|better offer|career|new job|relocat\w*"),
)
_PATTERNS = tuple((name, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)) for name, pattern in _CLASSES)


def leaving_class(reason: str) -> str:
    """`resigned`, `dismissed`, `redundancy` or `other`; nothing else of the reason is kept."""
    return next((name for name, pattern in _PATTERNS if pattern.search(reason[:200])), "other")


def shown_classes(counted: Counter[str]) -> tuple[tuple[str, int], ...]:
    """Classes with their numbers; classes of fewer than five people join "other", with the next smallest if that is
    still fewer, and if all together are fewer than five nothing is shown."""
    shown = {name: number for name, number in counted.items() if name != "other" and number >= FEWEST}
    rest = sum(counted.values()) - sum(shown.values())
    while 0 < rest < FEWEST and shown:
        rest += shown.pop(min(shown, key=lambda name: (shown[name], name)))
    if rest >= FEWEST:
        shown["other"] = rest
    return tuple(sorted(shown.items()))
