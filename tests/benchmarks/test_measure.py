"""The benchmark runner: medians, turns, limits, and the cost of a process."""

import sys

import pytest

from tests.benchmarks.measure import Benchmark, Result, measure, measure_process
from tests.benchmarks.run import chosen


def a_benchmark(name: str = "x", limit: float = 2.0) -> Benchmark:
    return Benchmark(name, ours=lambda: 3.0, reference=lambda: 2.0, limit=limit, rounds=3, unit="ms")


def test_line_holds_name_ours_reference_ratio_limit() -> None:
    line = measure(a_benchmark("start")).line(name_width=8)
    assert line.split() == ["start", "3.000ms", "2.000ms", "1.50", "2.00"]


def test_ours_and_reference_take_turns_and_the_first_round_is_not_counted() -> None:
    calls: list[str] = []
    times = {"ours": iter([100.0, 1.0, 9.0, 5.0]), "reference": iter([100.0, 2.0, 2.0, 50.0])}

    def side(name: str) -> float:
        calls.append(name)
        return next(times[name])

    result = measure(Benchmark("x", lambda: side("ours"), lambda: side("reference"), 3, 3, "ms"))
    assert calls == ["ours", "reference"] * 4
    assert (result.ours, result.reference) == (5.0, 2.0)


@pytest.mark.parametrize(("ours", "is_over"), [(4.0, False), (4.01, True), (float("nan"), True)])
def test_ratio_over_its_limit_is_told(ours: float, is_over: bool) -> None:
    assert Result(a_benchmark(limit=2.0), ours, 2.0).is_over is is_over


def test_benchmarks_are_chosen_by_a_part_of_their_name() -> None:
    benchmarks = [a_benchmark("start-time"), a_benchmark("start-memory"), a_benchmark("search")]
    assert [each.name for each in chosen(benchmarks, ["start"])] == ["start-time", "start-memory"]
    assert chosen(benchmarks, []) == benchmarks


def test_memory_of_a_process_is_its_own() -> None:
    ballast = b"x" * 200_000_000
    small = measure_process([sys.executable, "-c", "pass"])
    large = measure_process([sys.executable, "-c", "x = b'x' * 100_000_000"])
    assert len(ballast) / 2**20 > small.peak_mib + 100
    assert 90 < large.peak_mib - small.peak_mib < 110
    assert small.seconds > 0


def test_process_that_fails_is_not_measured() -> None:
    with pytest.raises(RuntimeError, match="gave 3"):
        measure_process([sys.executable, "-c", "raise SystemExit(3)"])
