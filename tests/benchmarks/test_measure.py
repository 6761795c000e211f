"""The benchmark runner: medians, turns, limits, and the cost of a process."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.benchmarks.measure import Benchmark, Result, figure, measure, measure_process
from tests.benchmarks.peers.programs import Peer
from tests.benchmarks.run import GROUPS, Page, chosen, main, titled


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


def test_every_module_stands_once_on_the_page() -> None:
    named = " ".join(GROUPS.values()).split()
    modules = {path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py")}
    titles = titled(modules)
    assert sorted(" ".join(titles.values()).split()) == sorted({*named, *modules})
    assert "new" in titled({*modules, "new"})["More"].split()


def test_a_program_that_is_missing_is_told_and_not_measured(capsys: pytest.CaptureFixture[str]) -> None:
    missing = Peer("Ábaco", is_there=lambda: False, install="apt-get install abaco")
    page = Page(is_markdown=False, width=8)
    page.measured(replace(a_benchmark("abacus"), ours=lambda: 1 / 0, peer=missing))
    assert capsys.readouterr().out == "abacus   not installed: apt-get install abaco\n"
    assert page.over == []


def test_the_table_of_the_readme_has_a_row_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    page = Page(is_markdown=True, width=8)
    page.title("Start")
    page.measured(replace(a_benchmark("start", limit=1.0), against="bare Qt"))
    told = capsys.readouterr().out.splitlines()
    assert told[2:] == ["| **Start** | | | | |", "| start | 3.00 ms | 2.00 ms | 1.50 (1) | bare Qt |"]
    assert page.over == ["start"]


def test_a_reference_that_takes_minutes_is_not_done_twice() -> None:
    calls: list[str] = []

    def side(name: str) -> float:
        calls.append(name)
        return 1.0

    measure(Benchmark("x", lambda: side("ours"), lambda: side("reference"), 1, 1, "s", is_warmed=False))
    assert calls == ["ours", "ours", "reference"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (0.03123, "0.0312"), (4.7, "4.70"), (61.23, "61.2"), (1234.5, "1,234")]
)
def test_figures_have_three_digits_that_mean_something(value: float, text: str) -> None:
    assert figure(value) == text


def test_a_misspelt_option_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--markdwon"]) == 2
    assert "--markdwon" in capsys.readouterr().err
