"""resources/dev.py: when the environment is made anew, and what it passes on."""

import os
import signal
import sys
from pathlib import Path

import pytest

from resources import dev


@pytest.fixture
def environment(tmp_path: Path) -> dev.Environment:
    (tmp_path / "resources").mkdir()
    (tmp_path / "resources" / "constraints.txt").write_text("click==8.5.1\n")
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n')
    (tmp_path / ".venv").mkdir()
    return dev.Environment(tmp_path)


def test_environment_without_a_stamp_is_not_current(environment: dev.Environment) -> None:
    assert not environment.is_current(dev=False)


def test_environment_is_current_until_a_version_changes(environment: dev.Environment) -> None:
    environment.write_stamp(dev=True)
    assert environment.is_current(dev=True)
    (environment.root / "resources" / "constraints.txt").write_text("click==8.5.0\n")
    assert not environment.is_current(dev=True)


def test_environment_is_current_until_the_project_changes(environment: dev.Environment) -> None:
    environment.write_stamp(dev=False)
    (environment.root / "pyproject.toml").write_text('[project]\nname = "y"\n')
    assert not environment.is_current(dev=False)


def test_environment_made_to_run_lacks_the_test_tools(environment: dev.Environment) -> None:
    environment.write_stamp(dev=False)
    assert environment.is_current(dev=False)
    assert not environment.is_current(dev=True)


def test_environment_made_to_test_also_runs(environment: dev.Environment) -> None:
    environment.write_stamp(dev=True)
    assert environment.is_current(dev=False)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"dev": true}'])
def test_spoilt_stamp_is_no_stamp(environment: dev.Environment, content: bytes) -> None:
    environment.stamp.write_bytes(content)
    assert not environment.is_current(dev=False)


def test_copied_environment_is_noticed(environment: dev.Environment, tmp_path: Path) -> None:
    environment.write_stamp(dev=True)
    copy = dev.Environment(tmp_path / "copy")
    (environment.root / ".venv").rename(environment.root / "kept")
    (tmp_path / "copy").mkdir()
    for name in ("pyproject.toml", "resources"):
        (environment.root / name).rename(copy.root / name)
    (environment.root / "kept").rename(copy.folder)
    assert copy.has_moved()
    assert not copy.is_current(dev=False)


def test_broken_environment_is_made_anew(environment: dev.Environment) -> None:
    python = Path(environment.program("python"))
    python.parent.mkdir(parents=True)
    python.write_text("no Python at all")
    (environment.folder / "left-over").touch()
    assert not environment.works()
    environment.make_folder()
    assert environment.works()
    assert not (environment.folder / "left-over").exists()


def test_only_missing_libraries_are_asked_for() -> None:
    libraries = {"libc.so.6": "libc6", "libnoexiste.so.9": "libnoexiste9"}
    assert dev.missing_packages(libraries) == ["libnoexiste9"]


def test_who_may_not_install_is_told_the_command() -> None:
    with pytest.raises(SystemExit, match="sudo apt-get install -y --no-install-recommends libegl1 libgl1\n"):
        dev.install_packages(["libegl1", "libgl1"], allowed=False)


@pytest.mark.parametrize(
    ("args", "env", "expected"),
    [
        ([], {"DISPLAY": ":0"}, True),
        ([], {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ([], {"QT_QPA_PLATFORM": "offscreen"}, True),
        (["--file", "x.db"], {"DISPLAY": ":0"}, True),
        ([], {}, False),
        ([], {"DISPLAY": ""}, False),
        (["demo", "DIR"], {"DISPLAY": ":0"}, False),
    ],
)
def test_libraries_of_qt_are_needed_only_for_a_window(args: list[str], env: dict[str, str], expected: bool) -> None:
    assert dev.opens_window(args, env) is expected


def test_exit_code_is_passed_on() -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(7)"]) == 7


def test_death_by_a_signal_gives_the_code_of_a_shell() -> None:
    killed = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
    assert dev.call([sys.executable, "-c", killed]) == 128 + signal.SIGKILL


def test_unknown_verb_shows_the_verbs(capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(["frobnicate"]) == 2
    assert "screenshots DIR" in capsys.readouterr().err


def test_screenshots_without_a_folder_says_so() -> None:
    with pytest.raises(SystemExit, match="Falta la carpeta"):
        dev.main(["screenshots"])


def test_every_pinned_version_is_exact() -> None:
    lines = (dev.ROOT / "resources" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert len(pins) > 20
    assert all(line.count("==") == 1 and os.sep not in line and "@" not in line for line in pins)


@pytest.mark.parametrize("argv", [["--help"], ["-h"], ["screenshots", "--help"], ["screenshots", "-h"]])
def test_help_is_told_and_nothing_made(
    argv: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert dev.main(argv) == 0
    assert "screenshots DIR" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


def test_an_option_is_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="Falta la carpeta"):
        dev.main(["screenshots", "--dark"])
    assert list(tmp_path.iterdir()) == []


def test_full_is_told_to_pytest_and_to_the_readers_of_broken_bytes(
    environment: dev.Environment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The long form was once taken out of what pytest is given, and nobody had noticed: nothing fails by it."""
    ran: list[list[str]] = []
    monkeypatch.setattr(dev, "developing", lambda: environment)

    def call(command: list[str], **_where: object) -> int:
        ran.append(list(command))
        return 0

    monkeypatch.setattr(dev, "call", call)
    monkeypatch.setenv("ANANEA_FUZZ_SECONDS", "")
    assert dev.test(["--full", "tests/faults/test_power.py"]) == 0
    assert ran[-1][-2:] == ["--full", "tests/faults/test_power.py"]
    assert os.environ["ANANEA_FUZZ_SECONDS"] == "600"
