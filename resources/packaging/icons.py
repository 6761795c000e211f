"""The program's icon in the sizes that systems want, all of them drawn from ananea.svg."""

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

SOURCE = Path(__file__).with_name("ananea.svg")
WINDOW_ICON = Path(__file__).parents[1] / "icon" / "ananea.png"
SIZES = (16, 24, 32, 48, 64, 128, 256)
"""Dots of a side: of the Windows icon, and of the folders of hicolor."""


def picture(side: int) -> "Image.Image":
    """The icon with ``side`` dots, transparent around its corners."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    QSvgRenderer(str(SOURCE)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return Image.open(io.BytesIO(buffer.data().data()))


def write_png(path: Path, side: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    picture(side).save(path, optimize=True)


def write_window_icon() -> None:
    """Into resources/, where the program reads it: after a change of the drawing, and then commit it."""
    write_png(WINDOW_ICON, 128)


def write_ico(path: Path) -> None:
    """One file with every size, each drawn for itself."""
    largest, *others = [picture(side) for side in reversed(SIZES)]
    largest.save(path, sizes=[(side, side) for side in SIZES], append_images=others)
