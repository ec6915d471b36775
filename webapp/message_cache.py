"""Messages as pages and views say them, found cheaply: a page of many cards says more than a thousand.

Flask-Babel finds out anew for each message which language it is asked in, and Jinja makes it markup each time. Here a
message is found and made markup once a process and language.
"""

from functools import cache, lru_cache
from pathlib import Path

from babel import Locale
from babel.support import NullTranslations, Translations
from flask_babel import Domain, get_locale
from markupsafe import Markup

TRANSLATIONS = Path(__file__).parent / "translations"
"""The pages' catalogue alone: reports speak for themselves, and say some of the same messages otherwise."""


class Catalogue(Domain):  # type: ignore[misc] # Flask-Babel carries no types
    """The pages' catalogue as Flask-Babel asks for it: the locale is looked up once a message."""

    def get_translations(self) -> NullTranslations:
        """The catalogue of the language in which this answer is given."""
        locale = get_locale()
        return catalogue(locale) if locale else NullTranslations()


@cache
def catalogue(locale: Locale | str) -> NullTranslations:
    """The messages of a locale; English ones stand in the code."""
    return Translations.load(TRANSLATIONS, [locale])


@cache
def phrase(locale: str, message: str) -> Markup:
    """A message of a template without its values."""
    translated = catalogue(locale).ugettext(message)
    return Markup(translated)  # noqa: S704 - messages are written by translators, values are escaped where they are put in


@cache
def whole(locale: str, message: str) -> Markup:
    """A message of a template that has no values."""
    return phrase(locale, message) % {}


@lru_cache(maxsize=1024)
def phrase_of(locale: str, one: str, many: str, count: int) -> Markup:
    """A message that counts, in the form that fits `count`, without its values."""
    translated = catalogue(locale).ungettext(one, many, count)
    return Markup(translated)  # noqa: S704
