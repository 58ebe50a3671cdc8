"""A comparison that somebody else can compute again, from arrays without a name.

`recipe.py` holds what goes in and what must come out, `arrays.py` reads arrays that come from elsewhere, `figures.py`
computes the numbers and says which differ.
"""

from .arrays import structure_of
from .figures import Difference, differing, figures_of, recompute
from .recipe import Recipe, recipe_of

__all__ = ["Difference", "Recipe", "differing", "figures_of", "recipe_of", "recompute", "structure_of"]
