"""Where a difference comes from and where which answer holds: values, building, words, charts."""
