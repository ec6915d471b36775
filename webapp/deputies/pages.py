"""What the pages of deputies show."""

from dataclasses import dataclass

from graph.people.deputies import Deputies
from webapp.deputies.forms import DeputyForm


@dataclass(frozen=True)
class DeputiesPage:
    """Somebody's deputies, and whose deputy they are; `own` says that it is the reader. `address` takes the form, `end`
    ends one."""

    deputies: Deputies
    own: bool
    form: DeputyForm
    address: str
    end: str
