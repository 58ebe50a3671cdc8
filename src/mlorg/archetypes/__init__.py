"""The archetypes, their hybrids and the moves without moving, as transformations: Organization -> overlay.

Vocabulary, no judgement: nothing here says which structure is good. `catalogue.py` names them, `duties.csv` and
`mix.csv` say who owns what and who is hired, `in_lines.py` and `together.py` place people, `proposing.py` joins it all.
"""

from .catalogue import ARCHETYPES, STRUCTURES, Arm, Structure, structure
from .coverage import Coverage
from .proposing import Proposal, propose

__all__ = ["ARCHETYPES", "STRUCTURES", "Arm", "Coverage", "Proposal", "Structure", "propose", "structure"]
