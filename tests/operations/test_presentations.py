"""Presentations in the file: kept with order and notes, merged with what is proposed, drafts, and foreign content."""

import json
from dataclasses import replace
from datetime import date

import pytest

from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.presentations import (
    LONGEST_NOTES,
    LONGEST_TITLE,
    Presentation,
    SlideChoice,
    SlideKind,
    added,
    changed,
    merged,
    moved,
)
from ananea_desktop.operations import presentations
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.presentations import (
    has_data,
    keep_typed,
    list_presentations,
    open_presentation,
    open_to_arrange,
    save_or_keep,
    save_presentation,
    titles,
    year_to_present,
    years_with_data,
)
from ananea_desktop.storage import records as store
from tests.builders import issued, save_project

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
OWN_TEXT = SlideChoice(kind=SlideKind.TEXT, title="Gracias, Ananea", text="Uno\nDos", notes="Hablar despacio")


def opened(books: Books) -> Presentation:
    return open_presentation(books, FIRST, LAST)


def place_of(presentation: Presentation, kind: SlideKind) -> int:
    return next(index for index, slide in enumerate(presentation.slides) if slide.kind is kind)


def with_notes(books: Books, notes: str) -> Presentation:
    presentation = opened(books)
    return replace(presentation, slides=changed(presentation.slides, 0, notes=notes))


def write_slides(books: Books, slides: object) -> None:
    text = slides if isinstance(slides, str) else json.dumps(slides)
    with books.permitted(), books.act() as db:
        db.execute("UPDATE presentations SET slides = ?", (text,))


def test_what_was_arranged_is_there_again(books: Books) -> None:
    save_project(books, "1000.00")
    presentation = opened(books)
    slides = moved(added(presentation.slides, 2, OWN_TEXT), 0, 3)
    slides = changed(slides, place_of(presentation, SlideKind.CASH), included=False)
    kept = save_presentation(books, replace(presentation, slides=slides, ratio="16:9", language="en"))
    assert kept.id is not None
    assert opened(books) == kept == list_presentations(books)[0]
    assert kept.slides == slides


def test_each_period_has_a_presentation_of_its_own(books: Books) -> None:
    save_presentation(books, with_notes(books, "del año"))
    half = open_presentation(books, FIRST, date(2026, 6, 30))
    assert half.slides[0].notes == ""
    save_presentation(books, half)
    assert [each.last_day for each in list_presentations(books)] == [LAST, date(2026, 6, 30)]


def test_a_new_project_comes_in_at_its_place_and_moves_nothing(books: Books) -> None:
    first = save_project(books, "1000.00", name="Alojamiento")
    presentation = opened(books)
    slides = moved(presentation.slides, place_of(presentation, SlideKind.THANKS), 0)
    save_presentation(books, replace(presentation, slides=slides))
    second = save_project(books, "1000.00", name="Botiquín")
    found = opened(books).slides
    assert [slide for slide in found if slide.subject_id != second or slide.kind is not SlideKind.PROJECT] == list(
        slides
    )
    projects = [slide.subject_id for slide in found if slide.kind is SlideKind.PROJECT]
    assert projects == [first, second]


def test_a_slide_that_has_nothing_more_to_show_stays_left_out_with_its_notes(books: Books) -> None:
    presentation = opened(books)
    gone = SlideChoice(kind=SlideKind.PROJECT, subject_id=99, notes="No olvidar")
    save_presentation(books, replace(presentation, slides=(gone, *presentation.slides)))
    found = open_to_arrange(books, FIRST, LAST)
    assert found.presentation.slides[0] == replace(gone, included=False)
    assert found.without_data == {replace(gone, included=False)}


def test_slides_are_called_by_their_own_title_their_project_or_their_kind(books: Books) -> None:
    save_project(books, "1000.00", name="Alojamiento")
    presentation = opened(books)
    slides = added(presentation.slides, 0, OWN_TEXT)
    called = titles(books, replace(presentation, slides=slides))
    assert called[:2] == ["Gracias, Ananea", "Carátula"]
    assert "Alojamiento" in called


def test_saving_the_same_again_leaves_no_trace_in_the_history(books: Books) -> None:
    kept = save_presentation(books, opened(books))
    assert kept.id is not None
    save_presentation(books, kept)
    assert store.history_count(books.db, "presentations", kept.id) == 1


def test_texts_too_long_are_refused_by_slide_and_nothing_is_written(books: Books) -> None:
    presentation = opened(books)
    slides = changed(presentation.slides, 0, title="x" * (LONGEST_TITLE + 1))
    slides = changed(slides, 1, notes="x" * (LONGEST_NOTES + 1))
    with pytest.raises(InvalidRecord) as refusal:
        save_presentation(books, replace(presentation, slides=slides))
    assert refusal.value.problems.keys() == {"slide 1 title", "slide 2 notes"}
    assert "4000" in refusal.value.problems["slide 2 notes"]
    assert list_presentations(books) == []


def test_what_is_typed_waits_until_it_is_saved(books: Books) -> None:
    typed = with_notes(books, "Buenos días, se")
    keep_typed(books, typed)
    assert list_presentations(books) == []
    assert opened(books) == typed
    save_presentation(books, with_notes(books, "Buenos días, señores"))
    assert opened(books).slides[0].notes == "Buenos días, señores"
    assert books.db.execute("SELECT count(*) FROM drafts").fetchone()[0] == 0


def test_a_note_too_long_is_there_again_after_leaving(books: Books) -> None:
    typed = with_notes(books, "x" * (LONGEST_NOTES + 1))
    assert save_or_keep(books, typed) == (typed, {"slide 1 notes": "Es demasiado largo. Acórtelo a 4000 letras."})
    assert opened(books) == typed
    assert save_or_keep(books, with_notes(books, "corta"))[1] == {}


def test_slides_of_a_newer_program_are_kept_and_left_out(books: Books) -> None:
    save_presentation(books, opened(books))
    newer = {"kind": "hologram", "depth": 3}
    write_slides(books, ["?", {"kind": "title", "notes": 5, "included": "no"}, newer, {"kind": "thanks"}])
    presentation = opened(books)
    assert presentation.slides[0] == SlideChoice(kind=SlideKind.TITLE)
    save_presentation(books, replace(presentation, slides=moved(presentation.slides, 0, 1)))
    entries = json.loads(books.db.execute("SELECT slides FROM presentations").fetchone()[0])
    assert entries[0] == "?"
    assert entries[2] == newer
    assert opened(books).slides == moved(presentation.slides, 0, 1)


@pytest.mark.parametrize("content", ["", "nada", "{}", "null", "[[]]", '["title"]', '[{"kind": []}]'])
def test_slides_that_cannot_be_read_give_the_usual_ones(books: Books, content: str) -> None:
    usual = opened(books).slides
    save_presentation(books, opened(books))
    write_slides(books, content)
    assert opened(books).slides == usual


def test_a_period_that_ends_before_it_begins_is_refused_beside_its_field(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        open_presentation(books, LAST, FIRST)
    assert refusal.value.problems == {"last_day": "El último día va después del primero (31/12/2026)."}


def test_page_of_a_plan_that_shrank_and_grew_is_there_again() -> None:
    second = SlideChoice(kind=SlideKind.PLAN, subject_id=2)
    kept = (SlideChoice(kind=SlideKind.PLAN), second, SlideChoice(kind=SlideKind.THANKS))
    shrunk = merged(kept, (kept[0], kept[2]))
    assert shrunk == (kept[0], kept[2])
    assert merged(shrunk, kept) == kept
    with_notes = replace(second, notes="Votar uno por uno")
    assert merged((kept[0], with_notes), (kept[0],)) == (kept[0], replace(with_notes, included=False))


def test_a_period_that_has_not_begun_is_refused_beside_its_field(books: Books) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        open_presentation(books, date(2030, 1, 1), date(2030, 12, 31))
    assert refusal.value.problems["first_day"].startswith("Este período todavía no empieza.")


def test_years_without_anything_are_known(books: Books) -> None:
    assert years_with_data(books) == []
    assert not has_data(books, FIRST, LAST)
    issued(books)
    assert years_with_data(books) == [2026]
    assert has_data(books, FIRST, LAST)
    assert not has_data(books, date(2025, 1, 1), date(2025, 12, 31))


def test_until_march_the_year_before_is_presented(books: Books) -> None:
    issued(books)
    assert year_to_present(books) == 2026
    now = books.clock()
    books.clock = lambda: now.replace(year=2027, month=3)
    assert year_to_present(books) == 2026
    books.clock = lambda: now.replace(year=2027, month=4)
    assert year_to_present(books) == 2027
    books.clock = lambda: now.replace(year=2028, month=1)
    assert year_to_present(books) == 2028


def test_the_photo_of_an_attachment_that_is_not_there_is_no_name(books: Books) -> None:
    with pytest.raises(LookupError):
        presentations.photo(books, 99)
