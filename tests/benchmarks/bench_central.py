"""1,000 cooperatives by 10 years, 10,000 packages: merged into a Central's file against bare executemany of the same
rows, and into PostgreSQL against bare COPY, some packages at a time in turn, in transactions that are safe on the disk;
and the memory of that, against a tenth of the packages."""

import json
import sys
from functools import cache, partial
from pathlib import Path

import psycopg

from ananea_desktop.domain.packages import file_name
from ananea_desktop.operations.sample_central import sample_cooperatives, sample_package
from tests.benchmarks.central_child import LAST_YEAR
from tests.benchmarks.folder import folder
from tests.benchmarks.measure import Benchmark, at_end, measure_process
from tests.benchmarks.peers.programs import POSTGRESQL
from tests.real.postgresql_server import server

COOPERATIVES, FEW, YEARS = 1_000, 100, 10
Figures = dict[str, float]


@cache
def packages() -> Path:
    place = folder() / "packages"
    place.mkdir()
    for cooperative in sample_cooperatives(COOPERATIVES):
        for year in range(LAST_YEAR - YEARS + 1, LAST_YEAR + 1):
            path = place / file_name(cooperative.code, year, 1)
            path.write_bytes(sample_package(cooperative, year).content)
    return place


@cache
def address() -> str:
    return at_end.enter_context(server())


@cache
def brought(target: str, cooperatives: int) -> Figures:
    """Seconds of reading, merging and the bare rows, and the peak of the process in MiB."""
    report = folder() / f"central-{target}-{cooperatives}"
    command = [sys.executable, "-m", "tests.benchmarks.central_child", str(report), str(packages())]
    there = []
    if target == "postgresql":
        with psycopg.connect(address(), autocommit=True) as db:
            db.execute("DROP SCHEMA IF EXISTS ananea CASCADE")
        there = [address()]
    usage = measure_process([*command, str(cooperatives), str(YEARS), *there])
    figures: Figures = json.loads(report.read_text(encoding="ascii"))
    return figures | {"peak": usage.peak_mib}


def figure(target: str, cooperatives: int, name: str) -> float:
    return brought(target, cooperatives)[name]


def _whole(target: str) -> float:
    figures = brought(target, COOPERATIVES)
    return figures["read"] + figures["ours"]


def _lines(target: str, title: str, bare: str) -> list[Benchmark]:
    line = partial(Benchmark, is_warmed=False, peer=POSTGRESQL if target == "postgresql" else None)
    ours, theirs = (partial(figure, target, COOPERATIVES, name) for name in ("ours", "bare"))
    peak, small_peak = (partial(figure, target, count, "peak") for count in (COOPERATIVES, FEW))
    few = f"the same with {FEW * YEARS:,} packages"
    return [
        line(f"{title}, 10,000 packages merged", ours, theirs, 2.0, 1, "   s", against=f"{bare} of the same rows"),
        line(
            f"{title}, also read and verified",
            partial(_whole, target),
            theirs,
            10.0,
            1,
            "   s",
            against=f"{bare} of the same rows, nothing read",
        ),
        line(f"{title}, memory", peak, small_peak, 1.2, 1, " MiB", against=few),
    ]


BENCHMARKS = [
    *_lines("sqlite", "Central", "bare executemany"),
    *_lines("postgresql", "Central in PostgreSQL", "bare COPY"),
]
