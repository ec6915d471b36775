"""What mails say, each drawn as HTML and written as text; the page that ends some of them; mails that were given up."""

from dataclasses import dataclass, replace

from graph.people.given_up import GivenUpMail


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


@dataclass(frozen=True)
class GivenUpLine:
    """A mail that was given up: what it was, why, and what helps; whether it is still worth sending, and whether the
    reader may take it off the list."""

    mail: GivenUpMail
    kind: str
    why: str
    way_out: str
    again: bool
    settles: bool


@dataclass(frozen=True)
class GivenUpPage:
    """Mails that were given up, a page of them; `count` is how many there are."""

    lines: tuple[GivenUpLine, ...]
    count: int
    number: int
    last: int
