"""Which keys may do something: none that write, and none that input methods or layouts need."""

import re
from enum import StrEnum

from PySide6.QtGui import QKeySequence

# Chinese input methods are switched on, off and between widths with these.
_OF_INPUT_METHODS = frozenset({"Ctrl+Space", "Ctrl+.", "Shift+Space"})
_FUNCTION_KEY = re.compile(r"(?:Shift\+)?F\d+")


class Fault(StrEnum):
    """Why keys cannot be used."""

    NONE = "none"
    WRITES = "writes"
    ALT_GR = "alt_gr"
    INPUT_METHOD = "input_method"


def fault_of(keys: str) -> Fault:
    """What is wrong with one combination, as Qt writes it; `Fault.NONE` when nothing is."""
    if keys in _OF_INPUT_METHODS:
        return Fault.INPUT_METHOD
    if "Ctrl+" in keys and "Alt+" in keys:
        return Fault.ALT_GR
    held = any(name in keys for name in ("Ctrl+", "Alt+", "Meta+"))
    return Fault.NONE if held or _FUNCTION_KEY.fullmatch(keys) else Fault.WRITES


def native(keys: str) -> str:
    """As this computer writes them."""
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
