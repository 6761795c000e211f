"""The manual as it is written, in Markdown: taken apart once, for the window (HTML), for paper and for the search."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ananea_desktop.domain.text import fold

if TYPE_CHECKING:
    from markdown_it.token import Token

TITLE, HEADING, TEXT, ITEM, NOTE, PICTURE = "title", "heading", "text", "item", "note", "picture"

_AMOUNT = re.compile(r"(S/|US\$) (?=\d)")
"""Before its figures, from which a line never parts it."""
GLOSSARY = "glosario"
"""The chapter of the hard words: a section for each."""


@dataclass(frozen=True)
class Run:
    """Letters of one kind. ``link``: ``chapter#anchor`` inside the manual."""

    text: str
    strong: bool = False
    link: str = ""


@dataclass(frozen=True)
class Block:
    kind: str
    runs: tuple[Run, ...] = ()
    mark: str = ""
    """Of an item: its number or its dash."""
    anchor: str = ""
    picture: str = ""
    """The name of its file in ``pictures/``; its runs are what is seen on it."""

    @property
    def words(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Section:
    """From one heading to the next; the first has the anchor of the chapter, which is empty."""

    chapter: str
    anchor: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def words(self) -> str:
        return "\n".join(block.words for block in self.blocks if block.kind not in (TITLE, HEADING))


@dataclass(frozen=True)
class Chapter:
    name: str
    title: str
    blocks: tuple[Block, ...]
    html: str
    sections: tuple[Section, ...] = field(repr=False)


def anchor_of(title: str) -> str:
    """How a heading is called in a link: ``#quedo-mal`` for «¿Quedó mal?»."""
    return fold(title).replace(" ", "-")


def target_of(link: str, chapter: str) -> str:
    """A link as it is written, ``05-recibos.md#anular``, as ``recibos#anular``; without a file, in its own chapter."""
    file, _hash, anchor = link.partition("#")
    return f"{name_of(file) if file else chapter}#{anchor}"


def name_of(file: str) -> str:
    """``05-recibos.md`` is the chapter ``recibos``; the number is its place among them."""
    return re.sub(r"^\d+-", "", PurePosixPath(file).stem)


def read_chapter(file: str, text: str) -> Chapter:
    """A chapter from its file. Its first heading is its title. Raises ValueError where it has none."""
    from markdown_it import MarkdownIt

    name = name_of(file)
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse(_AMOUNT.sub("\\1\u00a0", text))
    blocks = tuple(_blocks(tokens, name))
    if not blocks or blocks[0].kind != TITLE:
        raise ValueError(f"{file} does not begin with its title")
    _name_anchors(tokens)
    html = reader.renderer.render(tokens, reader.options, {})
    # keys and names of files in the same letters as all else: the monospaced ones are not ours
    html = html.replace("<code>", "<b>").replace("</code>", "</b>")
    return Chapter(name, blocks[0].words, blocks, html, tuple(_sections(name, blocks)))


def _name_anchors(tokens: "Sequence[Token]") -> None:
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", anchor_of(inline.content))


def _blocks(tokens: "Sequence[Token]", chapter: str) -> Iterator[Block]:
    kinds = {"h1": TITLE, "h2": HEADING, "h3": HEADING}
    marks: list[int | None] = []  # the number of the item before, of each list that is open; None: a dash
    kind, is_first, in_note = TEXT, False, False
    for token in tokens:
        if token.type == "heading_open":
            kind = kinds[token.tag]
        elif token.type == "paragraph_open":
            kind = ITEM if marks else NOTE if in_note else TEXT
        elif token.type == "ordered_list_open":
            marks.append(int(token.attrGet("start") or 1) - 1)
        elif token.type == "bullet_list_open":
            marks.append(None)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            marks.pop()
        elif token.type == "list_item_open":
            is_first = True
            number = marks[-1]
            marks[-1] = None if number is None else number + 1
        elif token.type in ("blockquote_open", "blockquote_close"):
            in_note = token.type == "blockquote_open"
        elif token.type == "inline":
            mark = ("–" if marks[-1] is None else f"{marks[-1]}.") if kind == ITEM and is_first else ""
            is_first = is_first and kind != ITEM
            yield from _inline(token, kind, mark, chapter)


def _inline(token: "Token", kind: str, mark: str, chapter: str) -> Iterator[Block]:
    children = token.children or []
    picture = next((child for child in children if child.type == "image"), None)
    if picture is not None:
        file = PurePosixPath(str(picture.attrGet("src"))).name
        yield Block(PICTURE, (Run(picture.content),), picture=file)
        return
    anchor = anchor_of(token.content) if kind == HEADING else ""
    yield Block(kind, tuple(_runs(children, chapter)), mark, anchor)


def _runs(children: "Sequence[Token]", chapter: str) -> Iterator[Run]:
    strong, link = False, ""
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type == "link_open":
            link = target_of(str(child.attrGet("href")), chapter)
        elif child.type == "link_close":
            link = ""
        elif child.type == "code_inline":
            yield Run(child.content, True, link)
        elif child.type in ("softbreak", "hardbreak"):
            yield Run(" ", strong, link)
        elif child.content:
            yield Run(child.content, strong, link)


def _sections(chapter: str, blocks: Sequence[Block]) -> Iterator[Section]:
    begin = 0
    for place in range(1, len(blocks) + 1):
        if place == len(blocks) or blocks[place].kind == HEADING:
            part = tuple(blocks[begin:place])
            yield Section(chapter, part[0].anchor, part[0].words, part)
            begin = place
