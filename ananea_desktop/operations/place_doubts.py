"""What to say of a data file that does not lie safely."""

from functools import cache
from pathlib import Path

from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.books import Books
from ananea_desktop.storage import places

_SENTENCES = {
    places.NETWORK: N_("El archivo de datos está en otra computadora, por la red: un corte lo puede dañar."),
    places.REMOVABLE: N_("El archivo de datos está en una memoria USB: si se saca o se malogra, se pierde."),
    places.CLOUD: N_(
        "El archivo de datos está en una carpeta que se copia a internet (OneDrive, Dropbox): eso lo puede dañar."
    ),
    places.LINKED: N_("El archivo de datos tiene dos nombres en el disco (un enlace): ábralo siempre por el mismo."),
}


def place_doubts(books: Books) -> list[str]:
    """A sentence for each thing that is unsafe about where the file lies; found out once."""
    return [_(_SENTENCES[each]) for each in _doubts(books.file.path)]


@cache
def _doubts(path: Path) -> tuple[str, ...]:
    try:
        return tuple(places.place_doubts(path))
    except OSError:  # in memory, or gone meanwhile
        return ()
