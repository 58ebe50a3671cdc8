"""What the rules found: the page, and the forms that other tools read."""
