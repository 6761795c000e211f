"""What of the libraries is left out of the packaged program (resources/packaging): names; nothing is packaged."""

import pytest

from resources.packaging import left_out

USED = [
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6\\plugins\\imageformats\\qjpeg.dll",
    "PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
    "PySide6/Qt/translations/qtbase_es.qm",
    "babel/locale-data/es_PE.dat",
    "babel/global.dat",
    "qtawesome/fonts/phosphor-1.3.0.ttf",
    "qtawesome/fonts/phosphor-charmap-1.3.0.json",
    "font_source_sans_pro/files/SourceSansPro-Bold.ttf",
    "ananea_desktop/resources/translations/en.po",
]
UNUSED = [
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/plugins/tls/qschannelbackend.dll",
    "PySide6\\opengl32sw.dll",
    "PySide6/Qt/translations/qtbase_de.qm",
    "babel/locale-data/de.dat",
    "qtawesome/fonts/fontawesome6-solid-webfont-6.7.2.ttf",
    "stdnum/oui.dat",
]


@pytest.mark.parametrize("name", USED)
def test_what_the_program_uses_stays(name: str) -> None:
    assert not left_out.is_left_out(name)


@pytest.mark.parametrize("name", UNUSED)
def test_what_it_never_uses_goes(name: str) -> None:
    assert left_out.is_left_out(name)


def test_a_library_goes_with_the_last_that_needed_it() -> None:
    needs = {
        "PySide6/QtGui.abi3.so": ["libQt6Gui.so.6", "libc.so.6"],
        "PySide6/Qt/lib/libQt6Gui.so.6": ["libglib.so.0"],
        "libglib.so.0": ["libpcre.so.2"],
        "libgtk.so.3": ["libglib.so.0", "libcairo.so.2"],
    }
    names = [*needs, "libpcre.so.2", "libcairo.so.2", "libpython3.11.so.1.0", "pypdfium2_raw/libpdfium.so"]
    kept = left_out.still_needed(names, lambda name: needs.get(name, []))
    assert kept == {*names} - {"libgtk.so.3", "libcairo.so.2"}
