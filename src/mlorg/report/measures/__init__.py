"""What to measure first, and how robust the answer is: values, building, words, questions."""
