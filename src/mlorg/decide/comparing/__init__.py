"""What there is to compare, and its histories side by side: with as many draws as wanted, or as it takes."""
