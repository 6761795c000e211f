"""Measuring ours against a reference, in turns, so that what else the machine does falls on both alike."""

import json
import math
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.peers.programs import Peer

STARTER = Path(__file__).with_name("starter.py")


at_end = ExitStack()
"""What a benchmark leaves open for its next rounds, closed when all are measured: a thread left would not let go."""


@dataclass(frozen=True)
class Benchmark:
    """``ours`` may be at most ``limit`` times ``reference``; both do their work once and return it in ``unit``."""

    name: str
    ours: Callable[[], float]
    reference: Callable[[], float]
    limit: float
    rounds: int
    unit: str
    against: str = ""
    """What the reference is, for the table in README."""
    peer: Peer | None = None
    """The program that is the reference; where it is not installed, nothing is measured."""
    is_warmed: bool = True
    """Whether a first round of the reference fills the caches; one that takes minutes goes without."""


@dataclass(frozen=True)
class Result:
    """Medians over the rounds, in the benchmark's unit."""

    benchmark: Benchmark
    ours: float
    reference: float

    @property
    def ratio(self) -> float:
        return self.ours / self.reference

    @property
    def is_over(self) -> bool:
        return not self.ratio <= self.benchmark.limit

    def line(self, name_width: int) -> str:
        unit = self.benchmark.unit
        figures = f"{self.ours:>12.3f}{unit} {self.reference:>12.3f}{unit}"
        return f"{self.benchmark.name:<{name_width}} {figures} {self.ratio:>8.2f} {self.benchmark.limit:>8.2f}"

    def markdown(self) -> str:
        """Its row of the table in README."""
        unit = self.benchmark.unit.strip()
        told = (f"{figure(value)} {unit}" for value in (self.ours, self.reference))
        ratio = f"{figure(self.ratio)} ({self.benchmark.limit:g})"
        return f"| {' | '.join((self.benchmark.name, *told, ratio, self.benchmark.against))} |"


def figure(value: float) -> str:
    """Three digits that mean something: 0.0312, 4.73, 61.2, 1,230."""
    if not value or value >= 100:
        return f"{value:,.0f}"
    return f"{value:.{max(0, 2 - math.floor(math.log10(abs(value))))}f}"


def measure(benchmark: Benchmark) -> Result:
    """One round of each is not counted: it fills the caches."""
    benchmark.ours()
    if benchmark.is_warmed:
        benchmark.reference()
    ours, reference = [], []
    for _round in range(benchmark.rounds):
        ours.append(benchmark.ours())
        reference.append(benchmark.reference())
    return Result(benchmark, statistics.median(ours), statistics.median(reference))


@dataclass(frozen=True)
class Usage:
    """What a process took from its start to its end, its children not counted."""

    seconds: float
    peak_mib: float


def measure_process(command: Sequence[str], env: Mapping[str, str] | None = None) -> Usage:
    """Runs ``command`` to its end. Raises RuntimeError, with what it said, where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "usage.json"
        starter = [sys.executable, "-I", "-S", str(STARTER), str(report), *command]
        done = subprocess.run(starter, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)} gave {done.returncode}:\n{done.stdout}")
        return Usage(**json.loads(report.read_text(encoding="utf-8")))
