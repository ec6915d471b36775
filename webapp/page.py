"""One template, one typed context: a frozen dataclass of `<noun>/pages.py`, called `page` in the template."""

import re
from dataclasses import is_dataclass
from typing import Any

from flask import render_template


def template_of(model: type) -> str:
    """The template of a page model: people.pages.SignInPage -> people/sign_in.html."""
    noun = model.__module__.split(".")[-2]
    name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__.removesuffix("Page")).lower()
    return f"{noun}/{name}.html"


def render(page: Any) -> str:
    """The HTML of a page. Raises TypeError if `page` is not a dataclass."""
    if not is_dataclass(page) or isinstance(page, type):
        raise TypeError("a page is a frozen dataclass")
    return render_template(template_of(type(page)), page=page)
