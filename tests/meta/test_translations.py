"""Both catalogues say all that the code says: nothing missing, empty, fuzzy, left over; placeholders as in English."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.meta.catalogues import KEYWORDS, PACKAGES, catalogue_file, complaints, extracted, kept
from tests.meta.files import ROOT


@pytest.mark.parametrize("package", PACKAGES)
def test_the_catalogue_is_complete(package: str) -> None:
    assert catalogue_file(package).exists(), "run: make translations"
    found = complaints(extracted(ROOT / package), kept(catalogue_file(package)))
    assert not found, f"{len(found)} complaints (make translations, then translate):\n" + "\n".join(found[:60])


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
