"""The page of a plan: its values, what builds it, its words, charts and tables."""
