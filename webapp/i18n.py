"""Two languages: which one a page is in, and how it writes days, moments and numbers."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import cast
from urllib.parse import urlencode

from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from flask import Flask, g, redirect, request
from flask_babel import gettext as _
from flask_babel import refresh
from markupsafe import Markup
from werkzeug.wrappers import Response

from graph.clock import from_iso
from graph.text import LocalText, Text
from reports.text import cut
from reports.wording import Language, zoned_moment
from webapp import current, message_cache
from webapp.extensions import babel

LOCALES = {"en": "en", "zh": "zh_Hans_CN"}
NAMES = {"en": "English", "zh": "中文"}
HTML_LANG = {"en": "en", "zh": "zh-Hans"}
COOKIE = "plumbline_language"
_NO_MARKUP = Markup()
COOKIE_SECONDS = 365 * 24 * 3600


def init_app(app: Flask) -> None:
    """Binds Babel with our locale choice, and the template filters."""
    babel.domain_instance = message_cache.Catalogue()
    babel.init_app(
        app,
        default_locale=LOCALES[app.extensions["plumbline"].settings.default_language],
        default_translation_directories=str(message_cache.TRANSLATIONS),
        locale_selector=lambda: LOCALES[chosen_language()],
        timezone_selector=lambda: current.zone().key,
    )
    app.after_request(_follow_account)
    app.jinja_env.filters.update(
        day=day,
        numeric_day=numeric_day,
        moment=moment,
        moment_in=moment_in,
        clock_time=clock_time,
        number=number,
        shown=shown,
        words=words,
        sentences=sentences,
        cut=cut,
    )
    app.jinja_env.globals.update(lang_of=lang_of, names_note=names_note)
    app.jinja_env.globals.update(language=chosen_language, html_lang=html_lang, languages=NAMES)
    app.jinja_env.globals.update(_=say, gettext=say, ngettext=say_n)


def chosen_language() -> str:
    """'en' or 'zh': the account's, else the cookie's, else the browser's, else the setting's. In a demo the account is
    somebody else's: there the visitor's own choice counts, whoever they are signed in as."""
    try:
        return cast(str, g.language)  # asked for a thousand times a page
    except AttributeError:
        who = None if current.settings().demo else current.person()
        g.language = _known(who.language) if who else _visitor_language()
        return cast(str, g.language)


def _known(language: str) -> str:
    return language if language in LOCALES else _browser_language()


def _visitor_language() -> str:
    return _known(request.cookies.get(current.settings().cookie_prefix + COOKIE, ""))


def _browser_language() -> str:
    for tag, _quality in request.accept_languages:
        short = tag.lower().split("-")[0]
        if short in LOCALES:
            return short
    return current.settings().default_language


def report_language() -> Language:
    """The page's language, as reports name it."""
    return "zh" if chosen_language() == "zh" else "en"


def html_lang(language: str | None = None) -> str:
    """The value of a lang attribute: 'en' or 'zh-Hans'."""
    return HTML_LANG[language or chosen_language()]


def take_language_link() -> Response | None:
    """`?language=zh` on a page that needs no sign-in: remembers it in the cookie and leads to the plain address.

    Whoever is signed in has their account's language, so there the parameter keeps the meaning the page gives it.
    """
    language = request.args.get("language")
    if language not in LOCALES or request.method != "GET" or request.endpoint is None or current.person():
        return None
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != "language"]
    answer = redirect(request.path + ("?" + urlencode(rest) if rest else ""))
    remember_language(answer, language)
    return answer


def remember_language(answer: Response, language: str) -> None:
    """Keeps the language in this browser for a year."""
    answer.set_cookie(
        current.settings().cookie_prefix + COOKIE,
        language,
        max_age=COOKIE_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=current.settings().cookies_are_secure,
    )


def _follow_account(answer: Response) -> Response:
    """The cookie says what the account does, so that a page keeps its language where the graph cannot be asked."""
    who = None if current.settings().demo else g.get("person")
    name = current.settings().cookie_prefix + COOKIE
    spoken = any(one.startswith(name) for one in answer.headers.getlist("Set-Cookie"))
    if who and not spoken and who.language in LOCALES and request.cookies.get(name) != who.language:
        remember_language(answer, who.language)
    return answer


def speak(language: str) -> None:
    """From here on this answer is in `language`: for the message after a change of it."""
    g.language = language
    refresh()


def answer_to(language: str, time_zone: str) -> None:
    """From here on this answer is in these, '' for what nobody chose: those of who asks, whom nobody looked up."""
    g.language = _visitor_language() if current.settings().demo else _known(language)
    g.time_zone = time_zone


def say(message: str, **values: object) -> Markup:
    """A message of a template, `_` there, in the page's language; values are escaped."""
    locale = LOCALES[chosen_language()]
    return message_cache.phrase(locale, message) % values if values else message_cache.whole(locale, message)


def say_n(one: str, many: str, num: int, **values: object) -> Markup:
    """A message that counts, `ngettext` in templates; `num` is among its values."""
    return message_cache.phrase_of(LOCALES[chosen_language()], one, many, num) % {"num": num, **values}


def shown(text: Text) -> LocalText:
    """A bilingual text in the page's language, with its fallback named."""
    return text.to(chosen_language())


def listed(names: Iterable[str]) -> str:
    """Names one after the other, as the reader's language sets them apart."""
    return str(_(", ")).join(names)


def words(text: Text) -> str:
    """A name in the page's language as a plain string; the page says once that some exist in the other one only."""
    said = text.to(chosen_language())
    if said.fallback:
        g.foreign_names = said.language
    return said.value


def foreign_lang(name: Text) -> str:
    """The language of a name as a `lang` attribute has it, '' where it is the page's."""
    said = name.to(chosen_language())
    return html_lang(said.language) if said.fallback else ""


def lang_of(name: Text) -> Markup:
    """The attribute that says in which language a name is, where that is not the page's; else nothing."""
    language = foreign_lang(name)
    return Markup(' lang="{}"').format(language) if language else _NO_MARKUP


def names_note() -> str:
    """That some names of the page exist in the other language only, '' where none of those drawn before does."""
    language = g.get("foreign_names")
    if not language:
        return ""
    return str(_("Some names are only in Chinese.") if language == "zh" else _("Some names are only in English."))


def sentences(parts: Iterable[str]) -> str:
    """Sentences one after the other, empty ones left out: Chinese puts no space between them."""
    return ("" if chosen_language() == "zh" else " ").join(filter(None, map(str, parts)))


def error_naming(label: str, sentence: str) -> str:
    """An error as a list above a form says it: what the field is called, then what is wrong with it."""
    if str(label).endswith(("?", "？")):
        return sentences((label, sentence))
    return f"{label}{_(': ')}{sentence}" if label else str(sentence)


def day(value: date | datetime | str | None) -> str:
    """17 Mar 2026, or 2026年3月17日 in Chinese; empty for None. A moment counts by the reader's zone."""
    if not value:
        return ""
    if isinstance(value, str):
        value = from_iso(value) if "T" in value else date.fromisoformat(value)
    if isinstance(value, datetime):
        value = value.astimezone(current.zone()).date()
    if chosen_language() == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return _english_day(value)


def numeric_day(value: str) -> str:
    """A stored day as `day` writes it, but 2026/3/17 in Chinese: for a line of facts that is no sentence."""
    if not value or chosen_language() != "zh":
        return day(value)
    at = date.fromisoformat(value)
    return f"{at.year}/{at.month}/{at.day}"


@lru_cache(maxsize=1024)
def _english_day(value: date) -> str:
    return str(format_date(value, "d MMM yyyy", locale="en")).replace(" ", "\u00a0")  # a date stays on its line


def clock_time(value: datetime | str | None) -> str:
    """10:32 in the reader's zone; empty for None."""
    if not value:
        return ""
    at = from_iso(value) if isinstance(value, str) else value
    return format_time(at.astimezone(UTC), "HH:mm", tzinfo=current.zone(), locale=LOCALES[chosen_language()])


def moment(value: datetime | str | None) -> str:
    """Day and HH:MM in the reader's zone; empty for None."""
    return f"{day(value)} {clock_time(value)}" if value else ""


def moment_in(value: datetime, time_zone: str) -> str:
    """Day and HH:MM by the clocks of a zone, which is named: what a report says of the same moment."""
    return zoned_moment(value, chosen_language(), time_zone)


def number(value: int | float) -> str:
    """A number with the language's separators."""
    return format_decimal(value, locale=LOCALES[chosen_language()])
