"""Pages of the organisation itself: as it is, as it is drawn, and as it would be."""
