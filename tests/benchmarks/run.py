"""Runs the benchmarks of every bench_*.py beside this file: ``python -m tests.benchmarks.run [NAMES]``."""

import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.measure import Benchmark, at_end, measure


def discover() -> list[Benchmark]:
    """All that the modules offer in their ``BENCHMARKS``, by the modules' names."""
    modules = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    found: list[Benchmark] = []
    for name in modules:
        found.extend(importlib.import_module(f"tests.benchmarks.{name}").BENCHMARKS)
    return found


def chosen(benchmarks: Sequence[Benchmark], names: Sequence[str]) -> list[Benchmark]:
    """Those whose name holds one of ``names``; all, where none is given."""
    return [each for each in benchmarks if not names or any(name in each.name for name in names)]


def main(names: Sequence[str]) -> int:
    benchmarks = chosen(discover(), names)
    if not benchmarks:
        print("nothing to measure", file=sys.stderr)
        return 1
    width = max(len(each.name) for each in benchmarks)
    over = []
    with at_end:
        for benchmark in benchmarks:
            result = measure(benchmark)
            print(result.line(width), flush=True)
            if result.is_over:
                over.append(benchmark.name)
    if over:
        print(f"over the limit: {', '.join(over)}", file=sys.stderr)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
