"""Start: the window, or a command where the first word is one."""

import gc
import os
import sys
from collections.abc import Callable
from pathlib import Path


def main() -> int:
    """Without a command opens the window: ``ananea-desktop [--file PATH]``, or ``--open PATH`` of a double click."""
    arguments = sys.argv[1:]
    if arguments == ["--reduce-picture"]:  # a child of this program, with a stranger's file in it: before all else
        from ananea_desktop.documents import picture_worker

        return picture_worker.main()
    if arguments == ["--read-sheet"]:  # the same with a spreadsheet
        from ananea_desktop.documents import sheet_worker

        return sheet_worker.main()
    if arguments[:1] == ["--work-apart"]:  # what takes long with the data file or a copy of it
        from ananea_desktop.storage import apart_worker

        if arguments[1:] == ["en"]:
            from ananea_desktop.operations.languages import use_language

            use_language("en")
        return apart_worker.main()
    if arguments and arguments[0] != "--open" and not _opens_a_file(arguments):
        from ananea_desktop import commands

        return commands.main(arguments)
    if not _has_display():
        print(
            "No hay pantalla donde abrir la ventana. Para probar el programa sin ventana: ananea-desktop demo CARPETA"
            " (en el proyecto: python3 resources/dev.py run demo CARPETA).",
            file=sys.stderr,
        )
        return 2
    if arguments[:1] == ["--open"]:
        return _open_clicked(Path(arguments[1]) if arguments[1:] else None)
    return open_window(_data_file(arguments))


def _open_clicked(file: Path | None) -> int:
    """What the system's double click gives. In a copy nobody shall work by mistake: how it is put back is said."""
    from ananea_desktop import paths
    from ananea_desktop.operations import restoring

    if file is not None and restoring.is_copy(file):
        from ananea_desktop import app

        return app.tell_of_copy(file)
    return open_window(file or paths.default_data_file())


def open_window(data_file: Path, when_ready: Callable[[], object] | None = None) -> int:
    """Opens the window and gives the exit code; ``when_ready`` is called once its first page shows its figures."""
    gc.disable()  # nothing that is imported now becomes garbage; looking for it costs a tenth of the start
    # Before Qt: PySide looks into the source of every module that imports something after it.
    import concurrent.futures  # noqa: F401
    import faulthandler  # noqa: F401
    import getpass  # noqa: F401
    import html  # noqa: F401

    from ananea_desktop.documents import icons  # noqa: F401
    from ananea_desktop.domain import assemblies  # noqa: F401
    from ananea_desktop.operations import copying, home, office, pending_prints, receipt_list, sign_in  # noqa: F401

    from ananea_desktop import app  # isort: skip

    return app.run_window(data_file, when_ready)


def _opens_a_file(arguments: list[str]) -> bool:
    return arguments[0].startswith("--file") and not _holds_command(arguments)


def _holds_command(arguments: list[str]) -> bool:
    from ananea_desktop import commands

    return any(commands.is_command(word) for word in arguments)


def _data_file(arguments: list[str]) -> Path:
    from ananea_desktop import paths

    if not arguments:
        return paths.default_data_file()
    name = arguments[0].partition("=")[2] or (arguments[1] if len(arguments) > 1 else "")
    return Path(name) if name else paths.default_data_file()


def _has_display() -> bool:
    """Windows and macOS always have one; elsewhere Qt needs a server, or another platform named on purpose."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


if __name__ == "__main__":
    sys.exit(main())
