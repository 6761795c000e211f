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


def a_pdf_that_hangs(page: int, pages: int = 3, side: int = 32_000) -> bytes:
    """Small, and opened at once; but on that page a huge image is drawn two thousand times."""
    paint = b"q 300 0 0 400 0 0 cm /I Do Q " * 2000
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(side // 8)) for _row in range(side)) + packer.flush()
    image = b"/Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode" % (side, side)
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 300 400] >>" % (kids, pages),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(paint), paint),
        b"<< /Type /XObject /Subtype /Image %s /Length %d >>\nstream\n%s\nendstream" % (image, len(packed), packed),
    ]
    for number in range(1, pages + 1):
        drawn = b"/Contents 3 0 R" if number == page else b""
        objects.append(b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << /I 4 0 R >> >> %s >>" % drawn)
    parts = [b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in enumerate(objects, start=1)]
    return b"%PDF-1.4\n" + b"".join(parts) + b"trailer << /Root 1 0 R >>\n%%EOF"


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
