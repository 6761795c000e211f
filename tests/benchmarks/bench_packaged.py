"""Start of the packaged program until its window has the sample's figures, against a packaged bare Qt window."""

import subprocess
import sys
from functools import cache
from pathlib import Path

from resources.packaging import program
from tests.benchmarks.bench_start import HERE, environment, sample_file
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, Usage, measure_process


@cache
def packaged_ours() -> Path:
    """The program as dev.py packages it, but that it leaves when its window is painted."""
    return program.freeze(folder() / "packaged", HERE / "start_ours.py") / program.NAME


@cache
def packaged_bare() -> Path:
    """What PyInstaller makes of a window by itself."""
    place = folder() / "packaged-bare"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir"]
    command += ["--workpath", str(place / "work"), "--specpath", str(place), "--distpath", str(place)]
    subprocess.run([*command, "--name", "bare", str(HERE / "start_bare.py")], check=True)
    return place / "bare" / "bare"


def ours() -> Usage:
    return measure_process([str(packaged_ours()), str(sample_file()), "figures"], environment())


def bare() -> Usage:
    return measure_process([str(packaged_bare())], environment())


BENCHMARKS = [
    Benchmark(
        "packaged start, time",
        lambda: ours().seconds,
        lambda: bare().seconds,
        3.0,
        9,
        "   s",
        against="a packaged bare Qt window",
    ),
    Benchmark(
        "packaged start, memory", lambda: ours().peak_mib, lambda: bare().peak_mib, 2.0, 3, " MiB", against="the same"
    ),
]
