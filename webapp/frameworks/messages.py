"""What columns, shapes, needs and states are called."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from graph.framework_import.columns import LEVEL_VALUES, bare
from graph.framework_import.marks import Need
from graph.framework_import.models import Shape

SHAPES = {
    Shape.LONG: _("A row for each role, level and skill"),
    Shape.MATRIX: _("Levels or roles as columns; cells are marks or texts"),
    Shape.PROFILE: _("Roles as columns; cells are target levels in numbers"),
}
NEEDS = {Need.REQUIRED: _("required"), Need.OPTIONAL: _("optional"), Need.NOTHING: _("nothing is expected")}
STATES = {"draft": _("draft"), "published": _("published"), "deprecated": _("deprecated")}
_COLUMNS = {
    "role": _("role"),
    "level": _("level"),
    "level_order": _("order of the level"),
    "skill": _("skill"),
    "skill_key": _("key of the skill"),
    "role_key": _("key of the role"),
    "level_key": _("key of the level"),
    "category": _("category"),
    "category_key": _("key of the category"),
    "domain": _("domain"),
    "domain_key": _("key of the domain"),
    "required": _("required or optional"),
    "text": _("what is expected"),
    "skill_text": _("description of the skill"),
    "requires": _("skills that come first"),
    "updated_on": _("day of the last change"),
    LEVEL_VALUES: _("cells of a level or role"),
}


def column_word(column: str) -> str:
    """What a column of a framework file is called, with its language where it has one."""
    stem = bare(column)
    ending = column.removeprefix(stem)
    language = {"_en": _("in English"), "_zh": _("in Chinese")}.get(ending)
    if not language:
        return str(_COLUMNS[stem])
    return str(gettext("%(column)s (%(language)s)", column=_COLUMNS[stem], language=language))
