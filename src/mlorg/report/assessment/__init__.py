"""The page of an assessment, and its charts."""
