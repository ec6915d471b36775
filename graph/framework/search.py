"""What people type, as a full-text query that cannot go wrong."""

import re

LONGEST = 200
MOST_TERMS = 12

_HAN = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TERM = re.compile(rf"[{_HAN}]+|[^\W_{_HAN}]+|[\u2600-\u27bf\U0001f000-\U0001faff]")
_IS_HAN = re.compile(rf"[{_HAN}]")
# Words that the cjk analyzer leaves out of the index: asking for them would find nothing.
_LEFT_OUT = frozenset(
    re.findall(
        r"\w+",
        "a and are as at be but by for if in into is it no not of on or s such t that the their then there these they "
        "this to was will with www",
    )
)


def lucene(typed: str) -> str:
    """The query that finds all words of `typed`, also where they are only begun; '' if there is no word in it.

    Only letters, digits and Chinese characters pass, so nothing that people type is read as query syntax.
    """
    terms = list(dict.fromkeys(term.lower() for term in _TERM.findall(typed[:LONGEST])))
    wanted = [term for term in terms if term not in _LEFT_OUT][:MOST_TERMS]
    return " AND ".join(_clause(term) for term in wanted)


def _clause(term: str) -> str:
    if not _IS_HAN.match(term):
        return f"({term}^3 OR {term}*)"
    # Chinese is indexed as pairs of characters: several are looked up as a phrase of pairs, one as a beginning.
    return f'"{term}"' if len(term) > 1 else f"{term}*"
