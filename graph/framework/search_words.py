"""The words by which skills and roles are found, made of a version when it is published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from graph.driver import Graph, Row
from graph.framework import repository
from graph.framework.words import STOP_WORDS, Word, joined, syllables, words
from graph.queries import query

ADD_SEARCH_WORDS = query("framework/add_search_words")
REMOVE_SEARCH_WORDS = query("framework/remove_search_words")
WITHOUT_SEARCH_WORDS = query("framework/without_search_words")

FORM = 1
"""Raised when words are made otherwise: versions that are shown then get theirs anew."""
BATCH = 500


@dataclass
class _Found:
    """What one skill or role is found by, each without repetition."""

    exact_names: set[str] = field(default_factory=set)
    name_words: set[str] = field(default_factory=set)
    name_sounds: set[str] = field(default_factory=set)
    text_words: set[str] = field(default_factory=set)

    def node(self) -> dict[str, str]:
        return {name: " ".join(sorted(values)) for name, values in vars(self).items()}


def write(graph: Graph, version: str, content: Mapping[str, Any]) -> None:
    """Stores the words of a version, whose content this is."""
    skills, roles = _of_skills(version, content), _of_roles(version, content)
    longest = max(len(skills), len(roles))
    for start in range(0, longest, BATCH):
        part = slice(start, start + BATCH)
        form = FORM if start + BATCH >= longest else None  # only the last says that all words are there
        graph.write_one(ADD_SEARCH_WORDS, version=version, form=form, skills=skills[part], roles=roles[part])


def remove_older(graph: Graph, framework: str) -> None:
    """Takes the words from the versions of a framework that are not shown any more."""
    graph.write_one(REMOVE_SEARCH_WORDS, framework=framework)


def fill(graph: Graph) -> int:
    """Makes the words of all versions that are shown and have none, or those of an earlier release; how many."""
    versions = [row["id"] for row in graph.read_many(WITHOUT_SEARCH_WORDS, form=FORM)]
    for version in versions:
        write(graph, version, repository.content(graph, version))
    return len(versions)


def _of_skills(version: str, content: Mapping[str, Any]) -> list[Row]:
    """Skills are found by what is expected, too, and by where they stand."""
    found: dict[str, _Found] = {}
    homes = {each["key"]: each for each in content["categories"]}
    domains = {each["key"]: each for each in content["domains"]}
    for skill in content["skills"]:
        category = homes[skill["category"]]
        one = found[skill["key"]] = _named(skill)
        one.text_words |= _told(skill, "description") | _told(category, "name")
        one.text_words |= _told(domains[category["domain"]], "name")
    for expectation in content["expectations"]:
        found[expectation["skill"]].text_words |= _told(expectation, "text")
    return [{"id": f"{version}/skill/{key}", "node": one.node()} for key, one in found.items()]


def _of_roles(version: str, content: Mapping[str, Any]) -> list[Row]:
    """Roles are found by the names of their levels, too."""
    found: dict[str, _Found] = {}
    for role in content["roles"]:
        one = found[role["key"]] = _named(role)
        for level in role["levels"]:
            one.text_words |= _told(level, "name")
    return [{"id": f"{version}/role/{key}", "node": one.node()} for key, one in found.items()]


def _named(thing: Mapping[str, Any]) -> _Found:
    found = _Found()
    for name in _both(thing, "name"):
        found.exact_names |= {joined(name), "".join(_spelled(words(name)))}
        for word in words(name):
            found.name_words |= _cuts(word)
            if word.is_han:
                found.name_sounds |= set(_sounds(syllables(word.whole)))
    for values in (found.exact_names, found.name_words, found.name_sounds):
        values.discard("")
    return found


def _cuts(word: Word) -> set[str]:
    return {*word.whole, *word.parts} if word.is_han else {word.whole, *word.parts, *word.stems}


def _spelled(all_words: Iterable[Word]) -> Iterator[str]:
    """A name in Latin letters, as it is typed where no Chinese is at hand."""
    for word in all_words:
        yield "".join(syllables(word.whole)) if word.is_han else word.whole


def _sounds(spelled: list[str]) -> Iterator[str]:
    """The pinyin from each character on, whole and by its first letters; ü is typed as v and as u."""
    for start in range(len(spelled)):
        whole = "".join(spelled[start:])
        yield whole
        yield whole.replace("v", "u")
        yield "".join(each[0] for each in spelled[start:] if each)


def _told(thing: Mapping[str, Any], stem: str) -> frozenset[str]:
    return frozenset().union(*map(_text_words, _both(thing, stem)))


@lru_cache(maxsize=1024)  # one text often stands at several levels
def _text_words(text: str) -> frozenset[str]:
    return frozenset({cut for word in words(text) for cut in _cuts(word)} - STOP_WORDS)


def _both(thing: Mapping[str, Any], stem: str) -> list[str]:
    return [text for language in ("en", "zh") if (text := thing[f"{stem}_{language}"])]
