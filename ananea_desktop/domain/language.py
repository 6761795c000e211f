"""The language texts are shown in: source texts are Spanish; a catalogue replaces them while it is in use.

What the window speaks is one for the whole program, all its threads (``speak_always``); a paper or a presentation has
a language of its own while it is made (``speaking``). What is written into the books is Spanish in both: plain texts,
without ``_``.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

SPANISH = "es"
ENGLISH = "en"
LANGUAGES = (SPANISH, ENGLISH)


class _Speech(NamedTuple):
    code: str
    catalogue: gettext.NullTranslations | None
    """None is the Spanish of the source."""


_speech: ContextVar[_Speech | None] = ContextVar("speech", default=None)
"""Of what is made now."""
_always = _Speech(SPANISH, None)
"""Where nothing else was said."""


def _in_use() -> _Speech:
    return _speech.get() or _always


def _(message: str) -> str:
    """The text in the language in use. Called when shown, never at import: for that there is ``N_``."""
    catalogue = _in_use().catalogue
    return catalogue.gettext(message) if catalogue and message else message  # "" is the catalogue's own header


def N_(message: str) -> str:
    """Marks a text for the catalogue where it is declared; ``_`` translates it where it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, whichever fits ``count``, in the language in use."""
    catalogue = _in_use().catalogue
    if catalogue is None:
        return one if count == 1 else many
    return catalogue.ngettext(one, many, count)


def current_language() -> str:
    return _in_use().code


def speak_always(code: str, catalogue: gettext.NullTranslations | None) -> None:
    """From now on every thread speaks ``code``, but for what is made in a language of its own."""
    global _always
    _always = _Speech(code, catalogue)


@contextmanager
def speaking(code: str, catalogue: gettext.NullTranslations | None) -> Iterator[None]:
    """Everything shown inside speaks ``code``; ``None`` is the Spanish of the source."""
    token = _speech.set(_Speech(code, catalogue))
    try:
        yield
    finally:
        _speech.reset(token)
