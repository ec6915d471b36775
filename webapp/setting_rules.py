"""The rules of settings: each turns the text of an environment variable into a value, or says what to use instead."""

import difflib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

_YES_OR_NO = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}


class Rule:
    """Reads the text of a setting; values given in code are taken as they are. Raises ValueError.

    `allowed` is said in the docs beside the setting, '' where its description says it.
    """

    allowed = ""

    def __call__(self, value: object) -> object:
        """The value that a text means."""
        return self.read(value) if isinstance(value, str) else value

    def read(self, text: str) -> object:
        """The value of a text."""
        return text.strip()


class YesOrNo(Rule):
    """yes, no, 1, 0, true, false, on, off."""

    def read(self, text: str) -> bool:
        """True or False. Raises ValueError for any other word."""
        if text.strip().lower() not in _YES_OR_NO:
            raise ValueError("use yes or no")
        return _YES_OR_NO[text.strip().lower()]


class Folder(Rule):
    """A folder, absolute or from the current one."""

    def read(self, text: str) -> Path:
        """Its absolute path."""
        return Path(text).expanduser().absolute()


@dataclass(frozen=True)
class WholeNumber(Rule):
    """A whole number within bounds."""

    least: int
    most: int

    @property
    def allowed(self) -> str:  # type: ignore[override]
        """The bounds."""
        return f"{self.least} to {self.most}"

    def read(self, text: str) -> int:
        """The number."""
        if not text.strip().isdecimal() or not self.least <= int(text) <= self.most:
            raise ValueError(f"use a whole number from {self.least} to {self.most}")
        return int(text)


class TimeZone(Rule):
    """The name of a time zone, such as Asia/Shanghai."""

    def read(self, text: str) -> str:
        """The name."""
        if text.strip() not in available_timezones():
            near = difflib.get_close_matches(text, available_timezones(), 1)
            raise ValueError("use the name of a time zone" + (f"; did you mean {near[0]}?" if near else ""))
        return text.strip()


@dataclass(frozen=True)
class OneOf(Rule):
    """One of several words."""

    words: tuple[str, ...]

    @property
    def allowed(self) -> str:  # type: ignore[override]
        """The words."""
        return " or ".join(self.words)

    def read(self, text: str) -> str:
        """The word."""
        if text.strip() not in self.words:
            raise ValueError(f"use {self.allowed}")
        return text.strip()


@dataclass(frozen=True)
class Address(Rule):
    """An address with one of some schemes; with those `of_files` a path follows instead of a host."""

    schemes: tuple[str, ...]
    of_files: tuple[str, ...] = ()

    @property
    def allowed(self) -> str:  # type: ignore[override]
        """What it begins with."""
        return ", ".join(f"{scheme}://" for scheme in (*self.schemes, *self.of_files))

    def read(self, text: str) -> str:
        """The address without a slash at its end."""
        parts = urlsplit(text.strip())
        whole = parts.netloc if parts.scheme in self.schemes else parts.path if parts.scheme in self.of_files else ""
        if not whole:
            begins = " or ".join(f"{scheme}://" for scheme in (*self.schemes, *self.of_files))
            raise ValueError(f"use an address that begins with {begins}")
        return text.strip().rstrip("/")


@dataclass(frozen=True)
class Store(Rule):
    """A folder, or an address of a store with one of some schemes."""

    schemes: tuple[str, ...]

    def read(self, text: str) -> str:
        """The address, or the folder's absolute path; '' for none."""
        scheme = urlsplit(text.strip()).scheme
        if scheme and scheme not in self.schemes:
            raise ValueError(
                "use a folder, or an address of a store that every process can read and write: one that begins"
                f" with {', '.join(self.schemes)}"
            )
        return text.strip() if scheme or not text.strip() else str(Folder().read(text.strip()))


@dataclass(frozen=True)
class Secret(Rule):
    """A secret of a least length."""

    least: int

    def read(self, text: str) -> str:
        """The secret as it is."""
        if len(text) < self.least:
            raise ValueError(f"use at least {self.least} characters")
        return text


class AnyText(Rule):
    """Any text, white space at its ends among it."""

    def read(self, text: str) -> str:
        """The text as it is."""
        return text
