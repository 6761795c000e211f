"""Runs the benchmarks of every bench_*.py beside this file: ``python -m tests.benchmarks.run [NAMES]``.

``--markdown`` writes the table that README holds; ``--install-peers`` first installs the other programs that we are
measured against.
"""

import importlib
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from tests.benchmarks.measure import Benchmark, at_end, measure
from tests.benchmarks.peers import programs

GROUPS = {
    "Start and the first page": "start packaged home check",
    "Receipts and the cash book": "receipt book chain",
    "Members, dues and lists": "search finding members import",
    "Trainings and equipment": "trainings equipment",
    "Premium and its projects": "premium",
    "The assembly": "slides presenter",
    "Copies": "copy",
    "The Central": "central",
    "Other programs on the same data": "gnucash tryton office",
}
"""The page: titles, and whose benchmarks stand below, by the modules' names without ``bench_``."""


def discover() -> dict[str, list[Benchmark]]:
    """All that the modules offer in their ``BENCHMARKS``, by title; what no title names stands at the end."""
    modules = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))
    found = {
        title: [each for name in names.split() if name in modules for each in _offered(name)]
        for title, names in titled(modules).items()
    }
    return {title: benchmarks for title, benchmarks in found.items() if benchmarks}


def titled(modules: Collection[str]) -> dict[str, str]:
    """The titles, and one more for those modules that none of them names."""
    named = " ".join(GROUPS.values()).split()
    return GROUPS | {"More": " ".join(sorted(name for name in modules if name not in named))}


def _offered(name: str) -> list[Benchmark]:
    offered: list[Benchmark] = importlib.import_module(f"tests.benchmarks.bench_{name}").BENCHMARKS
    return offered


def chosen(benchmarks: Sequence[Benchmark], names: Sequence[str]) -> list[Benchmark]:
    """Those whose name holds one of ``names``; all, where none is given."""
    return [each for each in benchmarks if not names or any(name in each.name for name in names)]


class Page:
    """Where the lines go, one as soon as it is measured."""

    def __init__(self, is_markdown: bool, width: int) -> None:
        self.is_markdown, self.width = is_markdown, width
        self.over: list[str] = []
        if is_markdown:
            self._tell("| what | ours | reference | ratio (limit) | reference is |\n|---|---|---|---|---|")

    def _tell(self, text: str) -> None:
        print(text, flush=True)

    def title(self, title: str) -> None:
        self._tell(f"| **{title}** | | | | |" if self.is_markdown else f"\n# {title}")

    def measured(self, benchmark: Benchmark) -> None:
        """Measures it, and tells; a program that is not there is told with how to install it."""
        if benchmark.peer is not None and benchmark.peer.missing:
            missing = benchmark.peer.missing
            row = f"| {benchmark.name} | | | {missing} | {benchmark.against} |"
            self._tell(row if self.is_markdown else f"{benchmark.name:<{self.width}} {missing}")
            return
        result = measure(benchmark)
        self._tell(result.markdown() if self.is_markdown else result.line(self.width))
        if result.is_over:
            self.over.append(benchmark.name)


def main(arguments: Sequence[str]) -> int:
    names = [each for each in arguments if not each.startswith("--")]
    unknown = set(arguments) - set(names) - {"--markdown", "--install-peers"}
    if unknown:
        print(f"unknown: {' '.join(sorted(unknown))}\n{__doc__}", file=sys.stderr)
        return 2
    if "--install-peers" in arguments:
        programs.install()
    groups = {title: chosen(benchmarks, names) for title, benchmarks in discover().items()}
    every = [each for benchmarks in groups.values() for each in benchmarks]
    if not every:
        print("nothing to measure", file=sys.stderr)
        return 1
    page = Page("--markdown" in arguments, max(len(each.name) for each in every))
    with at_end:
        for title, benchmarks in groups.items():
            if benchmarks:
                page.title(title)
            for benchmark in benchmarks:
                page.measured(benchmark)
    if page.over:
        print(f"over the limit: {', '.join(page.over)}", file=sys.stderr)
    return 1 if page.over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
