"""People's texts: what is cleaned away, where a line is cut, at any depth of a record."""

from hypothesis import given
from hypothesis import strategies as st

from graph.text import Text
from reports.text import clean, cut, each_text, script, texts_in


def test_what_cannot_be_seen_goes() -> None:
    assert clean("a\u202egnp.exe\u202c\u2066b\u2069\u200f\u0007\ufeff") == "agnp.exeb"
    assert clean("one\r\ntwo\u2028three\tfour") == "one\ntwo\nthree four"
    assert clean("\ud800") == "\ufffd"
    assert clean("👩\u200d💻 é 林 <b>") == "👩\u200d💻 é 林 <b>"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
    assert not {c for c in once if c < " " and c != "\n"}


@given(st.text(), st.integers(20, 120))
def test_a_cut_line_is_short_and_a_beginning(text: str, limit: int) -> None:
    line, whole = cut(text, limit), " ".join(text.split())
    assert "\n" not in line
    assert len(line) <= limit + 2
    assert whole == line or (line.endswith("…") and whole.startswith(line.rstrip("…")))


def test_cut_at_a_word_in_chinese_at_a_character() -> None:
    assert cut("measured recall before tuning the prompt", 27) == "measured recall before…"
    assert cut("先度量召回率再调整提示词并上线", 9) == "先度量召回率再调整……"
    assert cut("a" * 100, 90) == "a" * 90 + "…"
    assert cut("e" * 89 + "e\u0301" + "x" * 9, 90) == "e" * 89 + "…"


def test_every_text_of_a_record_is_reached() -> None:
    record = (Text("a", "b"), {"k": ["c"]}, 3, None)
    assert texts_in(record) == {"a", "b", "c"}
    assert each_text(record, str.upper) == (Text("A", "B"), {"k": ["C"]}, 3, None)


def test_the_language_of_a_free_text() -> None:
    assert script("先度量，再调 prompt") == "zh-Hans"
    assert script("see 林乔 for the recall figures of October") == "en"
