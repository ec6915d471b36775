"""Canonical JSON and the hash chain."""

import json
from hashlib import sha256

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from graph.audit.canonical import canonical, content_hash
from graph.audit.chain import digest, link
from graph.verification.rows import EventRow
from graph.verification.streams import check_stream

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
SAFE = 2**53 - 1
CONTENT = st.recursive(
    st.none() | st.booleans() | st.integers(-SAFE, SAFE) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(CONTENT)
def test_it_is_json_and_says_the_same(content: object) -> None:
    assert json.loads(canonical(content)) == content


@given(CONTENT | st.dictionaries(st.text(st.characters(max_codepoint=127)), CONTENT, max_size=4))
def test_it_is_what_a_library_of_the_standard_writes(content: object) -> None:
    assert canonical(content) == rfc8785.dumps(content).decode()  # type: ignore[arg-type]


@given(st.dictionaries(TEXT, st.integers(-SAFE, SAFE), min_size=2, max_size=6))
def test_the_order_of_keys_does_not_matter(content: dict[str, int]) -> None:
    turned = dict(reversed(list(content.items())))
    assert canonical(content) == canonical(turned)
    assert content_hash(content) == content_hash(turned)


def test_known_forms() -> None:
    assert canonical({"b": [1, True, None], "a": "评估\n"}) == '{"a":"评估\\n","b":[1,true,null]}'
    assert canonical({"\U0001f600": 1, "\ufb33": 2}) == '{"\U0001f600":1,"\ufb33":2}'


@pytest.mark.parametrize("content", [1.5, {1: "x"}, {"x"}, b"x", {"a": [float("nan")]}])
def test_values_without_one_form_are_refused(content: object) -> None:
    with pytest.raises(TypeError):
        canonical(content)


def test_a_number_that_other_readers_round_is_refused() -> None:
    with pytest.raises(ValueError, match="safe integer"):
        canonical({"a": 2**53})


def test_bytes_and_hash_are_those_of_every_version_before() -> None:
    content = {
        "review": "rv-1", "revision": 2, "target": "", "ratings": [{"comment": "评估 “so”\n\t\u0007", "value": None}],
        "\U0001f600": True, "\ufb33": -7, "a/b": "\u2028é",
    }  # fmt: skip
    text = (
        '{"a/b":"\u2028é","ratings":[{"comment":"评估 “so”\\n\\t\\u0007","value":null}],'
        '"review":"rv-1","revision":2,"target":"","\U0001f600":true,"\ufb33":-7}'
    )
    assert canonical(content) == text
    assert content_hash(content) == "33a4a3142808579edc4a4debd9b3e23057608e58ddc9f36ffc78bd8659defbb6"


def test_a_lone_surrogate_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        canonical("\ud800")


def test_links_and_digests_are_what_the_docs_say() -> None:
    assert link("ab", "c") == sha256(b"abc").hexdigest()
    assert digest("s", "评") == sha256("s评".encode()).hexdigest()
    assert digest("s", "") == ""


def _chain(bodies: list[str]) -> list[EventRow]:
    previous = ""
    rows: list[EventRow] = []
    for seq, text in enumerate(bodies, 1):
        said = {
            "stream": "s",
            "seq": seq,
            "action": "a",
            "actor": "p",
            "on_behalf_of": None,
            "relied_on": "e",
            "at": "t",
        }
        body = canonical({**said, "facts": {"text": text}, "words": {}})
        hashed = link(previous, body)
        rows.append({"event": {**said, "body": body, "previous": previous, "hash": hashed}, "words": []})
        previous = hashed
    return rows


@given(st.lists(TEXT, min_size=2, max_size=6), st.data())
def test_any_one_change_to_a_chain_is_found(bodies: list[str], data: st.DataObject) -> None:
    rows = _chain(bodies)
    owner = {"stream": "s", "kind": "session", "seq": len(rows), "head": rows[-1]["event"]["hash"]}
    assert list(check_stream(owner, rows)) == []
    at = data.draw(st.integers(0, len(rows) - 1))
    match data.draw(st.sampled_from(["remove", "alter", "swap"])):
        case "remove":
            changed = rows[:at] + rows[at + 1 :]
        case "alter":
            event = dict(rows[at]["event"])
            event["body"] = event["body"] + " "
            changed = [*rows[:at], {"event": event, "words": []}, *rows[at + 1 :]]
        case _:
            event = {**rows[at]["event"], "actor": "somebody else"}
            changed = [*rows[:at], {"event": event, "words": []}, *rows[at + 1 :]]
    assert list(check_stream(owner, changed))
