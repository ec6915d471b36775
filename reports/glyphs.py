"""Which characters the installed fonts have, asked of fontconfig, which also picks fonts for the renderer."""

import ctypes
import ctypes.util
from functools import lru_cache
from threading import Lock
from unicodedata import category

from reports.errors import code_point
from reports.text import clean

_INVISIBLE_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp"}
_lock = Lock()


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


class _Fontconfig:
    """The union of all installed fonts' characters, as one fontconfig set."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(ctypes.util.find_library("fontconfig") or "libfontconfig.so.1")
        self.library.FcConfigGetCurrent.restype = ctypes.c_void_p
        self.library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        self.library.FcConfigGetFonts.argtypes = [ctypes.c_void_p, ctypes.c_int]
        self.library.FcCharSetCreate.restype = ctypes.c_void_p
        self.library.FcCharSetMerge.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p]
        self.library.FcCharSetHasChar.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        self.library.FcPatternGetCharSet.argtypes = [
            ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_void_p),
        ]  # fmt: skip
        self.all = self._union()

    def _union(self) -> int:
        union = self.library.FcCharSetCreate()
        fonts = self.library.FcConfigGetFonts(self.library.FcConfigGetCurrent(), 0)
        for index in range(fonts.contents.nfont if fonts else 0):
            result = ctypes.c_void_p()
            pattern = fonts.contents.fonts[index]
            if self.library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(result)) == 0:
                self.library.FcCharSetMerge(union, result, None)
        return int(union)

    def has(self, character: str) -> bool:
        """Whether any installed font has the character."""
        return bool(self.library.FcCharSetHasChar(self.all, ord(character)))


@lru_cache(maxsize=1)
def _fontconfig() -> _Fontconfig:
    return _Fontconfig()


@lru_cache(maxsize=65536)
def drawable(character: str) -> bool:
    """Whether some installed font has `character`, or nothing of it is seen anyway (spaces, joiners, selectors)."""
    if character.isascii() or category(character) in _INVISIBLE_CATEGORIES or _selector(character):
        return True
    with _lock:
        return _fontconfig().has(character)


def missing(texts: set[str]) -> tuple[str, ...]:
    """The characters of `texts` that no installed font has, in code point order."""
    return tuple(sorted(c for c in set().union(*texts) if not drawable(c)))


def _selector(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def with_code_points(text: str) -> str:
    """`text` with "[U+3134A]" for each character that no font has."""
    return "".join(c if drawable(c) else f"[{code_point(c)}]" for c in text)


def printable(text: str) -> str:
    """The same without what nobody can see."""
    return with_code_points(clean(text))
