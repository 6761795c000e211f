"""Start of the whole process until the window is painted with the sample's figures, against a bare Qt window."""

import os
import sys
import tempfile
from functools import cache
from pathlib import Path

from ananea_desktop import commands
from tests.benchmarks.measure import Benchmark, Usage, measure_process

FOLDER = Path(__file__).parent


@cache
def sample_file() -> Path:
    """The sample in a folder that lasts as long as this process."""
    folder = Path(tempfile.mkdtemp(prefix="ananea-bench-"))
    commands.main(["demo", str(folder)])
    return folder / "ananea.db"


def start(script: str, *arguments: str) -> Usage:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return measure_process([sys.executable, str(FOLDER / script), *arguments], environment)


def ours() -> Usage:
    return start("start_ours.py", str(sample_file()))


BENCHMARKS = [
    Benchmark("start, time", lambda: ours().seconds, lambda: start("start_bare.py").seconds, 3.0, 7, " s"),
    Benchmark("start, memory", lambda: ours().peak_mib, lambda: start("start_bare.py").peak_mib, 2.0, 3, "MiB"),
]
