"""Pictures and PDFs made on the spot: good ones, strange ones, and such as someone makes to do harm."""

import io
import os
import struct
import zlib

from PIL import Image, ImageDraw
from PIL.Image import Exif

GPS, ORIENTATION, MAKE = 0x8825, 0x0112, 0x010F


def encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, form, **options)
    return buffer.getvalue()


def a_photo(width: int = 320, height: int = 240, shade: int = 0, form: str = "JPEG", mode: str = "RGB") -> bytes:
    """Red in its left half and blue in its right."""
    picture = Image.new("RGB", (width, height), (200, shade, 30))
    ImageDraw.Draw(picture).rectangle((width // 2, 0, width, height), fill=(30, shade, 200))
    return encoded(picture.convert(mode), form)


def a_photo_of_a_phone() -> bytes:
    """Lying on its side, with where and with what it was taken."""
    exif = Exif()
    exif[ORIENTATION] = 6
    exif[MAKE] = "Teléfono de Rosa"
    exif.get_ifd(GPS)[2] = (14.0, 40.0, 12.0)
    picture = Image.open(io.BytesIO(a_photo(400, 200)))
    return encoded(picture, "JPEG", exif=exif, comment=b"Ananea", icc_profile=b"a profile")


def a_pdf(pages: int = 1, password: str = "") -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    lock = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, pagesize=(300, 400), invariant=1, encrypt=lock)
    for number in range(pages):
        canvas.drawString(50, 300, f"Factura {number + 1}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def a_png_that_claims(width: int, height: int, rows: int = 0) -> bytes:
    """A PNG whose header says a size, with ``rows`` of black behind it, packed a thousandfold."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(width + 1)) for _row in range(rows)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def an_animation() -> bytes:
    frames = [Image.new("RGB", (60, 40), shade) for shade in ("red", "blue")]
    return encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])


def noise(length: int) -> bytes:
    return os.urandom(length)
