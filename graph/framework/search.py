"""What people type, as full-text queries that cannot go wrong: only letters and digits reach the index."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from graph.framework.words import STOP_WORDS, Word, joined, syllables, words

LONGEST = 200
MOST_WORDS = 12
MOST_CHARACTERS = 24
"""Of Chinese in one piece; more of it would not tell more."""
MOST_MISSPELT = 8
"""Characters of Chinese in one piece, of which one may be wrong."""
SHORTEST_BEGINNING = 3
"""Fewer letters would begin half of all words of a text."""
SHORTEST_NEAR = 3
TWO_LETTERS_OFF = 8
"""From how many letters on two of them may be wrong."""
NOTHING = "exact_names:nothing AND exact_names:found"


@dataclass(frozen=True)
class SearchQueries:
    """One typed text, asked three ways: names as typed, names and texts with all its words, names that come near."""

    named: str
    told: str
    near: str

    def params(self) -> dict[str, str]:
        """The parameters of the query that asks them; what asks nothing finds nothing."""
        return {name: asked or NOTHING for name, asked in vars(self).items()}

    def __bool__(self) -> bool:
        return bool(self.named)


def search_queries(typed: str) -> SearchQueries:
    """The queries for what was typed; false if there is no word in it."""
    typed = typed[:LONGEST]
    all_words = list(dict.fromkeys(_cut(word) for word in words(typed)))[:MOST_WORDS]
    wanted = [word for word in all_words if word.whole not in STOP_WORDS]
    if not all_words:
        return SearchQueries("", "", "")
    exact = joined(typed) or all_words[0].whole
    named = f"exact_names:{exact}^10000 OR exact_names:{exact}*^300 OR ({_all(_named, wanted or all_words)})"
    near = _any([*_off("exact_names", exact), *([f"({_all(_near, wanted)})"] if wanted else [])])
    return SearchQueries(named, _all(_told, wanted), near)


def name_filter(typed: str) -> str:
    """What is compared with parts of names: `typed` without case, width and signs; '' fits all."""
    return joined(typed) or typed.strip()


def _cut(word: Word) -> Word:
    if not word.is_han or len(word.whole) <= MOST_CHARACTERS:
        return word
    return Word(word.whole[:MOST_CHARACTERS], word.parts[: MOST_CHARACTERS - 1], is_han=True)


def _named(word: Word) -> str:
    """A name has the word, or begins one so, or sounds so."""
    if word.is_han:
        return _every("name_words", word.parts, 100)
    ways = [f"name_words:{word.whole}^500", f"name_words:{word.whole}*^100"]
    if len(word.parts) > 1 or word.parts[0] != word.whole:
        ways.append(_every("name_words", word.parts, 80))
    if word.whole.isascii() and word.whole.isalpha() and len(word.whole) > 1:
        ways += [f"name_sounds:{word.whole}^60", f"name_sounds:{word.whole}*^40"]
    return _any(ways)


def _told(word: Word) -> str:
    """A name or a text has the word."""
    ways = [_named(word), _every("text_words", word.parts, 4)]
    if not word.is_han:
        ways.append(f"text_words:{word.whole}^4")
        if len(word.whole) >= SHORTEST_BEGINNING:
            ways.append(f"text_words:{word.whole}*")
    return _any(ways)


def _near(word: Word) -> str:
    """A name has the word but for a letter or a character; Chinese also where it only sounds so."""
    ways = [_named(word)]
    if word.is_han:
        spelled = "".join(syllables(word.whole))
        ways += [f"name_sounds:{spelled}*", *_off("name_sounds", spelled), *_but_one(word.whole)]
    else:
        ways += [*_off("name_words", word.whole), *_off("name_sounds", word.whole)]
    return _any(ways)


def _off(where: str, word: str) -> list[str]:
    if len(word) < SHORTEST_NEAR:
        return []
    return [f"{where}:{word}~{2 if len(word) >= TWO_LETTERS_OFF else 1}"]


def _but_one(run: str) -> list[str]:
    """Chinese without one of its characters, each of them in turn; two would leave only one, and of a long run the
    index would be asked more than it takes (1,024 clauses)."""
    if not 3 <= len(run) <= MOST_MISSPELT:
        return []
    sides = [(run[:at], run[at + 1 :]) for at in range(len(run))]
    return [_every("name_words", [pair for side in both if side for pair in words(side)[0].parts], 1) for both in sides]


def _all(way: Callable[[Word], str], wanted: Sequence[Word]) -> str:
    return " AND ".join(way(word) for word in wanted)


def _any(ways: Sequence[str]) -> str:
    return f"({' OR '.join(ways)})" if ways else ""


def _every(where: str, parts: Sequence[str], boost: int) -> str:
    return f"({' AND '.join(f'{where}:{part}' for part in parts)})^{boost}"
