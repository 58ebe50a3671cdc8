"""A workspace: an organisation as files in a folder, readable, reviewable, and checked as a whole.

`load` reads one and `save` writes one; what the files hold is described in `settings.py`, `org_file.py`, `people.py`,
`scenarios/`, `aims.py` and `assumptions.py`. `text_files.py`, `tables.py` and the modules of YAML read and write files
with the place of every value.
"""

from .aims import AimSettings, Limit
from .aims_log import LOG, LoggedAims, log_aims
from .assumptions import Assumption, write_assumption
from .editing import remove_value, set_value
from .loading import load
from .local_files import NAMES, LocalName, read_names, write_git_ignore, write_names
from .saving import save, save_scenario, scenario_text, workspace_texts
from .schemas import SCHEMAS, json_schema
from .settings import Files, Settings
from .text_files import write_text_file
from .workspace import Workspace

__all__ = [
    "LOG",
    "NAMES",
    "SCHEMAS",
    "AimSettings",
    "Assumption",
    "Files",
    "Limit",
    "LocalName",
    "LoggedAims",
    "Settings",
    "Workspace",
    "json_schema",
    "load",
    "log_aims",
    "read_names",
    "remove_value",
    "save",
    "save_scenario",
    "scenario_text",
    "set_value",
    "workspace_texts",
    "write_assumption",
    "write_git_ignore",
    "write_names",
    "write_text_file",
]
