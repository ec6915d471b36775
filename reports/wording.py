"""The words that reports and pages share, in English and Simplified Chinese.

Messages are English and stand in the code; the catalogue is reports/translations (domain `messages`). A language is
'en', 'zh', or 'both' for a bilingual paper: then each message is said twice, English first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from graph.review.enums import Outcome, Value
from graph.text import LocalText, Text
from graph.workflow.labels import OUTCOMES
from reports.text import cut

Language = Literal["en", "zh", "both"]

CATALOGUE = Path(__file__).parent / "translations"
LOCALES = {"zh": "zh_Hans_CN"}


@dataclass(frozen=True)
class Phrase:
    """One thing said in each language asked for: one part, or two in a bilingual paper."""

    parts: tuple[LocalText, ...] = ()

    def __str__(self) -> str:
        return " / ".join(part.value for part in self.parts)

    def __bool__(self) -> bool:
        return any(part.value for part in self.parts)

    def to(self, language: str) -> str:
        """The part in `language`, else the first one, else nothing."""
        fitting = [part.value for part in self.parts if part.language == language] or [p.value for p in self.parts]
        return fitting[0] if fitting else ""


def languages(language: str) -> tuple[str, ...]:
    """The languages that `language` stands for: 'both' is English, then Chinese."""
    return ("en", "zh") if language == "both" else (language,)


def _(message: str) -> str:
    """Marks a message for extraction; it is translated where it is said."""
    return message


@lru_cache(maxsize=4)
def translations(language: str) -> NullTranslations:
    """The catalogue of one language: the compiled file where there is one, else the .po compiled in memory."""
    locale = LOCALES.get(language)
    if locale is None:
        return NullTranslations()
    folder = CATALOGUE / locale / "LC_MESSAGES"
    compiled, source = folder / "messages.mo", folder / "messages.po"
    if compiled.exists() and (not source.exists() or compiled.stat().st_mtime >= source.stat().st_mtime):
        with compiled.open("rb") as file:
            return Translations(file)
    memory = BytesIO()
    with source.open("rb") as file:
        write_mo(memory, read_po(file, locale=locale))
    memory.seek(0)
    return Translations(memory)


def gettext(message: str, language: str) -> str:
    """`message` in one language; the English itself where it is not translated."""
    return translations(language).gettext(message)


def say(language: str, message: str, /, **values: Any) -> Phrase:
    """`message` in each language of `language`, with `%(name)s` filled from `values`.

    A value may itself be a Said, Text, Value or date: it is put in each part's own language.
    """
    return Phrase(tuple(LocalText(fill(gettext(message, one), values, one), one, False) for one in languages(language)))


def say_n(language: str, singular: str, plural: str, count: int, /, **values: Any) -> Phrase:
    """As `say`, in the form that fits `count`, which fills `%(count)d`."""
    parts = []
    for one in languages(language):
        message = translations(one).ngettext(singular, plural, count)
        parts.append(LocalText(fill(message, {**values, "count": count}, one), one, False))
    return Phrase(tuple(parts))


def plain(language: str, text: str) -> Phrase:
    """A text that is the same in each language, such as a number."""
    return Phrase(tuple(LocalText(text, one, False) for one in languages(language)))


def joined(language: str, parts: Iterable[Phrase]) -> Phrase:
    """Parts of one sentence with the comma of each language between them; empty parts are left out."""
    return _together(parts, {one: gettext(_(", "), one) for one in languages(language)})


def listed(language: str, parts: Iterable[Phrase]) -> Phrase:
    """Things of one kind in a row, such as names or numbers; Chinese has a sign of its own for that."""
    return _together(parts, {one: translations(one).pgettext("list", ", ") for one in languages(language)})


def _together(parts: Iterable[Phrase], between: Mapping[str, str]) -> Phrase:
    nonempty = [part for part in parts if part]
    return Phrase(
        tuple(LocalText(sign.join(part.to(one) for part in nonempty), one, False) for one, sign in between.items())
    )


def show(language: str, text: Text) -> Phrase:
    """A bilingual text of the data in each language; what exists in one language only is said once."""
    texts = [text.to(one) for one in languages(language)]
    if len(texts) > 1 and len({part.value for part in texts}) == 1:
        real = [part for part in texts if not part.fallback] or texts
        texts = real[:1]
    return Phrase(tuple(part for part in texts if part.value))


def foreign_names(language: str, names: Iterable[Text]) -> Phrase:
    """That some of the names of a paper exist in the other language only; nothing where none does."""
    shown = (name.to(one) for name in names for one in languages(language))
    only = {said.language for said in shown if said.fallback}
    if len(only) > 1:
        return say(language, "Some names are in one language only.")
    sentences = {"en": _("Some names are only in English."), "zh": _("Some names are only in Chinese.")}
    return say(language, sentences[only.pop()]) if only else Phrase()


def fill(message: str, values: Mapping[str, Any], language: str) -> str:
    """`message` with its placeholders filled in the words of `language`."""
    if not values:
        return message
    return message % {name: worded(value, language) for name, value in values.items()}


def worded(value: Any, language: str) -> Any:
    """A value as it reads within a sentence of one language."""
    match value:
        case Phrase():
            return value.to(language)
        case Text():
            return value.to(language).value
        case Value():
            return value_label(value, language)
        case datetime():
            return moment(value, language)
        case date():
            return day(value, language)
        case _:
            return value


VALUE_WORDS: dict[Value, str] = {
    Value.NOT_YET: _("not yet"),
    Value.DEVELOPING: _("developing"),
    Value.MEETS: _("meets"),
    Value.EXCEEDS: _("exceeds"),
    Value.NOT_OBSERVED: _("not observed"),
}


def value_label(value: Value | str | None, language: str) -> str:
    """A rating's value in words of one language; "not rated" for None."""
    return gettext(VALUE_WORDS[Value(value)] if value is not None else _("not rated"), language)


def value_phrase(value: Value | None, language: str) -> Phrase:
    """A rating's value in each language of `language`."""
    return Phrase(tuple(LocalText(value_label(value, one), one, False) for one in languages(language)))


def outcome_phrase(outcome: Outcome, later_on: date | None, language: str) -> Phrase:
    """What a committee decided of the level, with the day of what is to be decided later."""
    said = show(language, OUTCOMES[outcome])
    return (
        say(language, "%(outcome)s, on %(day)s", outcome=said, day=day_phrase(later_on, language)) if later_on else said
    )


def required_label(required: bool, language: str) -> str:
    """'required' or 'optional' in one language."""
    return gettext(_("required") if required else _("optional"), language)


def day(value: date, language: str) -> str:
    """A day: 17 Mar 2026, in Chinese 2026年3月17日."""
    if language == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return format_date(value, "d MMM y", locale="en")


def month(value: date, language: str) -> str:
    """A month: March 2025, in Chinese 2025年3月."""
    if language == "zh":
        return f"{value.year}年{value.month}月"
    return format_date(value, "MMMM y", locale="en")


def moment(value: datetime, language: str, time_zone: str = "UTC") -> str:
    """A moment to the minute in `time_zone`: 28 Nov 2026 16:04, in Chinese 2026年11月28日 16:04."""
    return f"{day(day_of(value, time_zone), language)} {value.astimezone(ZoneInfo(time_zone)):%H:%M}"


def zoned_moment(value: datetime, language: str, time_zone: str) -> str:
    """A moment with its zone, so that it says the same to whoever reads it: 28 Nov 2026 16:04 UTC+8."""
    offset = value.astimezone(ZoneInfo(time_zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    sign = "-" if offset < timedelta() else "+"
    zone = f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if offset else "UTC"
    return f"{moment(value, language, time_zone)} {zone}"


def day_of(value: datetime, time_zone: str) -> date:
    """The day of a moment by the clocks of `time_zone`."""
    return value.astimezone(ZoneInfo(time_zone)).date()


def day_phrase(value: date, language: str) -> Phrase:
    """A day in each language of `language`."""
    return Phrase(tuple(LocalText(day(value, one), one, False) for one in languages(language)))


def month_phrase(value: date, language: str) -> Phrase:
    """A month in each language of `language`."""
    return Phrase(tuple(LocalText(month(value, one), one, False) for one in languages(language)))


def moment_phrase(value: datetime, language: str, time_zone: str) -> Phrase:
    """A moment in each language of `language`, by the clocks of `time_zone`."""
    return Phrase(tuple(LocalText(moment(value, one, time_zone), one, False) for one in languages(language)))


def zoned_moment_phrase(value: datetime, language: str, time_zone: str) -> Phrase:
    """A moment with its zone in each language of `language`."""
    return Phrase(tuple(LocalText(zoned_moment(value, one, time_zone), one, False) for one in languages(language)))


def cut_phrase(phrase: Phrase, limit: int) -> Phrase:
    """A text cut in each language; Chinese characters are twice as wide."""
    room = {"en": limit, "zh": max(6, limit // 2)}
    return Phrase(
        tuple(LocalText(cut(part.value, room[part.language]), part.language, part.fallback) for part in phrase.parts)
    )
