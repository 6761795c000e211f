"""A window of another process, as the X server knows it: found, looked at, typed into, and asked to close."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image
from Xlib import XK, X
from Xlib.display import Display
from Xlib.ext import xtest
from Xlib.protocol.event import ClientMessage
from Xlib.xobject.drawable import Window

PATIENCE = 60.0


@contextmanager
def connected(display: str) -> Iterator[Display]:
    server = Display(display)
    try:
        yield server
    finally:
        server.close()


def wait_until(look: Callable[[], object], what: str) -> None:
    """Until ``look`` sees something. Raises AssertionError, naming ``what``, when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not look():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.05)


@dataclass(frozen=True)
class XWindow:
    server: Display
    window: Window

    def picture(self) -> Image.Image:
        size = self.window.get_geometry()
        image = self.window.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
        return Image.frombytes("RGB", (size.width, size.height), image.data, "raw", "BGRX")

    def press(self, *keys: str) -> None:
        """All of them together, as XK names them: ``press("Control_L", "r")``."""
        self.window.set_input_focus(X.RevertToParent, X.CurrentTime)  # there is no window manager to do it
        codes = [self.server.keysym_to_keycode(XK.string_to_keysym(key)) for key in keys]
        for event, order in ((X.KeyPress, codes), (X.KeyRelease, codes[::-1])):
            for code in order:
                xtest.fake_input(self.server, event, code)
        self.server.sync()

    def ask_to_close(self) -> None:
        """As the cross in its corner does."""
        protocols, close = (self.server.intern_atom(name) for name in ("WM_PROTOCOLS", "WM_DELETE_WINDOW"))
        data = (32, [close, X.CurrentTime, 0, 0, 0])
        self.window.send_event(ClientMessage(window=self.window, client_type=protocols, data=data))
        self.server.sync()


def titled(server: Display, words: str) -> XWindow | None:
    """The window in sight whose title holds ``words``."""
    name = server.intern_atom("_NET_WM_NAME")
    for window in server.screen().root.query_tree().children:
        title = window.get_full_property(name, X.AnyPropertyType)
        if title is not None and words in title.value.decode() and window.get_attributes().map_state == X.IsViewable:
            return XWindow(server, window)
    return None
