"""A Chinese page says what the pages' catalogue says, whatever other catalogues say to the same message."""

import re

from flask import Flask, g, get_template_attribute
from flask_babel import force_locale, gettext, ngettext

from tests.meta.catalogues import LOCALE, catalogue_file, kept, real

_NAME = re.compile(r"%\((\w+)\)s")


def test_every_message_is_said_as_its_catalogue_says(app: Flask) -> None:
    otherwise: list[str] = []
    with app.test_request_context("/"), force_locale(LOCALE):
        for message in real(kept(catalogue_file("webapp"))).values():
            if isinstance(message.id, str):
                said, wanted = gettext(message.id), message.string
            else:
                others = {name: f"%({name})s" for name in _NAME.findall(message.id[1]) if name != "num"}
                wanted = next(iter(message.string or ("",))).replace("%(num)s", "2")
                said = ngettext(*message.id, 2, **others)
            if said != wanted:
                otherwise.append(f"{message.id!r}: {said!r}, not {wanted!r}")
    assert otherwise == [], "after a change of the catalogue: make setup"


def test_a_long_list_leads_to_its_next_page_not_to_somebody(app: Flask) -> None:
    with app.test_request_context("/"):
        g.language = "zh"
        links = str(get_template_attribute("components/frame.html", "page_links")("/a", "/b"))
    assert re.findall(r">([^<>]*页)</a>", links) == ["上一页", "下一页"]


def test_pages_and_reports_do_say_a_message_differently() -> None:
    """The test above looks at something: the bar's Record is the audit's, a report's is its own last section."""
    ours, theirs = (real(kept(catalogue_file(room)))["Record", None].string for room in ("webapp", "reports"))
    assert ours != theirs
