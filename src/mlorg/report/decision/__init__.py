"""How a verdict comes about, a part of the page of a comparison: values, building, words, chart."""
