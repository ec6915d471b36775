"""Whose framework a file holds, as it is kept beside the file."""

from collections.abc import Mapping

from graph.framework.models import Source
from graph.text import Text


def stored_source(source: Source) -> dict[str, str]:
    """A source as it is kept."""
    rights = {"source": source.source, "licence": source.licence, "attribution": source.attribution}
    return {"key": source.key, "name_en": source.name.en, "name_zh": source.name.zh, **rights}


def source_of(kept: Mapping[str, str]) -> Source:
    """The source that was kept."""
    rights = [kept[each] for each in ("source", "licence", "attribution")]
    return Source(kept["key"], Text(kept["name_en"], kept["name_zh"]), *rights)
