"""Value of information: what it would be worth to know more before choosing, and which study pays most."""

from .cases import Cases, cases_of, checked_cases
from .perfect import Worth, worth_of_each, worth_of_everything, worth_of_groups, worth_of_knowing
from .smoothing import smoother
from .studies import Answers, Pilot, Survey, can_be_surveyed, worth_of_pilot, worth_of_survey

__all__ = [
    "Answers",
    "Cases",
    "Pilot",
    "Survey",
    "Worth",
    "can_be_surveyed",
    "cases_of",
    "checked_cases",
    "smoother",
    "worth_of_each",
    "worth_of_everything",
    "worth_of_groups",
    "worth_of_knowing",
    "worth_of_pilot",
    "worth_of_survey",
]
