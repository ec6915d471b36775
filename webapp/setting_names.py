"""The names by which settings are given, and what is said of one that is wrong."""

import difflib
from collections.abc import Collection, Mapping

_READ_ELSEWHERE = {"PLUMBLINE_JARS", "PLUMBLINE_PYTHON", "PLUMBLINE_REDIS_PASSWORD"}
"""Names that docs/operations.md explains below its table."""
_ALSO_CALLED = {"PLUMBLINE_SMTP_URL": "PLUMBLINE_MAIL_SERVER"}
"""Other names of settings, read where the setting itself is not given."""


class SettingsError(Exception):
    """A setting is wrong; the message names it, quotes its value unless it is secret, and says what to use."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__(f"{name}: {message}")
        self.name = name


def given_in(environ: Mapping[str, str]) -> Mapping[str, str | None]:
    """What an environment gives, by the settings' own names; an empty variable gives nothing."""
    given = {name: value for name, value in environ.items() if value}
    return {_ALSO_CALLED[name]: given[name] for name in _ALSO_CALLED if name in given} | given


def refuse_misspelt(environ: Mapping[str, str], known: Collection[str]) -> None:
    """Raises SettingsError for unknown PLUMBLINE_ names, and NEO4J_ names much like ours: nothing would read them."""
    names = {*known, *_ALSO_CALLED}
    for name in environ.keys() - names - _READ_ELSEWHERE:
        near = difflib.get_close_matches(name, names, 1, cutoff=0.8)
        if name.startswith("PLUMBLINE_") or (name.startswith("NEO4J_") and near):
            hint = f"; did you mean {near[0]}?" if near else "; docs/operations.md lists them all"
            raise SettingsError(name, f"there is no such setting{hint}")
