"""What somebody answers to a question about an assumption, as the distribution that replaces it.

An answer is a middle and how many cases it rests on. One case of a size (days, counts, money) is taken to spread by
0.6 in its log, as pieces of work of one kind do; one case of a signed quantity as much as its prior; the spread of the
middle falls with the root of the cases. A share is seen as so many hits among the cases (Jeffreys' prior: half a hit
and half a miss added).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..errors import InputError, Place, Problem, names_hint
from ..sim import Prior, overridden, priors

CASES = {"measured": 30, "fairly": 10, "roughly": 3}
"""How sure an answer is, as the number of cases it is as good as; assumed."""
USUAL = "fairly"
ONE_CASE = 0.6
"""Standard deviation of the log of one case of a size; assumed, the middle of the prior of `content_sigma`."""

_NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)"
_SHARE = re.compile(r"(\d+)\s+of\s+(\d+)")
_MIDDLE = re.compile(rf"({_NUMBER})\s*(%?)(?:\s+(?:from\s+(\d+)|({'|'.join(CASES)})))?")
_UNKNOWN = {"", "?", "don't know", "dont know", "dont_know", "unknown"}


@dataclass(frozen=True, slots=True)
class Belief:
    """The distribution that an answer amounts to, in the notation of the table of priors."""

    assumption: str
    distribution: str


def believed(assumption: str, answer: str, per_year: float | None = None) -> Belief | None:
    """What an answer says of an assumption; None where it is not known.

    An answer is `3`, `3 roughly`, `3 from 10` (cases), `20 %` or `2 of 10`; `per_year` turns money into years of pay.
    InputError for an assumption that does not exist, and for an answer that is none or that its unit cannot have.
    """
    if assumption not in priors():
        hint = names_hint(assumption, priors(), "'mlorg ask --for decision --list' names those that can be asked.")
        raise InputError([Problem(Place(), f"there is no assumption {assumption!r}.", hint)])
    words = answer.strip().casefold()
    if words in _UNKNOWN:
        return None
    prior = priors()[assumption]
    middle, cases = _read(prior, words, per_year)
    _check(prior, middle, cases, answer)
    return Belief(assumption, _distribution(prior, middle, cases))


def is_share(prior: Prior) -> bool:
    """True if it is answered as a share."""
    return prior.unit in ("fraction", "probability")


def _read(prior: Prior, words: str, per_year: float | None) -> tuple[float, int]:
    """The middle in the unit of the prior, and the cases it rests on."""
    if (counted := _SHARE.fullmatch(words)) and is_share(prior) and 0 < int(counted[2]) >= int(counted[1]):
        return int(counted[1]) / int(counted[2]), int(counted[2])
    found = _MIDDLE.fullmatch(words)
    if not found or (found[2] and not is_share(prior)):
        raise InputError([Problem(Place(), f"{prior.name}: {words!r} is no answer.", _how_to_answer(prior))])
    middle = float(found[1]) / (100 if found[2] else 1)
    if prior.unit == "years of ML pay" and per_year:
        middle /= per_year
    return middle, int(found[3]) if found[3] else CASES[found[4] or USUAL]


def _how_to_answer(prior: Prior) -> str:
    share = "20 %, 2 of 10, " if is_share(prior) else ""
    return f"Write for example {share}0.5, 0.5 roughly, 0.5 measured or 0.5 from 10 (cases)."


def _check(prior: Prior, middle: float, cases: int, answer: str) -> None:
    message = f"{prior.name}: the answer {answer.strip()!r} is outside of what it can be, in {prior.unit}."
    try:
        overridden({prior.name: ("fixed", middle, 0.0)})
    except InputError as error:
        raise InputError([Problem(Place(), message, error.problems[0].hint)]) from None
    if middle <= 0 and family_of(prior) == "lognormal":
        raise InputError([Problem(Place(), message, "It must be above 0.")])
    if not cases:
        raise InputError([Problem(Place(), f"{prior.name}: no cases say nothing.", "Answer 'don't know'.")])


def family_of(prior: Prior) -> str:
    """The kind of distribution that what is learned of an assumption has."""
    if prior.distribution == "normal" or prior.distribution == "beta":
        return prior.distribution
    return "beta" if is_share(prior) else "lognormal"


def _distribution(prior: Prior, middle: float, cases: int) -> str:
    family = family_of(prior)
    if family == "beta":
        return f"beta({cases * middle + 0.5:.4g}, {cases * (1 - middle) + 0.5:.4g})"
    one_case = prior.p2 if family == "normal" else ONE_CASE
    return f"{family}({middle:.4g}, {one_case / cases**0.5:.3g})"
