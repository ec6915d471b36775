"""The message catalogues: `python -m tests.meta.catalogues` carries new and changed messages into them.

Messages are English and stand in code and templates; webapp/ and reports/ have a catalogue each.
"""

import re
import sys
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

from tests.meta.files import ROOT

LOCALE = "zh_Hans_CN"
PACKAGES = ("webapp", "reports")
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {
    "lazy_gettext": None,
    "_later": None,
    "lazy_ngettext": (1, 2),
    "t": None,
    "t_n": (1, 2),
    "say": (2,),
    "say_n": (2, 3),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|\{\w*\}")
SAME_IN_CHINESE = re.compile(r"^[\W\d]*(?:Plumbline|PDF|JSON|A4|English|中文|HR)?[\W\d]*$")


def extracted(folder: Path) -> Catalog:
    """The messages that the code and templates of a package say today."""
    catalogue = Catalog(project="Plumbline", fuzzy=False)
    options = {"**.html": {"silent": "false"}}
    for name, _line, message, comments, context in extract_from_dir(
        folder, method_map=METHODS, options_map=options, keywords=KEYWORDS, strip_comment_tags=True
    ):
        catalogue.add(message, None, [(f"{folder.name}/{name}", 0)], auto_comments=comments, context=context)
    return catalogue


def catalogue_file(package: str) -> Path:
    """Where the translations of a package lie."""
    return ROOT / package / "translations" / LOCALE / "LC_MESSAGES" / "messages.po"


def kept(path: Path) -> Catalog:
    """The catalogue at `path`; FileNotFoundError if there is none."""
    with path.open("rb") as file:
        return read_po(file, locale=LOCALE)


def real(catalogue: Catalog) -> dict[object, Message]:
    """A catalogue's messages without its header, by id and context."""
    return {(str(message.id), message.context): message for message in catalogue if message.id}


def complaints(said: Catalog, translated: Catalog) -> list[str]:
    """What is missing, left over, empty, fuzzy, or has other placeholders than the English."""
    wanted, given = real(said), real(translated)
    found = [f"missing: {wanted[key].id!r}" for key in wanted.keys() - given.keys()]
    found += [f"left over: {given[key].id!r}" for key in given.keys() - wanted.keys()]
    for key in wanted.keys() & given.keys():
        found += _of_message(given[key])
    return sorted(found)


def _strings(message: Message) -> list[str]:
    """A message's translations: one, or one for each plural form."""
    string = message.string
    return [string] if isinstance(string, str) else [str(each or "") for each in string or ("",)]


def _of_message(message: Message) -> list[str]:
    strings = _strings(message)
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    if not all(strings):
        return [f"empty: {message.id!r}"]
    found = [f"fuzzy: {message.id!r}"] if message.fuzzy else []
    allowed = [sorted(PLACEHOLDER.findall(each)) for each in ids]
    for each in strings:
        if sorted(PLACEHOLDER.findall(each)) not in allowed:
            found.append(f"placeholders differ: {message.id!r}")
        if each in ids and not SAME_IN_CHINESE.match(PLACEHOLDER.sub("", each)):
            found.append(f"still English: {each!r}")
    return found


def update(packages: Iterable[str] = PACKAGES) -> None:
    """Rewrites the catalogues: translations kept, what nobody says any more dropped, new messages empty."""
    for package in packages:
        path = catalogue_file(package)
        catalogue = kept(path) if path.exists() else Catalog(locale=LOCALE, project="Plumbline", fuzzy=False)
        catalogue.update(extracted(ROOT / package), no_fuzzy_matching=True, update_creation_date=False)
        catalogue.obsolete.clear()
        catalogue.fuzzy = False
        text = BytesIO()
        write_po(text, catalogue, width=110, sort_output=True, include_lineno=False, omit_header=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.getvalue())
        empty = [message for message in real(catalogue).values() if not all(_strings(message))]
        print(f"{package}: {len(real(catalogue))} messages, {len(empty)} to translate", file=sys.stderr)


if __name__ == "__main__":
    update()
