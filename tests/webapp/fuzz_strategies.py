"""Requests that no page would send, drawn by hypothesis: any method, path, query, type, body and header."""

# ruff: noqa: E501 - the lists of hostile things are read as lists

import json
import re
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from webapp.access import Route

INSIDE = re.compile(
    r"Traceback|neo4j|cypher|\bMATCH \(|File \"|/webapp/|/graph/\w+\.py|site-packages|werkzeug|jinja2?\b|QueryContract"
    r"|RuntimeError|ValueError|TypeError|KeyError|UnicodeEncodeError|password_hash|argon2",
    re.IGNORECASE,
)
"""Words of the inside. Hypothesis draws from our own source too, so no request may carry one: an answer that gives
back what was sent would else look like one that tells of the inside."""
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
METHODS = (*UNSAFE, "GET", "GET", "POST", "POST", "HEAD", "OPTIONS", "TRACE", "BREW", "get")
LONG, HUGE = "x" * 4_001, "９" * 5_000
HOSTILE = (
    "", " ", "0", "-1", "1", "²", "9" * 20, "1" * 5_000, HUGE, "NaN", "1e999", "true", "null", "[]", "{}", "'", '"', "\\",
    "\0", "a\0b", "\r\nX-Injected: 1", "\u202e", "\ufeff", "\U0001f4a9", "\ufffe", LONG, "../../etc/passwd", "%00", "%ff",
    "{{ 7*7 }}", "<script>alert(1)</script>", "//evil.example", "//[", "http://[::1", "javascript:alert(1)", "/\\evil",
    "9999-99-99", "9999-12-31", "0001-01-01", "2026-02-30", "1e5-01-01", "2026-12-01", "+ - && || ! ( ) { } [ ] ^ \" ~ * ? : \\ /",
    "a:b AND (", "*", "~", "x@y@z", "employee", "self", "manager", "meets", "exceeds", "not_observed", "self_draft",
)  # fmt: skip
LONE = ("\ud800", "a\udfffb")
HEADERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Accept-Language", ("zh", "x" * 9_000, "en;q=NaN, *;q=9", "\xff\xfe", ",;,;=")),
    ("Accept", ("application/json", "*/*;q=x", "text/" + "y" * 9_000)),
    ("Referer", ("http://localhost//evil.example/", "http://localhost", "javascript:1", "//[", "\xff")),
    ("Host", ("evil.example", "a b", "[::1", "localhost:99999999", "\xff", "x" * 300)),
    ("X-Forwarded-For", ("1.2.3.4, \xff", "x" * 9_000)),
    ("X-HTTP-Method-Override", ("DELETE",)),
    ("Range", ("bytes=0-", "bytes=9-1,x", "bytes=" + "0-1," * 900)),
    ("If-None-Match", ('"', "W/*", "\xff")),
    ("If-Modified-Since", ("never", "Sun, 99 Nov 9999 99:99:99 GMT")),
    ("Authorization", ("Basic ====", "Bearer \xff", "Basic " + "QQ==" * 999)),
    ("Cookie", ("plumbline=e30.x.y; plumbline_language=\xff", "plumbline=" + "." * 4_000, "=;=;", "plumbline_language=zz")),
    ("Content-Encoding", ("gzip", "br")),
    ("Transfer-Encoding", ("chunked", "x")),
    ("Expect", ("100-continue",)),
)  # fmt: skip
TYPES = (
    "application/json", "application/json; charset=utf-7", "application/x-www-form-urlencoded", "text/plain",
    "application/x-www-form-urlencoded; charset=utf-16", "multipart/form-data", "multipart/form-data; boundary=", "x/y",
    "multipart/form-data; boundary=b", "application/json; charset=\xff", "", "\xff", "application/" + "z" * 3_000,
)  # fmt: skip
BODIES = (
    b"", b"\xff\xfe\x00", b"{", b"[" * 100_000, b'{"a":' * 50_000, b'{"party": NaN}', b'{"version": ' + b"9" * 5_000 + b"}",
    b'"\\ud800"', b"%ff=%zz&=&&a", b"a=1&" * 1_200, b"--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n", b"--b--",
    b"--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\xff\0../x\"\r\n\r\n1\r\n--b--\r\n", b"0\r\n\r\n",
    b"--b\r\n" + b"X: y\r\n" * 5_000 + b"\r\n\r\n--b--", b"".join(
        b'--b\r\nContent-Disposition: form-data; name="f%d"\r\n\r\n1\r\n' % n for n in range(2_000)) + b"--b--\r\n",
)  # fmt: skip
LENGTHS = ("-1", "x", "0", "7", "99999999999", "9" * 30)


@dataclass(frozen=True)
class Known:
    """What the application's own pages name: fields of forms with values they show, and ids that exist."""

    ids: tuple[str, ...]
    fields: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def texts(self) -> st.SearchStrategy[str]:
        """A value for anything."""
        free = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(_outside)
        return st.one_of(st.sampled_from(self.ids), st.sampled_from(HOSTILE), free)


@dataclass(frozen=True)
class FuzzRequest:
    """One request as it goes over the wire."""

    method: str
    path: bytes
    query: bytes
    type: str | None
    body: bytes
    headers: tuple[tuple[str, str], ...]
    length: str | None

    def __repr__(self) -> str:
        shown = self.body[:300] + (b"..." if len(self.body) > 300 else b"")
        heads = [(name, value[:80]) for name, value in self.headers]
        return f"{self.method} {self.path!r}?{self.query!r} {self.type!r} {shown!r} {heads} length={self.length}"[
            :1_500
        ]


def _outside(drawn: str | bytes) -> bool:
    return INSIDE.search(drawn if isinstance(drawn, str) else drawn.decode("latin-1")) is None


def escaped(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def formed(pairs: list[tuple[str, str]]) -> bytes:
    """A form's body; a value as UTF-8 percent for percent."""
    return b"&".join(b"=".join(_quoted(escaped(part)) for part in pair) for pair in pairs)


def _quoted(raw: bytes) -> bytes:
    return b"".join(b"%%%02X" % byte if not bytes([byte]).isalnum() else bytes([byte]) for byte in raw)


def multipart(pairs: list[tuple[str, str]]) -> bytes:
    head = b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
    return (
        b"".join(head % (escaped(n), b'; filename="r.pdf"' if n == "file" else b"", escaped(v)) for n, v in pairs)
        + b"--b--\r\n"
    )


def jsonish(texts: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    plain = st.one_of(
        texts, st.sampled_from(LONE), st.none(), st.booleans(), st.integers(), st.floats(),
        st.sampled_from((2**63, -(2**63) - 1, 10**400)),
    )  # fmt: skip
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=4
    )


NAMES = (
    "party", "expectation", "version", "value", "comment", "reason", "evidence", "agreed", "seen", "url", "note", "title",
)  # fmt: skip


@st.composite
def requests(draw: st.DrawFn, route: Route, known: Known, methods: tuple[str, ...]) -> FuzzRequest:
    """A request at one endpoint: its own methods often, others too."""
    texts = known.texts
    method = draw(st.sampled_from((*(m for m in route.methods * 3 if m in methods or methods is METHODS), *methods)))
    path = b"/".join(_filled(draw, part, known) for part in re.split("/", route.rule))
    pairs = draw(st.lists(st.tuples(_name(known), texts), max_size=4))
    query = draw(
        st.one_of(st.just(b""), st.just(formed(pairs)), st.sampled_from((b"%ff=%zz&q=%", b"q=" + b"y" * 9_000)))
    )
    kind, body = draw(st.one_of(_form(known), _json(known), _raw()))
    headers = draw(st.lists(st.sampled_from(HEADERS).flatmap(lambda h: st.tuples(st.just(h[0]), st.sampled_from(h[1]))),
                            max_size=2))  # fmt: skip
    length = draw(st.one_of(st.none(), st.none(), st.none(), st.sampled_from(LENGTHS)))
    return FuzzRequest(method, path, query, kind, body, tuple(headers), length)


def _filled(draw: st.DrawFn, part: str, known: Known) -> bytes:
    if "<" not in part:
        return part.encode()
    raw = draw(st.one_of(st.sampled_from(known.ids), known.texts))
    bad = draw(st.sampled_from((b"", b"", b"", b"", b"\xff\xfe", b"%2e", b"\0")))
    return escaped(raw) + bad


def _name(known: Known) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(sorted(known.fields)), st.sampled_from(NAMES), st.sampled_from(HOSTILE))


def _form(known: Known) -> st.SearchStrategy[tuple[str, bytes]]:
    """Some fields as a page has them with what it shows, others with anything, some twice."""
    named = st.sampled_from(sorted(known.fields))
    shown = named.flatmap(lambda name: st.tuples(st.just(name), st.sampled_from(known.fields[name] or ("",))))
    pairs = st.lists(st.one_of(shown, st.tuples(_name(known), known.texts)), max_size=8)
    return st.one_of(
        st.tuples(st.just("application/x-www-form-urlencoded"), pairs.map(formed)),
        st.tuples(st.just("multipart/form-data; boundary=b"), pairs.map(multipart)),
    )


def _json(known: Known) -> st.SearchStrategy[tuple[str, bytes]]:
    anything = jsonish(known.texts)
    rating = st.fixed_dictionaries({"party": st.sampled_from(("self", "manager")), "expectation": st.sampled_from(known.ids)},
                                   optional={name: anything for name in NAMES[2:]})  # fmt: skip
    said = st.one_of(rating, st.dictionaries(st.sampled_from(NAMES), anything, max_size=6), anything)
    return st.tuples(st.just("application/json"), said.map(_dumped))


def _dumped(said: Any) -> bytes:
    return json.dumps(said).encode()


def _raw() -> st.SearchStrategy[tuple[str, bytes]]:
    return st.tuples(
        st.sampled_from(TYPES), st.one_of(st.sampled_from(BODIES), st.binary(max_size=60).filter(_outside))
    )
