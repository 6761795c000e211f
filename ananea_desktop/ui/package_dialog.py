"""The package of a year for the Central: which year, with names or not, and where to; and the paper with the key."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import package_key_paper, package_keys, year_package
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog, ask
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.tick import Tick
from ananea_desktop.ui.year_folder import FolderWriting

_YEARS = 15
_HALF = 6
"""Until that month the year before is the one that is told."""


class PackageDialog(Dialog):
    """Asks which year, and where to."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        super().__init__(parent, _("Paquete del año para la central"))
        self._desk = desk
        self.add_sentence(
            _(
                "Escribe un archivo firmado con las cifras de un año: la Prima, los proyectos, las capacitaciones, las"
                " entregas y cuántos socios hay. La central lo junta con los de las otras cooperativas."
            )
        )
        today = desk.books.books.today()
        self.year = ChoiceField([(year, str(year)) for year in range(today.year, today.year - _YEARS, -1)])
        self.year.setObjectName("package_year")
        self.year.set_value(today.year - (today.month <= _HALF))
        self.content.addWidget(FormRow(_("Año"), self.year, stacked=True))
        self.with_names = Tick(_("Con nombres y documentos de los socios (datos personales)"))
        self.with_names.setObjectName("package_with_names")
        self.content.addWidget(self.with_names)
        paper = link_button(_("Ver el papel con la clave para la central"), "key").set_flush()
        paper.setObjectName("package_key_paper")
        paper.clicked.connect(self._show_paper)
        self.content.addWidget(paper)
        renew = link_button(_("Cambiar la clave…"), "arrows-clockwise").set_flush()
        renew.setObjectName("package_key_renew")
        renew.clicked.connect(self._ask_new_key)
        renew.offer(desk.may(Right.PEOPLE))
        self.content.addWidget(renew)
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Elegir la memoria USB…"), "hard-drive"), self._ask_place)
        button.setObjectName("choose_place")
        self.year.setFocus()

    def _show_paper(self) -> None:
        self.accept()
        _want_paper(self._desk)

    def _ask_new_key(self) -> None:
        window, desk = self.parentWidget(), self._desk
        self.reject()
        ask(
            window,
            _("¿Cambiar la clave de los paquetes?"),
            _(
                "Solo si robaron la computadora o alguien tuvo el archivo de datos. Entregue a la central el papel de"
                " la clave nueva: sin él no trae más paquetes de la cooperativa."
            ),
            yes=_("Cambiar la clave"),
            no=_("Dejarla"),
            icon="key",
            destroying=True,
            reason=_("Motivo"),
            then=lambda reason: desk.books.ask(
                package_keys.renew, reason, owner=desk, then=lambda _key: _want_paper(desk)
            ),
        )

    def _ask_place(self) -> None:
        chooser = QFileDialog(self, _("Elija la memoria USB o la carpeta"))
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(lambda folder: self._write(Path(folder)))
        chooser.open()

    def _write(self, folder: Path) -> None:
        year, with_names = self.year.value(), self.with_names.isChecked()
        assert isinstance(year, int)
        window = self.parentWidget()
        assert window is not None
        self.accept()
        FolderWriting(
            window,
            self._desk,
            _("Paquete del año para la central"),
            _("Escribiendo el paquete de {year}…").format(year=year),
            lambda books, tell: year_package.write_year(books, year, folder, with_names, tell),
            _done,
            complete=_("El paquete está completo"),
            failed=_("El paquete no se escribió"),
            given_up=_("Se dejó de escribir el paquete."),
        )


def _want_paper(desk: Desk) -> None:
    desk.paper_wanted.emit(
        Paper(
            title=_("Clave de los paquetes para la central"),
            file_name="clave-central",
            make=lambda books, _year, language, _form: package_key_paper.paper(books, language),
        )
    )


def _done(written: year_package.Written) -> str:
    words = _("Está en «{path}». Está firmado con la clave de huella {print}: la central debe tener la misma.")
    return words.format(path=written.path, print=written.fingerprint)
