"""What to choose: aims on one scale, limits, how the alternatives stand, and how far apart they are."""
