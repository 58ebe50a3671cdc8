"""What is seen of an organisation, and which archetype that speaks for: `mlorg assess` and `mlorg ask`.

Start at `assessing.py`. `tables.py` reads what each signal tells; `places.py`, `people.py`, `ownership.py` and
`activity.py` see signals in an organisation, `answers.py` in what was answered; `posterior.py` concludes; `axes.py`
places; `interview.py` asks; `scoring.py` and `rehearsing.py` score all of it on labelled cases.
"""

from .answers import DONT_KNOW, FILE, SEVERAL, Answers, answers_of, read_answers, write_answers
from .assessing import Assessment, Recognised, assess
from .interview import next_question, worths
from .observing import Observation
from .posterior import Posterior, posterior
from .tables import NAMES, Signal, signals

__all__ = [
    "DONT_KNOW",
    "FILE",
    "NAMES",
    "SEVERAL",
    "Answers",
    "Assessment",
    "Observation",
    "Posterior",
    "Recognised",
    "Signal",
    "answers_of",
    "assess",
    "next_question",
    "posterior",
    "read_answers",
    "signals",
    "worths",
    "write_answers",
]
