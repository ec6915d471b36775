"""Every page has one typed context: what a template names exists, what is given is shown, no template is orphaned."""

import inspect
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.meta.contexts import TEMPLATES, builds_on, imports, page_models, parse, seen_by, unknown, unused
from webapp.page import template_of

SHARED = ("base.html", "components/")


@pytest.mark.parametrize("model", page_models(), ids=lambda model: template_of(model))
def test_a_page_and_its_template_agree(model: type) -> None:
    assert (TEMPLATES / template_of(model)).exists(), f"{model.__name__} has no template {template_of(model)}"
    trees = seen_by(template_of(model))
    noun = Path(inspect.getfile(model)).parent
    source = "\n".join(path.read_text(encoding="utf-8") for path in noun.glob("*.py"))
    assert not unknown(model, trees)
    assert not unused(model, trees, source)


@pytest.mark.parametrize("model", page_models(), ids=lambda model: template_of(model))
def test_a_page_model_is_frozen(model: type) -> None:
    assert model.__dataclass_params__.frozen  # type: ignore[attr-defined] # every dataclass has it


def test_every_template_is_used() -> None:
    all_templates = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
    used = {name for model in page_models() for name in seen_by(template_of(model))}
    imported = {
        each for name in all_templates for each in imports(parse((TEMPLATES / name).read_text(encoding="utf-8")))
    }
    sources = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.parent.rglob("*.py"))
    imported |= {name for name in all_templates if f'render_template("{name}"' in sources}
    orphans = {name for name in all_templates - used - imported if not name.startswith(SHARED)}
    assert not orphans


def test_no_script_and_no_style_in_a_template() -> None:
    found = {
        f"{path.relative_to(TEMPLATES)}: {bad}"
        for path in TEMPLATES.rglob("*.html")
        for bad in ("<style", " style=", " onclick=", " onchange=", "javascript:", "http://", "<script>")
        if bad in path.read_text(encoding="utf-8")
    }
    assert found == {"mail/letter.html: <style"}, "a mail has no style sheet beside it"


JOINED = re.compile(
    r"\}\}(?:[,:;] | \()"  # {{ name }} ({{ id }}), {{ role }}, {{ level }}
    r"|\.\"[^{}]*\) \}\} \{\{ ?(?:_|ngettext)\("  # a space between two sentences
    r"|\bjoin\([\"'][,;] "
)
"""Words put together by marks and spaces of English; messages and `next_sentence` know those of each language."""


def test_no_template_joins_words_with_marks_of_one_language() -> None:
    found = [
        f"{path.relative_to(TEMPLATES)}:{number}: {line.strip()[:120]}"
        for path in TEMPLATES.rglob("*.html")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if JOINED.search(line)
    ]
    assert not found
    for line in ("{{ name }} ({{ id }})", "{{ a }}, {{ b }}", '{{ _("Done.") }} {{ _("Next.") }}', "x | join(', ')"):
        assert JOINED.search(line), line


OF_ANYBODY = {
    "url_for('people.set_language')": "the language is chosen for this browser, whoever sits there",
    "url_for('people.sign_out')": "signing out is right for whoever is signed in",
    "page.again.address": "it repeats the fields of the form that was sent, whose account among them",
}
"""POST forms that do not say who opened them, by their action."""


def forms_of_nobody(source: str) -> list[str]:
    """The actions of POST forms without the macro that says who opened them."""
    shared = (TEMPLATES / "components" / "form.html").read_text(encoding="utf-8")
    macros = re.findall(r"macro (\w+)\(([^%]*%\}.*?)endmacro", source + shared, re.DOTALL)
    ours = ["{{ csrf() }}", *(f"{{{{ {name}(" for name, body in macros if "{{ csrf() }}" in body)]
    forms = re.findall(r"<form\b(.*?)</form>", source, re.DOTALL)
    posted = [form for form in forms if re.match(r"""[^>]*method=["']post["']""", form, re.IGNORECASE)]
    return [
        (re.search(r"""action="\{\{ (.*?) \}\}\"""", form) or re.match("(.*)", form))[1]  # type: ignore[index]
        for form in posted
        if not any(call in form for call in ours)
    ]


def test_every_form_says_who_opened_it() -> None:
    sources = [path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html")]
    assert sorted(action for source in sources for action in forms_of_nobody(source)) == sorted(OF_ANYBODY)


def test_the_guard_sees_a_form_of_nobody() -> None:
    raw = '<form class="a" method="post" action="{{ x }}"><input name="csrf_token"></form>'
    assert forms_of_nobody(raw) == ["x"]
    assert forms_of_nobody(raw.replace("<input", "{{ csrf() }}<input")) == []
    assert forms_of_nobody(raw.replace("post", "get")) == []


@dataclass(frozen=True)
class Inner:
    name: str


@dataclass(frozen=True)
class ExamplePage:
    title: str
    inner: Inner
    spare: int = 0

    @property
    def loud(self) -> str:
        return self.title.upper()


def test_the_guard_sees_a_name_that_does_not_exist() -> None:
    trees = {
        "a.html": parse("{{ page.title }}{{ page.tilte }}{% for x in page.inner.nom %}{% endfor %}{{ page.loud }}")
    }
    assert unknown(ExamplePage, trees) == [
        "a.html: page.inner.nom (Inner has no nom)",
        "a.html: page.tilte (ExamplePage has no tilte)",
    ]


def test_the_guard_sees_what_is_never_shown() -> None:
    trees = {"a.html": parse("{{ page.title }} {{ page.inner.name }}")}
    assert [line.split(": ")[1] for line in unused(ExamplePage, trees, "")] == ["spare is given and never shown"]
    assert not unused(ExamplePage, {"a.html": parse("{{ show(page) }}")}, "")


def test_the_guard_follows_what_a_template_builds_on() -> None:
    tree = parse("{% extends 'base.html' %}{% include 'x/y.html' %}{% from 'c.html' import d with context %}")
    assert set(builds_on(tree)) == {"base.html", "x/y.html", "c.html"}
