"""What every test shares: options, no screen unless asked for, and folders that are not the person's own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

TESTS = Path(__file__).parent
PROGRAMS = {
    TESTS / "real": ("Xvfb", "cupsd", "gs", "pdftoppm", "soffice"),
    TESTS / "real" / "test_packaged_program.py": ("dpkg-deb", "desktop-file-validate", "update-mime-database"),
    TESTS / "real" / "test_installer_in_wine.py": ("makensis", "wine"),
    TESTS / "test_windows_package.py": ("makensis",),
    TESTS / "real" / "test_postgresql.py": ("postgres",),
    TESTS / "faults" / "test_every_write.py": ("strace",),
    TESTS / "faults" / "test_no_network.py": ("strace",),
    TESTS / "faults" / "test_power.py": ("strace",),
    TESTS / "faults" / "test_power_jobs.py": ("strace",),
    TESTS / "faults" / "test_job_faults.py": ("strace",),
}
"""What a test file or folder needs that pip does not bring."""
LONG_ONLY = (TESTS / "real" / "test_installer_in_wine.py",)
"""What is tried only with ``--full``: Wine is 670 MB to install, for one script that seldom changes."""

MEMORY, ROOM = Path("/dev/shm"), 6 << 30
"""Linux's disk in memory, and the bytes that the tests may need at once."""

# No deadline: an old hard disk is slow, and that is no fault. Random books are dear to make: 2,000 only with --full.
settings.register_profile("usual", deadline=None, max_examples=30)
settings.register_profile("full", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="the long form of the tests that have one")
    parser.addoption("--onscreen", action="store_true", help="show the windows, to watch")


def pytest_configure(config: pytest.Config) -> None:
    work_in_memory()
    settings.load_profile("full" if config.getoption("--full") else "usual")
    if not config.getoption("--onscreen"):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before the first test asks for a QApplication


def work_in_memory() -> None:
    """Puts the tests' folders on a disk that is held in memory, where there is one with room.

    Each of some 100,000 syncs takes milliseconds on a disk; what a sync is worth is shown by simulated power cuts
    (tests/faults), and a process that is killed loses as little here as there.
    """
    if os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def missing_programs() -> dict[Path, list[str]]:
    """By what needs them; only what is missing."""
    servers = map(str, Path("/usr/lib/postgresql").glob("*/bin"))  # where Debian has it, on nobody's PATH
    path = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", *servers))
    missing = {
        tests: [name for name in names if shutil.which(name, path=path) is None] for tests, names in PROGRAMS.items()
    }
    return {tests: names for tests, names in missing.items() if names}


def belongs(item: pytest.Item, tests: Path) -> bool:
    return tests in (item.path, *item.path.parents)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Marks tests/real; what misses its programs is left out and said so, but in CI it runs and fails."""
    for item in items:
        if belongs(item, TESTS / "real"):
            item.add_marker(pytest.mark.real)
    without = [] if config.getoption("--full") else [*LONG_ONLY]
    if not os.environ.get("CI"):
        without += missing_programs()
    left_out = {item for item in items if any(belongs(item, tests) for tests in without)}
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=[*left_out])


def pytest_report_header() -> list[str]:
    return [
        f"not installed, so outside CI {tests.relative_to(TESTS.parent)} is left out: {', '.join(names)}"
        for tests, names in missing_programs().items()
    ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures of the long forms (tests/faults), as lines of the table in README."""
    reports = [report for reports in terminalreporter.stats.values() for report in reports]
    figures = [text for report in reports for name, text in getattr(report, "user_properties", ()) if name == "figure"]
    if figures:
        terminalreporter.section("figures: what, date, n, result, control, seed")
        for text in dict.fromkeys(figures):
            terminalreporter.line(text)


@pytest.fixture(scope="session")
def full(pytestconfig: pytest.Config) -> bool:
    """Whether the long form was asked for."""
    return bool(pytestconfig.getoption("--full"))


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No test, nor a program it starts, reaches the person's own data file or settings."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(home / name.lower()))
        yield home
