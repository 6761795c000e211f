"""What a presentation is waiting for, a period or a photo, never costs what was typed and never lands elsewhere."""

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PIL import Image

from ananea_desktop.documents.pictures import PictureReader
from ananea_desktop.domain.presentations import SlideChoice, SlideKind
from ananea_desktop.operations import attachments, presentations
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import TextArea
from tests.ui.conftest import Office
from tests.ui.test_presentation_page import (
    ALT,
    FIRST,
    LAST,
    Key,
    OpenPage,
    kept,
    on_list,
    open_page,
    page_of,
    press,
    slides,
    type_into,
)

__all__ = ["open_page"]  # the fixture


class Held:
    """Holds the books' thread back until it is let go."""

    def __init__(self, office: Office) -> None:
        self._gate = threading.Event()
        office.books.ask(lambda books: self._gate.wait(), owner=office.window)

    def let_go(self, office: Office) -> None:
        self._gate.set()
        office.settle()


def test_nothing_is_typed_into_a_period_that_is_being_left(open_page: OpenPage) -> None:
    office = open_page()
    type_into(office, "slide_notes", "Antes")
    held = Held(office)
    page_of(office).open_period(date(2025, 1, 1), date(2025, 12, 31))
    office.qtbot.keyClicks(office.seen(TextArea, "slide_notes"), "PERDIDO")
    office.qtbot.keyClick(slides(office), Key.Key_Space)
    assert office.seen(TextArea, "slide_notes").text() == "Antes"
    assert not office.seen(Button, "present").isEnabled()
    held.let_go(office)
    first = kept(office).slides[0]
    assert (first.notes, first.included) == ("Antes", True)
    assert slides(office).isEnabled()
    assert office.seen(ChoiceField, "period").currentText() == "Año 2025"


def test_a_period_that_cannot_be_leaves_the_open_one_to_work_on(open_page: OpenPage) -> None:
    office = open_page()
    page_of(office).open_period(LAST, FIRST)
    office.settle()
    type_into(office, "slide_notes", "Sigo")
    assert page_of(office).arranger.slides[0].notes == "Sigo"


def test_of_two_periods_asked_for_only_the_last_is_shown(open_page: OpenPage) -> None:
    office = open_page()
    held = Held(office)
    page = page_of(office)
    page.open_period(date(2025, 1, 1), date(2025, 12, 31))
    page.open_period(date(2019, 1, 1), date(2019, 12, 31))
    held.let_go(office)
    assert office.seen(ChoiceField, "period").currentText() == "Año 2019"


def a_photo(office: Office, path: Path) -> str:
    """The SHA-256 of a photo that the open presentation has."""
    Image.new("RGB", (80, 60), "#c04020").save(path / "obra.png")
    prepared = attachments.prepare(path / "obra.png", "obra.png", PictureReader())
    found: list[str] = []

    def keep(books: Books) -> str:
        saved = presentations.save_presentation(books, presentations.open_presentation(books, FIRST, LAST))
        assert saved.id is not None
        return presentations.photo(books, presentations.keep_photo(books, "presentations", saved.id, prepared)[0])

    office.books.ask(keep, owner=office.window, then=found.append)
    office.settle()
    return found[0]


def ask_photo(office: Office, name: str) -> Callable[[str], None]:
    """Presses a button that asks for a photo, and gives who takes it once it is there."""
    asked: list[Callable[[str], None]] = []
    arranger = page_of(office).arranger
    arranger.photo_wanted.disconnect()
    arranger.photo_wanted.connect(asked.append)
    press(office, name)
    return asked[0]


def test_a_photo_goes_to_the_slide_it_was_chosen_for_wherever_that_is_by_then(
    open_page: OpenPage, tmp_path: Path
) -> None:
    office = open_page()
    photo = a_photo(office, tmp_path)
    take = ask_photo(office, "slide_photo")
    type_into(office, "slide_title", "Bienvenidos")
    on_list(office, Key.Key_Down, modifier=ALT)
    on_list(office, Key.Key_Down, Key.Key_Down)
    type_into(office, "slide_notes", "Otra")
    take(photo)
    office.settle()
    assert [(place, slide.title) for place, slide in enumerate(page_of(office).arranger.slides) if slide.photo] == [
        (1, "Bienvenidos")
    ]
    assert slides(office).currentRow() == 3
    assert office.seen(TextArea, "slide_notes").hasFocus()


def test_a_new_photo_slide_comes_after_the_one_it_was_asked_from(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    photo = a_photo(office, tmp_path)
    take = ask_photo(office, "add_photo")
    on_list(office, Key.Key_Down, Key.Key_Down)
    chosen = page_of(office).arranger.slides[2]
    take(photo)
    office.settle()
    arranger = page_of(office).arranger
    assert [slide.kind for slide in arranger.slides[:2]] == [SlideKind.TITLE, SlideKind.PHOTO]
    assert arranger.slides[arranger.row] == chosen


def test_a_photo_whose_slide_is_gone_is_not_put_anywhere_and_told(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    photo = a_photo(office, tmp_path)
    press(office, "add_text")
    page_of(office).arranger._change(
        (*page_of(office).arranger.slides[:1], SlideChoice(kind=SlideKind.PHOTO), *page_of(office).arranger.slides[2:]),
        1,
    )
    take = ask_photo(office, "slide_photo")
    page_of(office).arranger._remove(1)
    take(photo)
    office.settle()
    assert not any(slide.photo for slide in page_of(office).arranger.slides)
    assert "La foto no se puso" in office.window.toast.text()


def test_a_photo_for_another_period_is_not_put_anywhere_and_told(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    photo = a_photo(office, tmp_path)
    take = ask_photo(office, "slide_photo")
    page_of(office).open_period(date(2025, 1, 1), date(2025, 12, 31))
    office.settle()
    take(photo)
    office.settle()
    assert not any(slide.photo for slide in page_of(office).arranger.slides)
    assert "La foto no se puso" in office.window.toast.text()


def test_a_photo_that_comes_while_a_period_is_loaded_is_kept(open_page: OpenPage, tmp_path: Path) -> None:
    office = open_page()
    photo = a_photo(office, tmp_path)
    take = ask_photo(office, "slide_photo")
    held = Held(office)
    page_of(office).open_period(FIRST, LAST)
    take(photo)
    held.let_go(office)
    assert page_of(office).arranger.slides[0].photo == photo
    assert kept(office).slides[0].photo == photo
