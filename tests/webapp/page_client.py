"""A client that checks each page it is given, and reads pages as people do: by headings, labels, links, words."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from werkzeug.test import TestResponse

PASSWORD = "plain brown teapot"
_UNLABELLED = {"hidden", "submit", "button", "image", "reset"}


class PageFault(AssertionError):
    """A page breaks a rule that holds for every page."""


class Page:
    """One HTML page, parsed."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.root: Element = html5lib.parse(response.text, treebuilder="etree", namespaceHTMLElements=False)

    def all(self, tag: str) -> Iterator[Element]:
        """Every element of a tag."""
        return self.root.iter(tag)

    def by_id(self, id_: str) -> Element:
        """The element of an id."""
        return next(each for each in self.root.iter() if each.get("id") == id_)

    def value(self, name: str) -> str:
        """What the first input of a name holds, '' without one."""
        return next((each.get("value", "") for each in self.all("input") if each.get("name") == name), "")

    @property
    def heading(self) -> str:
        """The words of the h1."""
        return words(next(self.all("h1")))

    @property
    def text(self) -> str:
        """All words of the page, spaces run together."""
        return words(next(self.all("body")))

    @property
    def links(self) -> dict[str, str]:
        """Address by words."""
        return {words(each): each.get("href", "") for each in self.all("a")}

    @property
    def here(self) -> list[str]:
        """What the navigation marks as the present page."""
        return [words(each) for each in self.all("a") if each.get("aria-current") == "page"]

    @property
    def token(self) -> str:
        """The page's CSRF token."""
        found = [each.get("value", "") for each in self.all("input") if each.get("name") == "csrf_token"]
        return found[0] if found else ""


def words(element: Element) -> str:
    """The words within an element."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


class PageClient:
    """A browser without scripts: keeps cookies, sends the CSRF token of the page it has, checks each page."""

    def __init__(self, app: Flask, **headers: str) -> None:
        self.app = app
        self.client = app.test_client()
        self.headers = headers
        self.token = ""

    def get(self, path: str, status: int = 200, **kwargs: Any) -> Page:
        """The page at a path, checked."""
        return self._take(self.client.get(path, headers=self.headers, **kwargs), status)

    def post(self, path: str, data: dict[str, Any] | None = None, status: int = 302, **kwargs: Any) -> Page:
        """Sends a form with the token of the last page that had one."""
        sent = {"csrf_token": self.token} | (data or {})
        return self._take(self.client.post(path, data=sent, headers=self.headers, **kwargs), status)

    def follow(self, page: Page) -> Page:
        """The page that a redirect leads to."""
        return self.get(page.response.headers["Location"])

    def sign_in(self, login: str, password: str = PASSWORD) -> "PageClient":
        """Signs in as a person does."""
        self.get("/sign-in")
        self.post("/sign-in", {"login": login, "password": password})
        return self

    def _take(self, response: TestResponse, status: int) -> Page:
        assert response.status_code == status, f"{response.request.path}: {response.status}\n{response.text[:2000]}"
        page = Page(response)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            check(page)
            self.token = page.token or self.token
        return page


def check(page: Page) -> None:
    """Raises PageFault for what no page may do."""
    headings = list(page.all("h1"))
    if len(headings) != 1:
        raise PageFault(f"{len(headings)} h1 instead of one")
    title = words(next(page.all("title")))
    if not page.heading or not title.startswith(page.heading):
        raise PageFault(f"the title {title!r} does not begin with the h1 {page.heading!r}")
    if next(page.all("html")).get("lang") not in ("en", "zh-Hans"):
        raise PageFault("the page does not say its language")
    _check_ids(page)
    _check_labels(page)
    _check_errors(page)
    _check_inline(page)


def _check_ids(page: Page) -> None:
    ids = Counter(each.get("id") for each in page.root.iter() if each.get("id") is not None)
    twice = [id_ for id_, count in ids.items() if count > 1]
    if twice:
        raise PageFault(f"ids used twice: {twice}")
    for each in page.root.iter():
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
            missing = [id_ for id_ in (each.get(name) or "").split() if id_ not in ids]
            if missing:
                raise PageFault(f"{name} names {missing}, which the page does not have")


def _check_labels(page: Page) -> None:
    labelled = {each.get("for") for each in page.all("label") if words(each)}
    within = {id(control) for label in page.all("label") if words(label) for control in label.iter()}
    for tag in ("input", "select", "textarea"):
        for control in page.all(tag):
            if control.get("type") in _UNLABELLED or control.get("aria-label") or control.get("aria-labelledby"):
                continue
            if control.get("id") not in labelled and id(control) not in within:
                raise PageFault(f"{tag} {control.get('name')!r} has no label")


def _check_errors(page: Page) -> None:
    """Each line of the errors above a form names its field, or the thing that it is about, and leads to it."""
    known = {each.get("id"): each for each in page.root.iter() if each.get("id")}
    labels = {each.get("for"): words(each) for each in page.all("label")}
    for summary in (each for each in page.all("div") if each.get("aria-labelledby") == "error-summary-title"):
        for line in summary.iter("a"):
            target = known.get((line.get("href") or "#")[1:])
            if target is None:
                raise PageFault(f"the error {words(line)!r} leads nowhere")
            about = f"{target.get('aria-labelledby', '')} {target.get('aria-describedby', '')}".split()
            described = (known[id_] for id_ in about if not id_.endswith("-error"))
            names = [labels.get(target.get("id"), ""), *map(words, target.iter("legend")), *map(words, described)]
            begins = re.split(": |：|[?？]", words(line))[0]
            if target.tag != "form" and not any(name and (begins in name or name in begins) for name in names):
                raise PageFault(f"the error {words(line)!r} does not name its field: {names}")


def _check_inline(page: Page) -> None:
    for each in page.root.iter():
        handlers = [name for name in each.attrib if name.startswith("on") or name == "style"]
        if handlers or each.tag == "style" or (each.tag == "script" and not each.get("src") and not _is_data(each)):
            raise PageFault(f"{each.tag} {handlers}: nothing inline, the content policy refuses it")


def _is_data(script: Element) -> bool:
    return script.get("type") == "application/json"
