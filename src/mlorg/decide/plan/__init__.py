"""The way from today to a structure: steps as data, waves of them, what they cost, what simulation says of each pace.

`steps.py` finds the steps, `dependencies.py` what each needs, `waves.py` spreads them over time, `soundness.py` keeps
every organisation on the way in working order; `effort.py` says what a step costs, `terms.py` who must agree and
whether it can be undone; `simulating.py` and `judging.py` simulate and judge the paces, `guard_rails.py` finds when to
stop.
"""

from .effort import Effort, effort_of
from .guard_rails import GuardRail, guard_rails
from .judging import Judgement, judge
from .simulating import PlansSimulated, simulate_plans
from .soundness import lost_duties, unsound
from .steps import as_said, steps_between
from .terms import Terms, terms_of
from .values import Kind, Order, Pace, Plan, Step, Wave
from .waves import all_plans, plan_of

__all__ = [
    "Effort",
    "GuardRail",
    "Judgement",
    "Kind",
    "Order",
    "Pace",
    "Plan",
    "PlansSimulated",
    "Step",
    "Terms",
    "Wave",
    "all_plans",
    "as_said",
    "effort_of",
    "guard_rails",
    "judge",
    "lost_duties",
    "plan_of",
    "simulate_plans",
    "steps_between",
    "terms_of",
    "unsound",
]
