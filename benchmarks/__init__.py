"""What is measured of mlorg, and against what: see docs/explanation/performance.md."""
