"""What holds for all tests."""

import os

# As the command line does: with several threads the last digits of a regression may follow the load of the machine.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
