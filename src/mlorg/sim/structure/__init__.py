"""From an organisation to the plain arrays the engine reads. No name of a structure, person or post goes further.

`frame.py` fixes what all alternatives share (lines, users, data sets, models in use); `compiled.py` turns one
organisation into a `Structure`; `teams.py` finds who builds, `owners.py` who owns, `paths.py` who decides.
"""

from .arrays import Structure
from .compiled import compile_structure
from .frame import Frame

__all__ = ["Frame", "Structure", "compile_structure"]
