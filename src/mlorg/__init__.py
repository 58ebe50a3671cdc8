"""mlorg: how should this organisation structure its machine-learning people?"""

__version__ = "0.1.0"
