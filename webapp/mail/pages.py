"""What mails say, each drawn as HTML and written as text; and the page that ends some of them."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class LetterLine:
    """One thing that waits: what, about what, by when ('' without a date), and where it is done; `notice` is a sentence
    that HR says of it, '' for none."""

    title: str
    about: str
    notice: str
    due: str
    address: str


@dataclass(frozen=True)
class LetterGroup:
    """Things that wait, under a heading; `more` says how many were left out, '' for none."""

    heading: str
    lines: tuple[LetterLine, ...]
    more: str


@dataclass(frozen=True)
class LetterPage:
    """A mail: sentences, what waits, the one thing to do with its link, and what to know about that.

    `foot` says why it came; `unsubscribe` is where such mails are ended, '' where they cannot be.
    """

    subject: str
    greeting: str
    sentences: tuple[str, ...]
    button: str
    link: str
    after: tuple[str, ...]
    foot: tuple[str, ...]
    groups: tuple[LetterGroup, ...] = ()
    unsubscribe: str = ""

    def ended_at(self, address: str) -> "LetterPage":
        """The same, with the address where such mails are ended."""
        return replace(self, unsubscribe=address)


@dataclass(frozen=True)
class UnsubscribePage:
    """Ends mail about due dates by a button; `done` once it is."""

    token: str
    done: bool
