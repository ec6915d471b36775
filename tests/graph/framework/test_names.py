"""Keys and slugs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.framework import slugs


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("LLM Evaluation", "llm-evaluation"),
        ("Évaluation des modèles", "evaluation-des-modeles"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("R&D", "r-and-d"),
        ("Manager's guide", "managers-guide"),
        ("Straße", "strasse"),
        ("大模型评估", "da-mo-xing-ping-gu"),
        ("重庆办公室", "chong-qing-ban-gong-shi"),
        ("LLM 评估", "llm-ping-gu"),
        ("🦄", ""),
    ],
)
def test_slugs(name: str, slug: str) -> None:
    assert slugs.slug(name) == slug


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("LLM Evaluation", "llm-evaluation"),
        ("C++", "c-plus-plus"),
        ("LLM 评估", "llm"),
        ("大模型评估", "xfc965bbc01"),
        ("🦄", "x36bf255468"),
    ],
)
def test_keys_are_those_of_every_version_before(name: str, key: str) -> None:
    assert slugs.key(name) == key


@given(st.text())
def test_a_key_is_always_there_and_fits_an_address(name: str) -> None:
    key = slugs.key(name)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)
    assert len(key) <= slugs.LONGEST
    assert slugs.key(name) == key


@given(st.text())
def test_a_slug_is_its_own_slug(name: str) -> None:
    assert slugs.slug(slugs.slug(name)) == slugs.slug(name)


@given(st.lists(st.sampled_from(["a", "a-b", "b"]), max_size=30), st.sampled_from(["", "b", "x"]))
def test_resolved_names_are_unique(wanted: list[str], qualifier: str) -> None:
    taken: set[str] = set()
    for each in wanted:
        found = slugs.free(each, taken, qualifier)
        assert found not in taken
        taken.add(found)
    assert len(taken) == len(wanted)
