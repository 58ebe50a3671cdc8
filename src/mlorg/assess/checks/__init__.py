"""Rules that find gaps and contradictions in who owns what: `mlorg check`.

A rule is a small class: its docstring is the message of what it finds, and it says where its idea comes from. Start at
`rule.py`; `choosing.py` reads which rules a workspace follows, `running.py` carries them out.
"""

from .choosing import Choice, read_choice
from .rule import Checked, Finding, Rule, Severity
from .running import built_in_rules, check, own_rules

__all__ = ["Checked", "Choice", "Finding", "Rule", "Severity", "built_in_rules", "check", "own_rules", "read_choice"]
