"""Where things are: the data file, logs, copies and resources. Functions only; nothing happens at import."""

import sys
from pathlib import Path

APPLICATION = "ananea_desktop"
DATA_FILE_NAME = "ananea.db"


def user_data_folder() -> Path:
    """The folder of the person's own data, made when first asked for."""
    import platformdirs  # 25 ms, and --file needs none of it

    return platformdirs.user_data_path(APPLICATION, appauthor=False, ensure_exists=True)


def default_data_file() -> Path:
    return user_data_folder() / DATA_FILE_NAME


_SAMPLE = "-muestra"


def sample_file(data_file: Path) -> Path:
    """The invented data to try the program with, beside the data file: another file, which is never that one."""
    return data_file.with_name(f"{data_file.stem}{_SAMPLE}{data_file.suffix}")


def real_file(data_file: Path) -> Path | None:
    """The data file beside which this sample lies; None where it is no sample."""
    stem = data_file.stem.removesuffix(_SAMPLE)
    return None if stem == data_file.stem or not stem else data_file.with_name(f"{stem}{data_file.suffix}")


def log_file(data_file: Path) -> Path:
    return data_file.with_name("registro.log")


def copies_folder(data_file: Path) -> Path:
    """The copies made on close, beside the data file."""
    return data_file.with_name(data_file.stem + "-copias")


def resources() -> Path:
    """The project's resources/ folder: inside the package in an installed wheel, beside it in the source tree."""
    package = Path(__file__).resolve().parent
    installed = package / "resources"
    return installed if installed.is_dir() else package.parent / "resources"


def is_frozen() -> bool:
    """Whether this is the packaged program, which has no Python beside it."""
    return bool(getattr(sys, "frozen", False))


def worker_command(flag: str) -> list[str]:
    """How this program starts itself for work in another process; to be started in ``worker_folder``."""
    return [sys.executable, flag] if is_frozen() else [sys.executable, "-m", "ananea_desktop", flag]


def worker_folder() -> Path | None:
    """Where ``-m`` finds this very package."""
    return None if is_frozen() else Path(__file__).resolve().parents[1]
