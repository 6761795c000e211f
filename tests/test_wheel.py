"""The wheel, as a person gets it: in an empty environment, in another folder, doing the main job without a window."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def run(command: list[str], cwd: Path) -> str:
    """What it printed; where it fails, the test fails with all that it said."""
    env = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "QT_QPA_PLATFORM")}
    done = subprocess.run(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert done.returncode == 0, f"{command} gave {done.returncode}:\n{done.stdout}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)], cwd=folder)
    (wheel,) = folder.glob("*.whl")
    return wheel


def test_wheel_holds_the_package_and_its_resources(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "ananea_desktop/paths.py" in names
    resources = {path.relative_to(ROOT).as_posix() for path in (ROOT / "resources").rglob("*") if path.is_file()}
    resources = {name for name in resources if not name.startswith("resources/packaging/")}  # of the developers
    expected = {f"ananea_desktop/{name}" for name in resources if not name.endswith(".pyc")}
    assert expected <= names
    assert not [name for name in names if name.startswith(("tests/", "resources/"))]


def test_wheel_does_the_main_job_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    constraints = str(ROOT / "resources" / "constraints.txt")
    run([str(programs / "python"), "-m", "pip", "install", "--quiet", "-c", constraints, str(wheel)], cwd=tmp_path)

    elsewhere = tmp_path / "another folder"
    elsewhere.mkdir()
    run([str(programs / "ananea-desktop"), "demo", "papeles"], cwd=elsewhere)

    assert (elsewhere / "papeles" / "ananea.db").read_bytes().startswith(b"SQLite format 3\0")
    papers = list((elsewhere / "papeles").rglob("*.pdf"))
    assert len(papers) >= 2
    assert all(paper.read_bytes().startswith(b"%PDF") for paper in papers)
