"""Marks in cells: whether something is required, optional or not expected; weights are refused."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache

from graph.text import Text


class Need(StrEnum):
    """What a cell says of an expectation."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    NOTHING = "nothing"


_WORDS: Mapping[Need, str] = {
    Need.REQUIRED: "required|require|req|r|m|yes|y|true|1|x|essential|core|must|must have|must-have|mandatory|✓|✔|☑|√|"
    "●|■|◆|★|⬤|•|必要|必需|必备|必须|必修|核心|基本|是|有|对",
    Need.OPTIONAL: "optional|opt|o|no|n|false|0|additional|desirable|desired|preferred|recommended|nice to have|"
    "nice-to-have|bonus|elective|○|◯|□|◇|☆|△|▲|可选|选修|加分|加分项|附加|推荐|否|非必要|非必备|非必需",
    Need.NOTHING: "|nc|n/a|na|n.a.|none|nil|not in use|not used|not applicable|not expected|-|–|—|--|/|×|✗|✘|☐|无|"
    "不适用|不要求|未使用|停用",
}
MARKS: Mapping[str, Need] = {word: need for need, words in _WORDS.items() for word in words.split("|")}
"""Marks as they stand in a column of their own, in lower case."""
NOTHING_IN_TABLES = frozenset({"no", "n", "false", "0", "否"})
"""Marks that say in a matrix that nothing is expected, and in a column of their own that it is optional."""
TICKS = frozenset({"x", "✓", "✔", "☑", "√", "●", "■", "yes", "y", "1", "是", "有"})
"""Marks that only say that something is expected; whether it must be may stand elsewhere in the row."""
NOT_IN_USE = frozenset({"not in use", "停用", "未使用"})
"""What some publishers write instead of leaving a level or a text empty."""
ALLOWED = Text(
    "yes/no, 1/0, R/O, required/optional, ✓, ●/○, 必要/可选; NC, - or nothing where nothing is expected",
    "必要/可选、必备/加分、是/否、1/0、R/O、✓、●/○；没有期望时填 NC、- 或留空",
)
UNEXPECTED = "not expected"
SYMBOLS = frozenset("✓✔☑√●■◆★⬤○◯□◇☆△▲")
"""Marks that are no words: in front of a text they may as well be bullets of a list."""
_BEFORE = re.compile(
    r"\s*(?:[\[(（【〔]\s*(?P<bracketed>[^\])）】〕\n]{1,24}?)\s*[\])）】〕]\s*[:：]?"
    r"|(?P<word>[^:：|｜\n]{1,24}?)\s*(?:[:：|｜\n]|\s[-–—]+\s|——)"
    r"|(?P<sentence>[A-Za-z ]{4,24}|[\u3400-\u9fff]{2,8})[.。])\s*(?P<text>\S.*)",
    re.DOTALL,
)
_BEHIND = re.compile(
    r"(?P<text>.*\S)\s*[\[(（【〔]\s*(?P<bracketed>[^\])）】〕\n]{1,24}?)\s*[\])）】〕][.。]?\s*", re.DOTALL
)
_CLOSING = frozenset(")]）】〕")
_PERCENT = re.compile(r"\d+(?:[.,]\d+)?\s?[%％]|0?[.,]\d+")
LONGEST_MARK = 24


@lru_cache(maxsize=1024)  # a table has few marks and many cells
def folded(text: str) -> str:
    """What two spellings of a mark have in common."""
    if text.isascii():
        return " ".join(text.split()).casefold()
    plain = "".join(each for each in text if each not in "\ufe0f\ufe0e")
    return " ".join((unicodedata.normalize("NFKC", plain) if len(plain) > 1 else plain).split()).casefold()


def is_weight(text: str) -> bool:
    """Whether a cell is a share or a percentage."""
    return bool(_PERCENT.fullmatch(text.strip()))


def need_of(mark: str, chosen: Mapping[str, Need], *, table: bool = False) -> Need | None:
    """What a mark says: as somebody chose, else as it is known; None for what is no mark. `table`: in a matrix."""
    key = folded(mark)
    if key in chosen:
        return chosen[key]
    if table and key in NOTHING_IN_TABLES:
        return Need.NOTHING
    return MARKS.get(key)


def table_marks(values: Iterable[str], chosen: Mapping[str, Need]) -> Mapping[str, Need]:
    """What has to be added to the choice for the marks of one matrix: beside n/a, N says that it is optional."""
    present = {folded(value) for value in values if len(value) <= LONGEST_MARK}
    if present & {"n/a", "na", "n.a.", "不适用"} and present & {"n", "no", "否"}:
        return {**{mark: Need.OPTIONAL for mark in ("n", "no", "否")}, **chosen}
    return chosen


@dataclass(frozen=True)
class MarkedText:
    """A text that stands in one cell with its mark, such as `O: Helps newcomers`."""

    mark: str
    need: Need
    text: str

    @property
    def required(self) -> str:
        """What a column of marks would say."""
        return UNEXPECTED if self.need is Need.NOTHING else str(self.need)


def marked_text(
    value: str, chosen: Mapping[str, Need], *, table: bool = False, symbols: bool = False
) -> MarkedText | None:
    """The mark and the text of a cell that has both: the mark in front (`O: …`, `可选：…`, `[R] …`, on a line of its
    own) or in brackets behind; None for a text alone. `symbols`: such as ● in front count, too."""
    if symbols and value[:1] in SYMBOLS and (text := value[1:].lstrip("\ufe0f\ufe0e :：\n")):
        need = need_of(value[0], chosen, table=table)
        return MarkedText(value[0], need, text) if need else None
    forms = (_BEFORE, _BEHIND) if value.rstrip(" .。")[-1:] in _CLOSING else (_BEFORE,)
    for form in forms:
        found = form.fullmatch(value)
        if found is None:
            continue
        mark = next(each for name, each in found.groupdict().items() if each and name != "text")
        need = need_of(mark, chosen, table=table)
        if need and any(map(str.isalpha, mark)) and not (form is _BEHIND and need is Need.NOTHING):
            return MarkedText(mark, need, found["text"].strip())
    return None


def has_symbols(values: Iterable[str], chosen: Mapping[str, Need]) -> bool:
    """Whether symbols in front of the texts of a table are marks: they say different things, as bullets do not."""
    return len({need_of(each[0], chosen) for each in values if each[:1] in SYMBOLS and len(each) > 1}) > 1


def looks_like_mark(text: str) -> bool:
    """Whether a short cell is a mark rather than a text: one word, or nearly a known mark."""
    if len(text) > LONGEST_MARK or (not text.isascii() and len(text) > 4):
        return False
    return len(text.split()) == 1 or bool(get_close_matches(folded(text), MARKS, n=1, cutoff=0.75))
