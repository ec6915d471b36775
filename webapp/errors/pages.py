"""What an error page shows."""

from dataclasses import dataclass


@dataclass(frozen=True)
class TypedText:
    """Something the reader had written, given back: the field's name and the words."""

    field: str
    words: str


@dataclass(frozen=True)
class Fact:
    """How something stands now."""

    label: str
    value: str


@dataclass(frozen=True)
class Again:
    """A form that can be sent again as it was, once what stood in the way is gone."""

    address: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ErrorPage:
    """One error. `says` are its sentences; `back` is where the reader can go on, with the link's words;
    `ways` are what can be done instead, label and address; `again` sends the same once more."""

    heading: str
    says: tuple[str, ...]
    search: bool = False
    facts: tuple[Fact, ...] = ()
    typed: tuple[TypedText, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    again: Again | None = None
    back: str = "/"
    back_label: str = ""
    sign_in: bool = False
