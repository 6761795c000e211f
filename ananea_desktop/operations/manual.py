"""The manual of the treasurer: its chapters, its words, the search in it, and all of it as a paper."""

import threading
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ananea_desktop import paths
from ananea_desktop.documents.manual_text import GLOSSARY, Chapter, Section, name_of, read_chapter
from ananea_desktop.domain.language import SPANISH
from ananea_desktop.domain.receipts import Letterhead
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language

_STEP_SECONDS = 0.03


class Found(NamedTuple):
    """A section in which all words of a search stand."""

    section: Section
    chapter_title: str


def _files() -> list[Path]:
    return sorted((paths.resources() / "manual").glob("[0-9]*.md"))


@cache
def _read(file: Path) -> Chapter:
    return read_chapter(file.name, file.read_text(encoding="utf-8"))


@cache
def chapters() -> tuple[Chapter, ...]:
    """All of them in their order; read when first wanted."""
    return tuple(_read(file) for file in _files())


def headings(_books: Books) -> Steps[list[tuple[str, str, str]]]:
    """Of each section its place, its title and its chapter's; in steps, for to read them all takes a moment."""
    found = []
    for file in _files():
        each = _read(file)
        found += [(f"{each.name}#{section.anchor}", section.title, each.title) for section in each.sections]
        yield
    return found


@cache
def contents() -> tuple[tuple[str, str], ...]:
    """Name and title of each chapter, from its first line: without reading them all."""
    found = []
    for file in _files():
        with file.open(encoding="utf-8") as lines:
            found.append((name_of(file.name), next(lines).removeprefix("# ").strip()))
    return tuple(found)


def chapter(name: str) -> Chapter:
    """Raises LookupError for a name there is not."""
    for file in _files():
        if name_of(file.name) == name:
            return _read(file)
    raise LookupError(name)


def word(anchor: str) -> Section:
    """What a hard word means. Raises LookupError for one that the glossary lacks."""
    for section in chapter(GLOSSARY).sections:
        if section.anchor == anchor:
            return section
    raise LookupError(anchor)


def place_of_word(anchor: str) -> str:
    """Where the manual tells what is done with a hard word: the first link of its section, or that section."""
    links = (run.link for block in word(anchor).blocks for run in block.runs if run.link)
    return next(links, f"{GLOSSARY}#{anchor}")


@cache
def _folded(file: Path) -> tuple[tuple[Section, str, str], ...]:
    """The sections of a chapter, each with its title and its words as they are searched."""
    return tuple((each, f" {fold(each.title)}", f" {fold(each.words)}") for each in _read(file).sections)


def search(typed: str) -> Steps[list[Found]]:
    """Sections where every word typed begins a word, those first that have them in their title.

    In steps, a chapter each: to read and fold them all for the first time takes a moment.
    """
    wanted = fold(typed).split()
    found: list[tuple[int, Found]] = []
    for (_name, chapter_title), file in zip(contents(), _files(), strict=True):
        for section, title, words in _folded(file) if wanted else ():
            if all(f" {word}" in title + words for word in wanted):
                in_title = all(f" {word}" in title for word in wanted)
                found.append((0 if in_title else 1, Found(section, chapter_title)))
        yield
    return [each for _rank, each in sorted(found, key=lambda pair: pair[0])]


def manual_steps(books: Books) -> Steps[bytes]:
    """All of it as PDF, under the cooperative's name where that is known. In Spanish, whatever the window speaks."""
    head = office.letterhead(books) if office.is_set_up(books) else None
    made: list[bytes] = []
    faults: list[BaseException] = []

    def work() -> None:
        try:
            made.append(manual_pdf(head))
        except BaseException as fault:  # it is raised again by whoever asked
            faults.append(fault)

    # ReportLab lays out the whole manual in one go of some seconds, so it has a thread of its own meanwhile.
    thread = threading.Thread(target=work, name="manual")
    thread.start()
    while thread.is_alive():
        yield
        thread.join(_STEP_SECONDS)
    for fault in faults:
        raise fault
    return made[0]


def manual_pdf(letterhead: Letterhead | None) -> bytes:
    """The same at once; needs no data file."""
    from ananea_desktop.documents import manual_pdf as paper

    with in_language(SPANISH):
        return paper.manual_pdf(chapters(), letterhead, paths.resources() / "manual" / "pictures")
