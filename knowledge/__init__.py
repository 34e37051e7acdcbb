"""What is known: directory, rules, search, places, hours, sheets. No chat, no channel, nothing asynchronous."""

import os

# Our products of matrices are small, and many people are answered at once: the threads of OpenBLAS, which it makes when NumPy
# is imported, would wait for one another (docs/performance.md has the measure). Whoever sets the variable has the last word.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
