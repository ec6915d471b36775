"""Both catalogues say all that the code says: nothing missing, empty, fuzzy, left over; placeholders as in English."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from reports.text import script
from tests.meta.catalogues import KEYWORDS, PACKAGES, catalogue_file, complaints, extracted, kept, real
from tests.meta.files import ROOT


@pytest.mark.parametrize("package", PACKAGES)
def test_the_catalogue_is_complete(package: str) -> None:
    assert catalogue_file(package).exists(), "run: make translations"
    found = complaints(extracted(ROOT / package), kept(catalogue_file(package)))
    assert not found, f"{len(found)} complaints (make translations, then translate):\n" + "\n".join(found[:60])


ENGLISH = re.compile(r"\.\.\.|\"|[\u3000-\u303f\uff01-\uff5e]|[。，]")
CHINESE = re.compile(
    r"\.\.\.|(?<!…)…(?!…)|\"|(?<!\w)'|'(?!\w)"  # dots and straight quotation marks
    r"|[。！？；：，、）”] | [。！？；：，、（“]"  # spaces beside marks that are wide by themselves
    r"|(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])"  # a space between two characters
    r"|(?<=[\u4e00-\u9fff])[,;:!?](?=\s|$|[\u4e00-\u9fff])"  # marks of the other script
    r"|(?<=[\u4e00-\u9fff])[()]|[()](?=[\u4e00-\u9fff])"  # brackets, too
    r"|(?<=[\u4e00-\u9fff]) (?=%\((?:day|name|who)\)s)|%\((?:day|name|who)\)s (?=[\u4e00-\u9fff])"  # before Chinese
)


def marks(text: str, chinese: bool) -> list[str]:
    """The marks and spaces that do not belong to the script of a text."""
    return (CHINESE if chinese else ENGLISH).findall(text)


def pairs_in_code() -> Iterator[tuple[str, str, str]]:
    """Each Text("…", "…") of the code: where, its English, its Chinese."""
    for room in ("graph", "reports", "webapp"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Text" and len(node.args) == 2:
                    said = [each.value for each in node.args if isinstance(each, ast.Constant)]
                    if len(said) == 2:
                        yield str(path.relative_to(ROOT)), str(said[0]), str(said[1])


def demo_words() -> Iterator[tuple[str, str]]:
    """What the demo's people write: the file, its text."""
    for path in (ROOT / "graph" / "demo" / "data").rglob("*.toml"):
        for text in _texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.name, text


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


@pytest.mark.parametrize("package", PACKAGES)
def test_each_language_has_the_marks_of_its_script(package: str) -> None:
    wrong = []
    for message in real(kept(catalogue_file(package))).values():
        said = message.id if isinstance(message.id, tuple | list) else [message.id]
        translated = message.string if isinstance(message.string, tuple | list) else [message.string]
        wrong += [text for text in map(str, said) if len(text) > 3 and marks(text, chinese=False)]
        wrong += [text for text in map(str, translated) if marks(text, chinese=True)]
    assert not wrong


def test_texts_in_code_and_in_the_demo_have_the_marks_of_their_script() -> None:
    wrong = [one for one in pairs_in_code() if marks(one[1], chinese=False) or marks(one[2], chinese=True)]
    written = [one for one in demo_words() if marks(one[1], chinese=script(one[1]) == "zh-Hans")]
    assert not wrong
    assert not written


@pytest.mark.parametrize(
    ("text", "chinese", "faults"),
    [
        ("Saving...", False, 1), ("Saving…", False, 0), ('"Draft"', False, 2), ("“Draft” of Ann's", False, 0),
        ("正在保存…", True, 1), ("正在保存……", True, 0), ('"草稿"', True, 2), ("“草稿”", True, 0),
        ("已保存。 请继续", True, 1), ("已保存。请继续", True, 0), ("注意:先保存", True, 1), ("12:30", True, 0),
        ("李强(工号)", True, 2), ("%(day)s 离职", True, 1), ("第 %(page)s 页", True, 0),
    ],
)  # fmt: skip
def test_the_guard_sees_marks_of_another_script(text: str, chinese: bool, faults: int) -> None:
    assert len(marks(text, chinese)) == faults


def test_messages_are_found_in_code_and_templates(tmp_path: Path) -> None:
    (tmp_path / "views.py").write_text(
        "_('Sign in')\nngettext('one gap', '%(num)s gaps', 3)\nsay(language, 'held by')\n"
    )
    (tmp_path / "page.html").write_text("{{ _('Team') }}{% trans %}Late{% endtrans %}")
    ids = {message.id for message in extracted(tmp_path) if message.id}
    assert ids == {"Sign in", ("one gap", "%(num)s gaps"), "held by", "Team", "Late"}


def test_whatever_a_module_calls_gettext_is_looked_for() -> None:
    names = {
        alias.asname or alias.name
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.endswith("gettext")
    }
    assert {"_", "_later", "ngettext"} <= names
    assert names <= set(KEYWORDS)


@pytest.mark.parametrize(
    ("string", "flags", "complaint"),
    [
        ("", [], "empty"),
        ("欢迎，%(name)s", ["fuzzy"], "fuzzy"),
        ("欢迎", [], "placeholders differ"),
        ("欢迎，%(nome)s", [], "placeholders differ"),
        ("Welcome, %(name)s", [], "still English"),
    ],
)
def test_the_guard_sees_a_bad_translation(string: str, flags: list[str], complaint: str) -> None:
    said, translated = Catalog(), Catalog(locale="zh_Hans_CN")
    said.add("Welcome, %(name)s")
    translated.add("Welcome, %(name)s", string, flags=flags)
    assert [line.split(":")[0] for line in complaints(said, translated)] == [complaint]


def test_the_guard_sees_what_is_missing_and_what_is_left_over() -> None:
    said, translated = Catalog(), Catalog(locale="zh_Hans_CN")
    said.add("new")
    translated.add("old", "旧")
    assert complaints(said, translated) == ["left over: 'old'", "missing: 'new'"]


def test_a_plural_needs_its_one_form_with_the_number_or_without() -> None:
    said, translated = Catalog(), Catalog(locale="zh_Hans_CN")
    said.add(("one gap", "%(num)s gaps"))
    translated.add(("one gap", "%(num)s gaps"), ("%(num)s 处差距",))
    assert not complaints(said, translated)
