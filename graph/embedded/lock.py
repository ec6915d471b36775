"""For the maintainer: makes jars.lock anew after `mvn dependency:list` and `mvn dependency:copy-dependencies`.

    python -m graph.embedded.lock LIST JARS

LIST is the output of `mvn dependency:list -DoutputFile=LIST`, JARS the folder the jars were copied to. The project
given to Maven depends on `org.neo4j:neo4j` and `org.neo4j:neo4j-bolt` of the wanted version, nothing else.
"""

import re
import sys
from pathlib import Path

from graph.embedded.jars import LOCK, Jar, sum_of

_LINE = re.compile(r"\s+([\w.-]+):([\w.-]+):jar:(?:([\w.-]+):)?([\w.-]+):(?:compile|runtime)\b")
_HEAD = "# Neo4j Community and what it needs, made by `python -m graph.embedded.lock`: coordinates, sha256.\n"


def lock(listed: str, folder: Path) -> str:
    """The lock's text for a Maven list; FileNotFoundError names a jar that is not in `folder`."""
    jars = []
    for group, artifact, classifier, version in _LINE.findall(listed):
        jar = Jar(group, artifact, version, classifier, "")
        jars.append(f"{jar.coordinates} {sum_of(folder / jar.file_name)}\n")
    return _HEAD + "".join(sorted(jars))


def main(arguments: list[str]) -> int:
    """Writes the lock. Returns 2 when called wrongly."""
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    text = lock(Path(arguments[0]).read_text(encoding="utf-8"), Path(arguments[1]))
    LOCK.write_text(text, encoding="ascii")
    print(f"{LOCK}: {text.count(chr(10)) - 1} jars")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
