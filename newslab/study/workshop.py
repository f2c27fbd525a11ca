"""Holds what a worker process has ready when it begins: the one that all are copies of imports this, and waits."""

import gc
import os

# Before numpy is loaded, which starts threads for large matrices: there are none, and only a process of one thread may
# be copied.
os.environ.update(dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

from newslab.study import batches

__all__ = ["batches"]

# What is there now stays: the collector need not look at it, and pages that nobody touches stay shared.
gc.freeze()
