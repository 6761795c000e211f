"""What a password must be: long enough, and not the first thing that somebody else would try. No rule of composition
(NIST SP 800-63B, 5.1.1.2): those make people write passwords on the screen's edge."""

import re
import unicodedata
from collections.abc import Iterable

from ananea_desktop.domain.language import _
from ananea_desktop.domain.text import fold

SHORTEST, LONGEST = 10, 128
"""Characters."""
_LEFT = 6
"""Characters that must be left once every word that anybody would try is taken out."""

_COMMON = frozenset(
    """clave claves contrasena contrasenia contrasenas secreto secreta password passwords passw0rd pass word admin
    administrador administradora administracion usuario usuarios invitado cliente sistema programa computadora
    tesoreria tesorero tesorera tesoro registro vigilancia caja banco dinero plata soles dolares recibo recibos cuenta
    cuentas cooperativa cooperativas minera minero mineros mineria mina minas oro dorado socio socios asamblea premio
    prima fairtrade comercio justo ananea rinconada lunar putina puno juliaca peru peruano peruana lima arequipa cusco
    ananeadesktop senor virgen jesus cristo jesucristo dios diosito maria jose juan carlos luis miguel rosa carmen
    familia mama papa hijo hija amor amorcito teamo tequiero corazon mivida bebe princesa princesita angel estrella
    futbol alianza universitario cristal barcelona realmadrid messi ronaldo peruano pamela fernanda alejandro
    alejandra daniel daniela david andrea roberto ricardo jorge manuel pedro pablo francisco antonio fernando
    cambiame cambiar temporal prueba pruebas hola holamundo bienvenido bienvenida bienvenidos entrar acceso abrir
    abrete sesamo qwerty qwertyuiop qwertz asdf asdfgh asdfghjkl zxcv zxcvbn zxcvbnm qazwsx qazwsxedc iloveyou
    letmein welcome dragon monkey football baseball superman batman pokemon master sunshine princess shadow
    lluvia mesa tambor""".split()
)
_ROWS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")


def normalized(password: str) -> str:
    """The form that is hashed: NFC, so that the same letters typed on another keyboard are the same password."""
    return unicodedata.normalize("NFC", password)


def problem(password: str, names: Iterable[str] = ()) -> str:
    """What is wrong with a new password and what to do; empty where nothing is. ``names``: the person's and the
    cooperative's."""
    password = normalized(password)
    if not password:
        return _("Falta la clave.")
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in password):
        return _("La clave tiene un signo que no se puede escribir en otro teclado. Quítelo.")
    if len(password) < SHORTEST:
        return _("Es corta: tiene {count} y hacen falta {shortest} letras o más. Junte tres palabras.").format(
            count=len(password), shortest=SHORTEST
        )
    if len(password) > LONGEST:
        return _("Es demasiado larga: tiene {count} letras y caben {longest}.").format(
            count=len(password), longest=LONGEST
        )
    if _is_easy(password, names):
        return _(
            "Es fácil de adivinar: usa un nombre, la cooperativa, una palabra muy común o números seguidos. Junte tres"
            " o cuatro palabras que solo usted juntaría."
        )
    return ""


def _is_easy(password: str, names: Iterable[str]) -> bool:
    words = _COMMON | {word for name in names for word in fold(name).split() if len(word) > 2}
    left = fold(password).replace(" ", "")
    if not left:
        return len(set(password)) < _LEFT  # signs only: nothing to look for in them
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    left = re.sub(r"(.)\1{2,}", r"\1", left)
    for row in _ROWS:
        for length in range(len(row), 2, -1):
            for start in range(len(row) - length + 1):
                left = left.replace(row[start : start + length], "")
    return len(left) < _LEFT or len(set(left)) < 4
