"""Keeps the display from going to sleep while something is presented, where the system has a simple way to ask it."""

import sys

_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002


def keep_awake(wanted: bool) -> None:
    """On Windows until called with False; elsewhere the desktop's own settings hold."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS | (_SYSTEM | _DISPLAY if wanted else 0))
