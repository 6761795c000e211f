"""A stranger's file is looked into by a child: what may be kept comes back small and bare, all else with a sentence."""

import io
import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from ananea_desktop.documents import picture_worker, pictures
from ananea_desktop.documents.pictures import PictureReader, Reduced
from ananea_desktop.domain.attachments import JPEG, PDF
from ananea_desktop.domain.errors import UserError
from tests.hostile import (
    a_pdf,
    a_pdf_that_hangs,
    a_photo,
    a_photo_of_a_phone,
    a_png_that_claims,
    an_animation,
    encoded,
    noise,
)


def reduced(data: bytes) -> Reduced:
    return PictureReader().reduce(data)


def picture(data: bytes) -> Image.Image:
    opened = Image.open(io.BytesIO(data))
    opened.load()
    return opened


def is_near(picture: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    dot = picture.getpixel(place)
    assert isinstance(dot, tuple)
    return all(abs(one - other) < 24 for one, other in zip(dot, colour, strict=True))


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "TIFF", "BMP", "GIF"])
def test_each_form_becomes_a_jpeg(form: str) -> None:
    kept = reduced(a_photo(form=form))
    assert (kept.media_type, kept.width, kept.height, kept.pages) == (JPEG, 320, 240, 0)
    shown = picture(kept.content)
    assert shown.format == "JPEG"
    assert is_near(shown, (20, 120), (200, 0, 30))
    assert is_near(shown, (300, 120), (30, 0, 200))


def test_the_same_file_gives_the_same_bytes() -> None:
    assert reduced(a_photo()) == reduced(a_photo())


def test_a_large_photo_is_made_smaller_and_a_small_one_not_larger() -> None:
    assert (reduced(a_photo(5000, 3000)).width, reduced(a_photo(5000, 3000)).height) == (2000, 1200)
    assert reduced(a_photo(3000, 6000, form="PNG")).height == 2000
    assert reduced(a_photo(30, 20)).width == 30
    assert max(picture(reduced(a_photo(5000, 3000)).thumbnail).size) == 320


def test_a_photo_of_40_mb_is_taken() -> None:
    dots = Image.frombytes("RGB", (2400, 1800), noise(2400 * 1800 * 3)).resize((12_000, 9_000))
    data = encoded(dots, "JPEG", quality=90)
    assert 40_000_000 < len(data) < pictures.LARGEST_PICTURE
    kept = reduced(data)
    assert (kept.width, kept.height) == (2000, 1500)
    assert len(kept.content) < 2_000_000


def test_a_photo_stands_as_the_phone_was_held_and_tells_nothing_besides() -> None:
    data = a_photo_of_a_phone()
    assert picture(data).getexif()
    kept = reduced(data)
    assert (kept.width, kept.height) == (200, 400)
    for each in (kept.content, kept.thumbnail):
        shown = picture(each)
        assert not shown.getexif()
        assert set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert b"Ananea" not in each
        assert b"Rosa" not in each
    assert is_near(picture(kept.content), (100, 20), (200, 0, 30))
    assert is_near(picture(kept.content), (100, 380), (30, 0, 200))


def test_what_can_be_seen_through_lies_on_white() -> None:
    see_through = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    see_through.paste((10, 200, 10, 255), (0, 0, 20, 40))
    for form in ("PNG", "WEBP", "TIFF", "GIF"):
        shown = picture(reduced(encoded(see_through, form)).content)
        assert is_near(shown, (35, 20), (255, 255, 255))
        assert is_near(shown, (5, 20), (10, 200, 10))


def test_printers_colours_and_sixteen_bits_are_brought_to_the_screens() -> None:
    assert is_near(picture(reduced(a_photo(mode="CMYK")).content), (20, 120), (200, 0, 30))
    ramp = Image.linear_gradient("L").convert("I").point(lambda dot: dot * 257 + 0.0).convert("I;16")
    shown = picture(reduced(encoded(ramp, "PNG")).content).convert("L")
    assert [shown.getpixel((128, row)) for row in (2, 128, 253)] == pytest.approx([2, 128, 253], abs=4)
    faint = Image.linear_gradient("L").convert("F").point(lambda dot: dot * 0.001 + 3)
    shown = picture(reduced(encoded(faint, "TIFF")).content).convert("L")
    assert [shown.getpixel((128, row)) for row in (2, 253)] == pytest.approx([2, 253], abs=6)


def test_the_first_picture_of_an_animation_is_kept() -> None:
    assert is_near(picture(reduced(an_animation()).content), (30, 20), (255, 0, 0))


def test_a_very_long_strip_is_taken() -> None:
    kept = reduced(a_photo(60_000, 1, form="PNG"))
    assert (kept.width, kept.height) == (2000, 1)


def test_a_pdf_is_kept_as_it_is_with_its_first_page_as_thumbnail() -> None:
    data = a_pdf(pages=3)
    kept = reduced(data)
    assert (kept.media_type, kept.pages, kept.content) == (PDF, 3, data)
    assert kept.sha256 == kept.source_sha256
    assert picture(kept.thumbnail).size == (240, 320)


NOT_TAKEN = {
    "nothing": (b"", "está vacío"),
    "a text": (b"Esto no es una foto", "No es una foto ni un PDF"),
    "a drawing that can run programs": (b"<svg onload='alert(1)'/>", "No es una foto ni un PDF"),
    "a program": (b"MZ" + bytes(4000), "No es una foto ni un PDF"),
    "an iPhone's own form": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
    "half a photo": (a_photo(1200, 900)[:6000], "dañado o incompleto"),
    "only a header": (a_photo()[:30], "dañado o incompleto"),
    "a PDF of nothing": (b"%PDF-1.7\n" + noise(3000), "dañado o incompleto"),
    "half a PDF": (a_pdf()[:300], "dañado o incompleto"),
    "a locked PDF": (a_pdf(password="secreta"), "contraseña"),
    "too many pages": (a_pdf(pages=201), "más de 200 páginas"),
    "a header of a thousand million dots": (a_png_that_claims(100_000, 100_000), "demasiado grande"),
    "a bomb": (a_png_that_claims(20_000, 10_001, rows=300), "demasiado grande"),
}


@pytest.mark.parametrize("name", NOT_TAKEN)
def test_what_is_not_taken_says_why(name: str) -> None:
    data, words = NOT_TAKEN[name]
    with pytest.raises(UserError) as refused:
        reduced(data)
    assert words in refused.value.sentence


def test_sizes_are_refused_before_anyone_looks_inside(tmp_path: Path) -> None:
    asleep = PictureReader([sys.executable, "-c", "raise SystemExit"])
    with pytest.raises(UserError, match="más de 64 MB"):
        asleep.reduce(bytes(pictures.LARGEST_PICTURE + 1))
    with pytest.raises(UserError, match="más de 20 MB"):
        asleep.reduce(b"%PDF-" + bytes(pictures.LARGEST_PDF))
    with (tmp_path / "enorme.jpg").open("wb") as stream:
        stream.truncate(100 * 1024**3)  # a hole: no such disk is needed
    with pytest.raises(UserError, match="más de 64 MB"):
        pictures.read_file(tmp_path / "enorme.jpg")


def test_a_folder_and_a_missing_file_say_so(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="carpeta"):
        pictures.read_file(tmp_path)
    with pytest.raises(UserError, match="ya no está"):
        pictures.read_file(tmp_path / "no.jpg")


def announcing(media_type: str, width: int, pages: int, lengths: list[int]) -> str:
    """A program that announces something, and sends nothing of it."""
    facts = {"media_type": media_type, "width": width, "height": 1, "pages": pages, "lengths": lengths}
    return f"print({json.dumps(facts)!r})"


@pytest.mark.parametrize(
    "program",
    [
        "import os; os.abort()",
        "import os; os.kill(os.getpid(), 9)",
        "print('nada de lo que se espera')",
        "print('[1, 2]')",
        announcing("image/jpeg", 1, 0, [5, 5]),
        announcing("text/html", 1, 0, [0, 0]),
        announcing("image/jpeg", -1, 0, [0, 0]),
        announcing("application/pdf", 1, 1, [0, 0]),
        "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    ],
    ids=["aborts", "killed", "talks", "list", "announces", "other type", "negative", "no thumbnail", "never ends"],
)
def test_a_child_that_crashes_or_talks_nonsense_is_a_file_that_cannot_be_read(program: str) -> None:
    with pytest.raises(UserError, match="No se pudo leer"):
        PictureReader([sys.executable, "-c", program]).reduce(a_photo())


def test_a_child_that_hangs_is_killed() -> None:
    begun = time.monotonic()
    with pytest.raises(UserError, match="No se pudo leer"):
        PictureReader([sys.executable, "-c", "import time; time.sleep(600)"], seconds=0.3).reduce(a_photo())
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("page", [1, 3])
def test_a_pdf_that_hangs_on_any_page_is_refused_and_never_shown(page: int) -> None:
    with pytest.raises(UserError, match="No se pudo leer"):
        PictureReader(seconds=3).reduce(a_pdf_that_hangs(page))


def test_a_pdf_of_as_many_pages_as_are_taken_is_looked_through_in_a_moment() -> None:
    begun = time.monotonic()
    assert reduced(a_pdf(pages=picture_worker.MOST_PAGES)).pages == picture_worker.MOST_PAGES
    assert time.monotonic() - begun < 20


def test_stopping_ends_the_child_that_runs() -> None:
    reader = PictureReader([sys.executable, "-c", "import time; time.sleep(600)"])
    threading.Timer(0.3, reader.stop).start()
    begun = time.monotonic()
    with pytest.raises(UserError, match="No se pudo leer"):
        reader.reduce(a_photo())
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize(
    ("form", "progressive", "width", "is_taken"),
    [
        ("PNG", False, 9_900, True),
        ("PNG", False, 10_100, False),
        ("JPEG", False, 10_100, True),
        ("JPEG", True, 9_900, True),
        ("JPEG", True, 10_100, False),
    ],
)
def test_where_no_memory_is_limited_fewer_dots_are_held(
    form: str, progressive: bool, width: int, is_taken: bool
) -> None:
    """As on Windows, which has no ``resource``; a usual JPEG is never held whole."""
    program = (
        "import sys; sys.modules['resource'] = None; sys.argv[1:] = ['--reduce-picture'];"
        "from ananea_desktop.__main__ import main; main()"
    )
    data = encoded(Image.new("L", (width, 6_000)), form, progressive=progressive)
    done = subprocess.run([sys.executable, "-c", program], input=data, capture_output=True)
    expected = b'{"media_type": "image/jpeg"' if is_taken else b'{"refused": "too_many_dots"'
    assert done.stdout.startswith(expected), done.stdout[:200] + done.stderr


def test_the_sentence_says_how_many_dots_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture_worker, "MOST_HELD", 60_000_000)
    refused = f"print({json.dumps({'refused': picture_worker.TOO_MANY_DOTS})!r})"
    with pytest.raises(UserError, match="más de 60 megapíxeles"):
        PictureReader([sys.executable, "-c", refused]).reduce(a_photo())


LIMITED = "from ananea_desktop.documents import picture_worker as worker; worker.limit_this_process(); "


def test_the_limits_hold(tmp_path: Path) -> None:
    def run(program: str) -> str:
        done = subprocess.run([sys.executable, "-c", LIMITED + program], capture_output=True, text=True)
        return done.stdout + done.stderr

    assert "MemoryError" in run("bytearray(2 * 1024**3)")
    write = f"import os; os.write(os.open({str(tmp_path / 'no')!r}, os.O_CREAT | os.O_WRONLY), b'x')"
    assert "File too large" in run(write)
    assert run("import resource; print(resource.getrlimit(resource.RLIMIT_CPU)[0])") == (
        f"{picture_worker.MOST_SECONDS}\n"
    )
    with pytest.raises(UserError, match="No se pudo leer"):
        PictureReader([sys.executable, "-c", LIMITED + "bytearray(2 * 1024**3)"]).reduce(a_photo())


def test_the_child_loads_neither_the_window_nor_the_books() -> None:
    program = (
        "import sys; sys.argv[1:] = ['--reduce-picture']; from ananea_desktop.__main__ import main; main();"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'PySide6', 'sqlite3', 'click', 'reportlab'}),"
        " file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=a_photo(), capture_output=True)
    assert done.stdout.startswith(b'{"media_type": "image/jpeg"')
    assert done.stderr.strip() == b"[]"


def test_what_broke_in_the_child_is_in_the_log_and_none_of_the_file(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO"), pytest.raises(UserError):
        PictureReader().reduce(a_photo(form="PNG")[:300])
    assert "a picture or PDF was refused after" in caplog.text
    assert "PIL/" in caplog.text
