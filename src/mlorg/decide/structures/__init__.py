"""Between the structures: what they are put together of, mixtures, pilots, and what each element does."""
