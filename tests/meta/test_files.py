"""What may stand in the repository: files of a readable size, no addresses of registries, no paths of a machine."""

import re

import pytest

from tests.meta.files import BINARY, ROOT, committed, texts

MOST_LINES = 400
CODE = (".py", ".html", ".css", ".js", ".cypher")

# Put together from parts, so that this file does not name what it forbids.
HOSTS = [
    "pypi" + ".org", "python" + "hosted.org", "maven" + ".org", "maven.apache" + ".org/maven2", "npmjs" + ".org",
    "npmjs" + ".com", "crates" + ".io", "proxy.golang" + ".org", "jitpack" + ".io", "jsdelivr" + ".net",
    "unpkg" + ".com", "cdnjs" + ".cloudflare.com", "deb.debian" + ".org", "fonts.googleapis" + ".com",
]  # fmt: skip
PLACES = [r"/work[/](?:main|shared)\b", r"/root[/]", r"/home[/]\w+/", r"/Users[/]\w+/", r"[A-Z]:\\Users\\"]
FORBIDDEN = re.compile("|".join([*map(re.escape, HOSTS), *PLACES]))
GENERATED = re.compile(r"(\.mo|\.pyc|\.jar|\.class)$|(^|/)(__pycache__|node_modules|\.venv|var|[^/]*\.egg-info)/")


def named(name: str, text: str) -> list[str]:
    """The lines of a file that name a registry's host or a machine's path."""
    return [
        f"{name}:{number}: {found.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        if (found := FORBIDDEN.search(line))
    ]


def too_long(name: str, text: str) -> list[str]:
    lines = text.count("\n")
    return [f"{name}: {lines} lines"] if name.endswith(CODE) and lines > MOST_LINES else []


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = [line for name, text in texts() for line in named(name, text)]
    assert not found, "\n".join(found)


def test_every_file_of_code_can_be_read_in_one_go() -> None:
    found = [line for name, text in texts() for line in too_long(name, text)]
    assert not found, "\n".join(found)


def test_nothing_generated_is_committed() -> None:
    found = [str(path.relative_to(ROOT)) for path in committed() if GENERATED.search(path.relative_to(ROOT).as_posix())]
    assert not found, "\n".join(found)


def test_pictures_are_few_and_small() -> None:
    heavy = [path.name for path in committed() if path.suffix in BINARY and path.stat().st_size > 600_000]
    assert not heavy


@pytest.mark.parametrize(
    "line",
    ["see https://pypi" + ".org/p/x", "--index-url https://repo1.maven" + ".org", "cd /work" + "/main", "/root" + "/x"],
)
def test_the_guard_sees(line: str) -> None:
    assert named("a.md", f"first\n{line}\n") == [f"a.md:2: {FORBIDDEN.search(line).group()}"]  # type: ignore[union-attr]


def test_the_guard_sees_a_long_file_and_a_generated_one() -> None:
    assert too_long("webapp/forms.py", "x\n" * 401)
    assert not too_long("requirements.lock", "x\n" * 4000)
    assert GENERATED.search("webapp/translations/zh_Hans_CN/LC_MESSAGES/messages.mo")
