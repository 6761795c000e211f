"""The language texts are shown in: source texts are Spanish; a catalogue replaces them while it is in use."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SPANISH = "es"
ENGLISH = "en"
LANGUAGES = (SPANISH, ENGLISH)

_catalogue: ContextVar[gettext.NullTranslations | None] = ContextVar("catalogue", default=None)
_code: ContextVar[str] = ContextVar("language", default=SPANISH)


def _(message: str) -> str:
    """The text in the language in use. Called when shown, never at import: for that there is ``N_``."""
    catalogue = _catalogue.get()
    return message if catalogue is None else catalogue.gettext(message)


def N_(message: str) -> str:
    """Marks a text for the catalogue where it is declared; ``_`` translates it where it is shown."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """``one`` or ``many``, whichever fits ``count``, in the language in use."""
    catalogue = _catalogue.get()
    if catalogue is None:
        return one if count == 1 else many
    return catalogue.ngettext(one, many, count)


def current_language() -> str:
    return _code.get()


@contextmanager
def speaking(code: str, catalogue: gettext.NullTranslations | None) -> Iterator[None]:
    """Everything shown inside speaks ``code``; ``None`` is the Spanish of the source."""
    tokens = _catalogue.set(catalogue), _code.set(code)
    try:
        yield
    finally:
        _catalogue.reset(tokens[0])
        _code.reset(tokens[1])
