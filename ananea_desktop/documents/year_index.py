"""The page that leads through the folder of a year: plain HTML that any browser opens without internet."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from ananea_desktop.domain.language import _

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "h2{margin-top:2rem;border-bottom:1px solid #bbb}li{margin:.15rem 0}small{color:#666}"
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    path: str
    """Within the folder, with slashes."""
    words: str


@dataclass(frozen=True, kw_only=True)
class Section:
    title: str
    entries: Sequence[Entry]


def year_index(title: str, name: str, sentences: Sequence[str], sections: Sequence[Section], language: str) -> bytes:
    """The page as UTF-8; every text stands literally."""
    parts = [
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{escape(title)}</title>',
        f"<style>{_STYLE}</style></head><body><h1>{escape(title)}</h1><p><strong>{escape(name)}</strong></p>",
        *(f"<p>{escape(sentence)}</p>" for sentence in sentences),
    ]
    for section in sections:
        count = _("{count} archivos").format(count=len(section.entries))
        parts.append(f"<h2>{escape(section.title)} <small>{escape(count)}</small></h2><ul>")
        parts += [f'<li><a href="{escape(quote(each.path))}">{escape(each.words)}</a></li>' for each in section.entries]
        parts.append("</ul>")
    return "\n".join([*parts, "</body></html>", ""]).encode()
