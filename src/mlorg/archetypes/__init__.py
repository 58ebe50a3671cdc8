"""The archetypes, their hybrids and the moves without moving, as transformations: Organization -> overlay.

Vocabulary, no judgement: nothing here says which structure is good. `catalogue.py` names them, `duties.csv` and
`mix.csv` say who owns what and who is hired. `landscape.py` and `branches.py` see today's organisation; `in_lines.py`
and `together.py` hold the structures, made of seats (`seating.py`), roles (`staffing.py`), teams (`crews.py`) and units
(`founding.py`); `proposing.py` joins it all. `firms/` draws organisations to try them on.
"""

from .catalogue import ARCHETYPES, STRUCTURES, Arm, Structure, structure
from .coverage import Coverage
from .proposing import Proposal, propose

__all__ = ["ARCHETYPES", "STRUCTURES", "Arm", "Coverage", "Proposal", "Structure", "propose", "structure"]
