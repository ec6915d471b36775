"""The columns of a framework file, and what else they may be called."""

from collections.abc import Iterator, Mapping

from graph.spreadsheets.cleaning import clean_heading

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "role": ("role name", "job role", "job title", "job", "position", "occupation", "角色", "岗位", "职位", "角色名称",
             "岗位名称", "职位名称"),
    "level": ("role level", "job level", "career level", "level name", "grade", "seniority", "级别", "职级", "等级",
              "层级", "级别名称", "岗位级别"),
    "level order": ("rank", "level rank", "级别顺序", "级别次序", "级别排序", "顺序"),
    "skill": ("skill name", "competency", "competence", "competency name", "capability", "skills", "技能", "能力",
              "技能名称", "能力项", "能力名称", "胜任力"),
    "skill key": ("skill id", "skill code", "技能编号", "技能代码"),
    "role key": ("role id", "role code", "角色编号", "岗位编号"),
    "level key": ("level id", "level code", "级别编号"),
    "category": ("skill category", "skill group", "competency group", "类别", "分类", "技能类别", "技能分类"),
    "category key": ("category id", "类别编号"),
    "domain": ("skill area", "area", "discipline", "role family", "job family", "theme", "领域", "方向", "技能领域"),
    "domain key": ("domain id", "领域编号"),
    "required": ("need", "necessity", "required/optional", "required?", "relation type", "必要性", "必要", "是否必要",
                 "是否必备", "是否必需", "必备/可选", "必要/可选", "要求类型"),
    "text": ("description", "expectation", "expected behaviour", "expected behavior", "behaviour", "behavior",
             "indicator", "skill level description", "level description", "描述", "期望", "行为描述", "期望描述",
             "级别描述", "要求"),
    "skill text": ("skill description", "competency description", "skill definition", "definition", "技能描述",
                   "技能说明", "能力描述", "能力说明", "定义"),
    "requires": ("prerequisites", "prerequisite skills", "前置技能", "先修技能"),
    "updated on": ("updated", "last updated", "更新日期", "更新时间"),
}  # fmt: skip
NEEDED = ("role", "level", "skill")
"""What a file with one row per expectation must say."""
BILINGUAL = ("role", "level", "skill", "category", "domain", "text", "skill_text")
"""Columns that may stand twice, with _en and _zh."""
LEVEL_VALUES = "values"
"""The column of a matrix or a profile that holds what is expected, not what the row is about."""

_ENGLISH = ("{} en", "{}(en)", "{} (en)", "{}(english)", "{} english", "{} (english)", "{}英文", "{} 英文", "{}(英文)",
            "{} (英文)", "英文{}")  # fmt: skip
_CHINESE = ("{} zh", "{}(zh)", "{} (zh)", "{} cn", "{}(chinese)", "{} chinese", "{} (chinese)", "{}中文", "{} 中文",
            "{}(中文)", "{} (中文)", "中文{}")  # fmt: skip


def _known() -> Iterator[tuple[str, str]]:
    for heading, aliases in HEADINGS.items():
        column = heading.replace(" ", "_")
        for alias in (heading, *aliases):
            yield clean_heading(alias), column
            if column in BILINGUAL:
                for forms, suffix in ((_ENGLISH, "_en"), (_CHINESE, "_zh")):
                    for form in forms:
                        yield clean_heading(form.format(alias)), column + suffix


KNOWN: Mapping[str, str] = dict(reversed(list(_known())))
"""Columns by their cleaned headings."""
KNOWN_HEADINGS = frozenset(KNOWN)
COLUMNS = tuple(
    name
    for heading in HEADINGS
    for name in (
        [heading.replace(" ", "_")]
        + ([f"{heading.replace(' ', '_')}_{x}" for x in ("en", "zh")] if heading.replace(" ", "_") in BILINGUAL else [])
    )
)
"""Every column that a mapping may name."""


def bare(column: str) -> str:
    """A column without the language that it is in."""
    stem = column.removesuffix("_en").removesuffix("_zh")
    return stem if stem in BILINGUAL else column
