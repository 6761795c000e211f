"""The child process that looks into a stranger's picture or PDF: bytes in by stdin, what may be kept out by stdout.

It holds nothing but the one file. Where the system knows limits (Linux), it may use little memory and time and can
write no file; on Windows nothing is limited from within: there it takes fewer dots. Everywhere the caller ends it
after a minute. What breaks in it breaks nothing else: the caller (documents/pictures.py) then says that the file could
not be read.
"""

import io
import json
import sys
from contextlib import closing, suppress
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pypdfium2
    from PIL import Image

MOST_MEMORY = 1536 * 1024**2
"""Bytes of address space. Measured in use: 160 MB for a phone's JPEG of 12 million dots, 140 MB (progressive: 410 MB)
for one of 108 million and 40 MB, 850 MB for a PNG of 190 million."""
MOST_SECONDS = 50
"""Of the processor."""
MOST_DOTS = 200_000_000
MOST_HELD = MOST_DOTS if find_spec("resource") else 60_000_000
"""Dots that are decoded whole. Where nothing limits the memory (Windows) as many as a PC of 4 GB can spare: measured,
60 million take 340 MB of a PNG, and at most 500 MB of a progressive JPEG; a usual JPEG is never held whole."""
LONGEST_SIDE = 2000
"""Dots: an invoice can be read at this size, and a projector shows fewer."""
THUMBNAIL_SIDE = 320
QUALITY, THUMBNAIL_QUALITY = 82, 76
_PLUGINS = {"JPEG": "Jpeg", "PNG": "Png", "WEBP": "WebP", "TIFF": "Tiff", "BMP": "Bmp", "GIF": "Gif"}
FORMATS = tuple(_PLUGINS)
MOST_PAGES = 200
LONGEST_PAGE = 14_400.0
"""Points: 200 inches, the most a PDF's page may have."""
TRIAL_SIDE = 64
"""Dots of a page that is drawn only to see that it can be."""
_WHITE = (255, 255, 255)
_ORIENTATION = 0x0112
"""The tag of EXIF that says how the camera was held."""

NOT_A_PICTURE = "not_a_picture"
DAMAGED = "damaged"
TOO_MANY_DOTS = "too_many_dots"
ENCRYPTED = "encrypted"
TOO_MANY_PAGES = "too_many_pages"


class Refused(Exception):
    """Its argument is one of the reasons above."""


def main() -> int:
    """Answers with one line of JSON, then the bytes it announces: the picture (none for a PDF) and its thumbnail."""
    # By number: a windowed program has no sys.stdin, but what it was given is there.
    with open(0, "rb", closefd=False) as stream:
        data = stream.read()
    try:
        facts, *parts = reduce_pdf(data) if is_pdf(data) else reduce_picture(data)
        facts["lengths"] = [len(part) for part in parts]
    except Refused as reason:
        facts, parts = {"refused": str(reason)}, []
    except MemoryError:
        facts, parts = {"refused": TOO_MANY_DOTS}, []
    except Exception as fault:  # whatever a broken file makes the libraries raise: to the person it is damaged
        from ananea_desktop.domain.fault_report import fault_place

        facts, parts = {"refused": DAMAGED, "fault": fault_place(fault)}, []
    with open(1, "wb", closefd=False) as stream:
        stream.write(json.dumps(facts).encode() + b"\n")
        for part in parts:
            stream.write(part)
    return 0


def limit_this_process() -> None:
    """From now on little memory and time, no core file and no file at all. Where the system knows no limits, none:
    see MOST_HELD."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for name, most in (("AS", MOST_MEMORY), ("CPU", MOST_SECONDS), ("CORE", 0), ("FSIZE", 0)):
        limit = getattr(resource, f"RLIMIT_{name}", None)
        if limit is not None:
            with suppress(ValueError, OSError):  # a limit that is already lower stays
                resource.setrlimit(limit, (most, most))


def is_pdf(data: bytes) -> bool:
    """Readers look for the mark in the first thousand bytes; so do those who hide one."""
    return b"%PDF-" in data[:1024]


def reduce_picture(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """What is known of the picture, the picture as it is kept, and its thumbnail. Raises Refused."""
    import warnings

    from PIL import Image, UnidentifiedImageError

    for name in FORMATS:  # these alone, or Pillow loads all of its forty when it looks for one
        import_module(f"PIL.{_PLUGINS[name]}ImagePlugin")
    limit_this_process()
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = MOST_DOTS
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
            kept = upright(smaller(opened))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(TOO_MANY_DOTS) from error
    except UnidentifiedImageError as error:
        raise Refused(NOT_A_PICTURE) from error
    small = kept.copy()
    small.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    facts = {"media_type": "image/jpeg", "width": kept.width, "height": kept.height, "pages": 0}
    return facts, _jpeg(kept, QUALITY), _jpeg(small, THUMBNAIL_QUALITY)


def smaller(opened: "Image.Image") -> "Image.Image":
    """The first frame in three colours on white, no side longer than LONGEST_SIDE.

    Strip by strip: beside the decoded picture itself, which Pillow holds whole, it takes hardly any memory.
    """
    from PIL import Image

    orientation = opened.getexif().get(_ORIENTATION, 1)
    whole = opened.width * opened.height
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then decoded at a half, a quarter or an eighth
    width, height = opened.size
    if (whole if opened.info.get("progressive") else width * height) > MOST_HELD:
        raise Refused(TOO_MANY_DOTS)
    scale = _to_eight_bits(opened)
    factor = max(1, max(width, height) // (2 * LONGEST_SIDE))
    result = Image.new("RGB", (-(-width // factor), -(-height // factor)))
    for top in range(0, height, 64 * factor):
        strip = on_white(opened.crop((0, top, width, min(height, top + 64 * factor))), scale)
        result.paste(strip.reduce(factor) if factor > 1 else strip, (0, top // factor))
    result.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    result.info["orientation"] = orientation
    return result


def on_white(picture: "Image.Image", scale: tuple[float, float]) -> "Image.Image":
    """In three colours of 8 bits; what can be seen through lies on a white page."""
    from PIL import Image

    if picture.mode.startswith(("I", "F")):
        factor, offset = scale
        picture = picture.convert("F").point(lambda dot: dot * factor + offset).convert("L")
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    picture = picture.convert("RGBA")
    page = Image.new("RGB", picture.size, _WHITE)
    page.paste(picture, mask=picture.getchannel("A"))
    return page


def _to_eight_bits(opened: "Image.Image") -> tuple[float, float]:
    """Factor and offset that bring dots of 16 bits and more to 0 … 255; where the range is not said, the one used."""
    if not opened.mode.startswith(("I", "F")):
        return 1.0, 0.0
    darkest, lightest = (0, 65_535) if opened.mode.startswith("I;16") else opened.getextrema()
    factor = 255.0 / (float(lightest) - float(darkest) or 1.0)  # type: ignore[arg-type]
    return factor, -float(darkest) * factor  # type: ignore[arg-type]


def upright(picture: "Image.Image") -> "Image.Image":
    """Turned as the camera was held. Nothing the file said besides is left: neither place nor device nor day."""
    from PIL import Image

    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(picture.info.get("orientation", 1))
    turned = picture if turn is None else picture.transpose(turn)
    clean = Image.new("RGB", turned.size)
    clean.paste(turned)
    return clean


def _jpeg(picture: "Image.Image", quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True)
    return buffer.getvalue()


def reduce_pdf(data: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    """What is known of the PDF, nothing (it is kept as it is), and a thumbnail of its first page. Raises Refused."""
    import pypdfium2
    from PIL import JpegImagePlugin  # noqa: F401
    from pypdfium2 import raw

    limit_this_process()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise Refused(ENCRYPTED if is_locked else DAMAGED) from error
    with closing(document):
        if not 1 <= len(document) <= MOST_PAGES:
            raise Refused(TOO_MANY_PAGES if len(document) else DAMAGED)
        sides = [_try_page(document, number) for number in range(len(document))]
        with closing(document[0]) as page:
            drawn = page.render(scale=THUMBNAIL_SIDE / sides[0], rev_byteorder=True).to_pil().convert("RGB")
    drawn.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
    facts = {"media_type": "application/pdf", "width": drawn.width, "height": drawn.height, "pages": len(sides)}
    return facts, b"", _jpeg(drawn, THUMBNAIL_QUALITY)


def _try_page(document: "pypdfium2.PdfDocument", number: int) -> float:
    """The longer side of a page, in points. Drawn small and thrown away: what hangs or crashes does so here, before it
    is in the window. Raises Refused."""
    with closing(document[number]) as page:
        size = page.get_size()
        if not all(0 < side <= LONGEST_PAGE for side in size):
            raise Refused(DAMAGED)
        page.render(scale=TRIAL_SIDE / max(size)).close()
    return float(max(size))


if __name__ == "__main__":
    sys.exit(main())
