"""The page of a search: its values, what builds it, its words."""
