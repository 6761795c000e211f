"""A folder on the real disk for the files of a run of the benchmarks, gone with it."""

import tempfile
from functools import cache
from pathlib import Path


@cache
def _kept() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="ananea-bench-")


def folder() -> Path:
    return Path(_kept().name)
