"""Where things are: the data file, logs, copies and resources. Functions only; nothing happens at import."""

from pathlib import Path

APPLICATION = "ananea_desktop"
DATA_FILE_NAME = "ananea.db"


def user_data_folder() -> Path:
    """The folder of the person's own data, made when first asked for."""
    import platformdirs  # 25 ms, and --file needs none of it

    return platformdirs.user_data_path(APPLICATION, appauthor=False, ensure_exists=True)


def default_data_file() -> Path:
    return user_data_folder() / DATA_FILE_NAME


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
