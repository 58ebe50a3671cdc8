"""A workspace: an organisation as files in a folder, readable, reviewable, and checked as a whole.

`load` reads one and `save` writes one; what the files hold is described in `settings.py`, `org_file.py`, `people.py`,
`scenarios.py` and `assumptions.py`.
"""

from .assumptions import Assumption, unknown_assumptions
from .editing import remove_value, set_value
from .loading import load
from .local_files import LocalName, read_names, write_git_ignore, write_names
from .saving import save, save_scenario, scenario_text
from .schemas import SCHEMAS, json_schema
from .settings import Files, Settings
from .workspace import Workspace

__all__ = [
    "SCHEMAS",
    "Assumption",
    "Files",
    "LocalName",
    "Settings",
    "Workspace",
    "json_schema",
    "load",
    "read_names",
    "remove_value",
    "save",
    "save_scenario",
    "scenario_text",
    "set_value",
    "unknown_assumptions",
    "write_git_ignore",
    "write_names",
]
