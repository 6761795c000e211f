"""Papers and windows in another language than Spanish: the catalogue is read from resources when first wanted."""

import gettext
import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from ananea_desktop import paths
from ananea_desktop.domain.language import SPANISH, speak_always, speaking


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Everything made inside speaks ``es`` or ``en``."""
    with speaking(code, None if code == SPANISH else _catalogue(code)):
        yield


def use_language(code: str) -> None:
    """The whole program speaks ``es`` or ``en`` from now on; papers still have the language they are asked in."""
    speak_always(code, None if code == SPANISH else _catalogue(code))


@cache
def _catalogue(code: str) -> gettext.GNUTranslations:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with (paths.resources() / "translations" / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
