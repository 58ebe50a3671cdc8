"""The page of a comparison: its values, what builds it, its words and charts."""
