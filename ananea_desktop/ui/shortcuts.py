"""Every key of the program, in words: the page of F1 is made from this, and a test holds it complete.

A key stands where it works: on its button, in the menu of the window, or here in ``WINDOW_KEYS``.
"""

from dataclasses import dataclass

from ananea_desktop.domain.language import N_


@dataclass(frozen=True)
class Keys:
    """``keys``: as Qt writes them, the ways to do the same with « / » between them; ``words`` marked with N_."""

    keys: str
    words: str


@dataclass(frozen=True)
class KeyGroup:
    title: str
    keys: tuple[Keys, ...]


SPACE = N_("Espacio")
"""The keyboard of each language has its own word on it."""

WINDOW_KEYS = {
    "Ctrl+F": "search",
    "F2": "change",
    "F5": "reload",
    "F10": "menu",
    "Ctrl+D": "duplicate",
    "Ctrl+P": "print",
    "Ctrl+Shift+E": "export",
}
"""What the window does for the page in sight, where the page itself has not taken the key."""

GROUPS = (
    KeyGroup(
        N_("En todo el programa"),
        (
            Keys("Ctrl+K", N_("Buscar todo: personas, recibos, papeles y qué hacer")),
            Keys("Ctrl+1 … Ctrl+7", N_("Ir a una pestaña, de Inicio a Asamblea")),
            Keys("F10", N_("Abrir el menú de la persona, arriba a la derecha")),
            Keys("Ctrl+Z", N_("Deshacer lo último; en un campo, lo que escribió en él")),
            Keys("Ctrl++ / Ctrl+-", N_("Letras grandes o normales en toda la ventana")),
            Keys("Ctrl+L", N_("Bloquear la pantalla, donde hay claves")),
            Keys("F1", N_("Esta página de teclas")),
            Keys("Shift+F1", N_("El manual")),
            Keys("Esc", N_("Salir de donde está; lo que escribió se guarda como borrador")),
        ),
    ),
    KeyGroup(
        N_("En una lista"),
        (
            Keys("Ctrl+F", N_("Buscar en la lista; la flecha abajo lleva a ella")),
            Keys("↑ ↓", N_("Pasar de una fila a otra")),
            Keys("Enter / F2", N_("Cambiar los datos de la fila")),
            Keys("Ctrl+N", N_("Anotar uno nuevo; en Inicio y en Caja, un recibo de ingreso")),
            Keys("Ctrl+D", N_("Anotar otro igual al elegido")),
            Keys("Ctrl+P", N_("Imprimir la lista, o el recibo elegido")),
            Keys("Ctrl+Shift+E", N_("Exportar la lista a una hoja de cálculo")),
            Keys("F5", N_("Cargar la lista otra vez")),
        ),
    ),
    KeyGroup(
        N_("En una ficha"),
        (
            Keys("Ctrl+R", N_("Lo principal de la ficha: emitir un recibo, ver la compra, anotar un acuerdo")),
            Keys("Ctrl+T", N_("Tomar la asistencia")),
            Keys("Ctrl+V", N_("Pegar fotos o PDF en los adjuntos")),
            Keys("← →", N_("Ver el adjunto anterior o el siguiente")),
        ),
    ),
    KeyGroup(
        N_("Al escribir"),
        (
            Keys("Enter / Tab", N_("Pasar al campo siguiente; con Shift+Tab, al anterior")),
            Keys("↑ ↓", N_("Elegir de la lista que se abre bajo el campo; Enter o Tab lo toman")),
            Keys("F4", N_("Abrir el calendario de una fecha; con ↑ y ↓ cambia de día")),
            Keys("Ctrl+S", N_("Guardar; en un recibo, dejarlo en borrador")),
            Keys("Ctrl+P", N_("Emitir e imprimir el recibo")),
            Keys("F8", N_("Ir al siguiente dato por corregir")),
        ),
    ),
    KeyGroup(
        N_("Dinero"),
        (
            Keys("Ctrl+N / Ctrl+R", N_("Recibo de ingreso, en Inicio y en Caja y recibos")),
            Keys("Ctrl+E", N_("Recibo de egreso")),
            Keys("Ctrl+H", N_("Ocultar o mostrar los montos de Inicio")),
        ),
    ),
    KeyGroup(
        N_("Al tomar asistencia"),
        (
            Keys(SPACE, N_("Marcar a la persona, o una fila de una lista con marcas")),
            Keys("F5 F6 F7", N_("Presente y sus otras marcas, como dicen los botones")),
            Keys("F8", N_("Quitar la marca")),
            Keys("F9", N_("Anotar a una persona nueva")),
        ),
    ),
    KeyGroup(
        N_("Papeles y presentación"),
        (
            Keys("Ctrl++ / Ctrl+-", N_("Acercar o alejar el papel o el manual, si tiene el cursor")),
            Keys("Ctrl+0", N_("Ajustarlo al ancho")),
            Keys("F5", N_("Presentar desde el principio")),
            Keys("Shift+F5", N_("Presentar desde la lámina elegida")),
            Keys("→ / ←", N_("Lámina siguiente y anterior; Esc termina")),
        ),
    ),
)


def named_keys() -> set[str]:
    """Each single key that the page names, as Qt writes it."""
    found = {f"Ctrl+{number}" for number in range(1, 8)}
    for group in GROUPS:
        for each in group.keys:
            for part in each.keys.split(" / "):
                found |= {key for key in part.split() if key not in ("…", "/")}
    return found
