"""The simulation: what changes if the same people, at the same cost, were structured otherwise?

`structure/` compiles an organisation into arrays, `environment.py` draws what is the same for all structures,
`mechanisms/` holds the model, one file each, `clock.py`, `draws.py`, `records.py`, `queues.py` what they stand on.
`outcomes.py` is the way in: structures and environments to a table of outcomes; `courses.py` the same for structures
that follow each other (`succession.py`). `lives.py`
tells of a single replication: one use case's life, everybody's time.
"""

from .courses import COURSE, Course, simulate_course
from .environment import Environment, Prior, draw_environments, middle_environment, overridden, priors, priors_hash
from .lives import DiaryEntry, History, LifeEvent, group_names, history, life_of, time_diary
from .outcomes import HORIZONS, OUTCOMES, Outcome, Outcomes, Sampling, simulate
from .structure import Frame, Structure, compile_structure

__all__ = [
    "COURSE",
    "HORIZONS",
    "OUTCOMES",
    "Course",
    "DiaryEntry",
    "Environment",
    "Frame",
    "History",
    "LifeEvent",
    "Outcome",
    "Outcomes",
    "Prior",
    "Sampling",
    "Structure",
    "compile_structure",
    "draw_environments",
    "group_names",
    "history",
    "life_of",
    "middle_environment",
    "overridden",
    "priors",
    "priors_hash",
    "simulate",
    "simulate_course",
    "time_diary",
]
