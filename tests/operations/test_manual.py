"""The manual: what it says of the program is so, its links lead somewhere, and it is found and printed."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PIL import Image

from ananea_desktop import paths
from ananea_desktop.commands import main as run_command
from ananea_desktop.documents.manual_text import GLOSSARY, PICTURE, Chapter, read_chapter
from ananea_desktop.domain.help_words import LABELS, word_of
from ananea_desktop.domain.language import ENGLISH
from ananea_desktop.domain.steps import at_once
from ananea_desktop.operations import manual
from ananea_desktop.operations.languages import in_language
from tests.documents.papers import page_texts

FOLDER = paths.resources() / "manual"


@cache
def program_texts() -> frozenset[str]:
    """Every text of the program that is shown: test_catalogue.py holds the catalogue to them."""
    with (paths.resources() / "translations" / "en.po").open("rb") as file:
        return frozenset(str(message.id) for message in read_po(file, locale="en") if message.id)


def is_shown(words: str) -> bool:
    return words in program_texts()


def quoted(text: str) -> list[str]:
    return re.findall("«([^»]*)»", text)


CHAPTERS = manual.chapters()
NAMES = [chapter.name for chapter in CHAPTERS]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=NAMES)
def test_what_it_quotes_is_written_so_on_the_screen(chapter: Chapter) -> None:
    words = [word for block in chapter.blocks for word in quoted(block.words)]
    assert [word for word in words if not is_shown(word)] == []


def places() -> set[str]:
    return {f"{section.chapter}#{section.anchor}" for chapter in CHAPTERS for section in chapter.sections}


def test_every_link_leads_to_a_heading() -> None:
    links = {run.link for chapter in CHAPTERS for block in chapter.blocks for run in block.runs if run.link}
    assert links
    assert links - places() == set()


def test_its_contents_are_the_titles_of_its_chapters() -> None:
    assert manual.contents() == tuple((chapter.name, chapter.title) for chapter in CHAPTERS)


def test_headings_of_a_chapter_have_names_of_their_own() -> None:
    for chapter in CHAPTERS:
        anchors = [section.anchor for section in chapter.sections]
        assert len(anchors) == len(set(anchors)), chapter.name


def test_every_picture_is_there_small_and_told() -> None:
    wanted = [block for chapter in CHAPTERS for block in chapter.blocks if block.kind == PICTURE]
    kept = {file.name: file for file in (FOLDER / "pictures").iterdir()}
    assert {block.picture for block in wanted} == set(kept)
    assert len(kept) <= 25
    for block in wanted:
        assert block.words
        assert kept[block.picture].stat().st_size <= 60_000
        with Image.open(kept[block.picture]) as image:
            assert image.mode == "P"


def test_every_hard_word_is_explained_in_few_sentences_with_an_example() -> None:
    sections = manual.chapter(GLOSSARY).sections[1:]
    assert {*LABELS} <= {section.anchor for section in sections}
    for section in sections:
        assert "Ejemplo: " in section.words, section.title
        assert len(section.words) < 420, section.title
        assert manual.place_of_word(section.anchor) in places()
        assert not manual.place_of_word(section.anchor).startswith(GLOSSARY)


def test_a_hard_word_stands_beside_a_label_that_the_program_has_in_both_languages() -> None:
    for word, labels in LABELS.items():
        for each in labels:
            assert is_shown(each), each
            assert word_of(each) == word
    with in_language(ENGLISH):
        assert word_of("Fund") == "fondo"


def searched(typed: str) -> list[manual.Found]:
    return at_once(manual.search(typed))


def test_it_is_searched_without_accents_titles_first() -> None:
    found = searched("quorum")
    assert [each.section.anchor for each in found if "quorum" in each.section.anchor] != []
    assert "quorum" in found[0].section.anchor
    assert all("qu" in (each.section.title + each.section.words).lower() for each in found)
    assert searched("") == []
    assert searched("zzzz") == []
    assert {each.section.chapter for each in searched("sobre llave")} >= {"copias"}


def test_a_file_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="01-x"):
        read_chapter("01-x.md", "Solo texto")


def test_it_is_a_chapter_of_lists_notes_and_links() -> None:
    chapter = read_chapter(
        "01-x.md", "# Título\n\n1. **Uno** y [dos](02-y.md#tres)\n2. Tres\n\n> Ojo\n\n## ¿Y ñandú?\n\n`Ctrl+N`\n"
    )
    assert (chapter.name, chapter.title) == ("x", "Título")
    assert [(block.kind, block.mark, block.words) for block in chapter.blocks] == [
        ("title", "", "Título"),
        ("item", "1.", "Uno y dos"),
        ("item", "2.", "Tres"),
        ("note", "", "Ojo"),
        ("heading", "", "¿Y ñandú?"),
        ("text", "", "Ctrl+N"),
    ]
    assert chapter.blocks[1].runs[2].link == "y#tres"
    assert 'id="y-nandu"' in chapter.html
    assert chapter.sections[1].words == "Ctrl+N"


def test_the_paper_has_contents_with_pages_every_chapter_and_no_missing_letter(tmp_path: Path) -> None:
    path = tmp_path / "manual.pdf"
    assert run_command(["manual", "--out", str(path)]) == 0
    pages = "\n".join(page_texts(path.read_bytes()))
    assert "Contenido" in pages
    for chapter in CHAPTERS:
        assert chapter.title in pages
    assert "☐" not in pages
    assert re.search(r"Palabras difíciles[ .]*\d+", pages)
    assert BytesIO(path.read_bytes()).read(5) == b"%PDF-"
