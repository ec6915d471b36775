"""One statement of several reading queries, for a page that needs them all: one round trip."""

import re

from graph.errors import QueryContractError
from graph.queries import Query, parse

_HEADER = re.compile(r"(?:\s*//[^\n]*\n)+")


def together(name: str, **parts: Query) -> Query:
    """The query that asks all `parts` at once: a column each, a map of its columns, None where it found nothing.

    Parts share what they call by the same name. Raises QueryContractError for a part that does more than read.
    """
    wrong = [part.name for part in parts.values() if part.access != "read" or part.shape == "nothing"]
    if wrong:
        raise QueryContractError(f"{name}: only what reads can be asked together, not {', '.join(wrong)}")
    params = sorted({param for part in parts.values() for param in part.params})
    asked = "\n".join(_call(key, part) for key, part in parts.items())
    header = (
        f"// Asked together: {', '.join(part.name for part in parts.values())}.\n// access: read\n"
        f"// params: {', '.join(params)}\n// returns: one ({', '.join(parts)})\n"
    )
    return parse(name, f"{header}{asked}\nRETURN {', '.join(parts)}")


def _call(key: str, part: Query) -> str:
    columns = ", ".join(f"{column}: {column}" for column in part.columns)
    body = _HEADER.sub("", part.text, count=1)
    return f"CALL () {{\n  CALL () {{\n{body}\n  }}\n  RETURN head(collect({{{columns}}})) AS {key}\n}}"
