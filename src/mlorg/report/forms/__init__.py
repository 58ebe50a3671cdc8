"""A report as a document, and the files it is written to: PDF, slides, tables, Markdown."""
