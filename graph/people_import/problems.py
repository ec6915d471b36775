"""What is wrong with a file of people, said so that whoever brought it can mend it; and what is merely to be known."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from graph.people_import.fields import LABELS, Field
from graph.spreadsheets.models import Note
from graph.text import Text

MOST_SHOWN = 50
LONGEST_SHOWN = 120
EXAMPLES: Mapping[Field | None, str] = {
    Field.ID: "E-014", Field.NAME: "Ada Ling", Field.EMAIL: "ada.ling@example.com", Field.LOGIN: "ada.ling",
    Field.MANAGER: "ada.ling@example.com", Field.DOTTED_MANAGER: "ada.ling@example.com",
}  # fmt: skip
"""What a cell can be."""


@dataclass(frozen=True)
class Problem:
    """One thing to mend: its rule, its row as the spreadsheet counts, its column's heading, what stands there, what is
    allowed, what comes near. `other_row` is a second row that it concerns, `field` what the column is, whose example
    some sentences give."""

    rule: str
    row: int | None = None
    column: str = ""
    value: str = ""
    allowed: str = ""
    nearest: str = ""
    other_row: int | None = None
    field: Field | None = None

    def sentence(self) -> Text:
        """What is wrong and what to do, without the place."""
        template = SENTENCES[self.rule]
        near = NEAR if self.nearest and "{nearest}" not in template.en else Text("", "")
        value = self.value if len(self.value) <= LONGEST_SHOWN else f"{self.value[:LONGEST_SHOWN]}…"
        told = {"value": value, "row": self.other_row, "nearest": self.nearest, "example": EXAMPLES.get(self.field, "")}
        label = LABELS[self.field] if self.rule == "column_missing" and self.field else Text(self.allowed, self.allowed)
        return Text(
            (template.en + near.en).format(**told, allowed=label.en),
            (template.zh + near.zh).format(**told, allowed=label.zh),
        )

    def said(self, file: str) -> Text:
        """The whole message: file, row, column, and the sentence."""
        sentence = self.sentence()
        en = ", ".join(part for part in (file, f"row {self.row}" if self.row else "", self.column) if part)
        zh = "，".join(part for part in (file, f"第 {self.row} 行" if self.row else "", self.column) if part)
        return Text(f"{en}: {sentence.en}", f"{zh}：{sentence.zh}")


NEAR = Text(" Did you mean “{nearest}”?", "是不是“{nearest}”？")

SENTENCES: Mapping[str, Text] = {
    "no_rows": Text(
        "there is no person below the headings. Needed: a row for each. If they stand elsewhere, choose another "
        "sheet or another row of headings.",
        "标题下方没有人员。需要：每人一行。如果人员在别处，请选择其他工作表或标题行。",
    ),
    "column_missing": Text(
        "no column says the {allowed}. Say below which one it is, or add it, with the heading “{allowed}”.",
        "没有{allowed}列。请在下方指定，或在文件中补上，标题写“{allowed}”。",
    ),
    "cell_missing": Text(
        "is empty. Everybody needs one, such as “{example}”.", "是空的。每个人都必须填写，例如“{example}”。"
    ),
    "cell_error": Text(
        "“{value}” is an error of the spreadsheet, not a value. Mend the formula, or paste values.",
        "“{value}”是表格的错误值。请修正公式，或粘贴为数值。",
    ),
    "cell_not_calculated": Text(
        "“{value}” was never calculated. Open the file in Excel or LibreOffice and save it, or paste values.",
        "公式“{value}”没有计算结果。请用 Excel 或 LibreOffice 打开后保存，或粘贴为数值。",
    ),
    "too_long": Text(
        "“{value}” is too long. Allowed: {allowed} characters at most.", "“{value}”太长。最多 {allowed} 个字符。"
    ),
    "digits_lost": Text(
        "“{value}” has more than 15 digits, and the spreadsheet has lost the last ones. Format the column as text and "
        "enter it again.",
        "“{value}”超过 15 位，表格已丢失末尾数字。请把该列设为文本格式后重新填写。",
    ),
    "id_form": Text(
        "“{value}” cannot be an id. Allowed: letters, digits and . _ - @ +, such as “{example}”; some words, "
        "such as “new”, are taken.",
        "“{value}”不能作为工号。允许：字母、数字和 . _ - @ +，例如“{example}”；“new”等词已被占用。",
    ),
    "id_zeros": Text(
        "“{value}” is new, but “{nearest}” exists. Did the spreadsheet drop zeros? Format the column as text.",
        "“{value}”是新的，但已有“{nearest}”。表格是否去掉了开头的零？请把该列设为文本格式。",
    ),
    "id_again": Text(
        "“{value}” stands in row {row} too. Keep one of them.", "“{value}”在第 {row} 行也有。请只保留一行。"
    ),
    "email_form": Text(
        "“{value}” is not an email address. Write one, such as “{example}”.",
        "“{value}”不是邮箱地址。请填写一个，例如“{example}”。",
    ),
    "email_again": Text(
        "“{value}” stands in row {row} too; upper and lower case count as the same. Allowed: an address of their "
        "own for each.",
        "“{value}”在第 {row} 行也有；大小写视为相同。每人须有自己的邮箱。",
    ),
    "email_taken": Text(
        "“{value}” belongs to {allowed}. Write another address, or the id {allowed} if it is the same person.",
        "“{value}”属于 {allowed}。请填写其他邮箱；如为同一人，请填写工号 {allowed}。",
    ),
    "login_again": Text(
        "“{value}” stands in row {row} too; upper and lower case count as the same. Allowed: a sign-in name of "
        "their own for each.",
        "“{value}”在第 {row} 行也有；大小写视为相同。每人须有自己的登录名。",
    ),
    "login_taken": Text(
        "“{value}” is the sign-in name of {allowed}. Write another one, or the id {allowed} if it is the same person.",
        "“{value}”是 {allowed} 的登录名。请填写其他登录名；如为同一人，请填写工号 {allowed}。",
    ),
    "manager_unknown": Text(
        "“{value}” is nobody in the file or in Plumbline. Allowed: an id, an email such as “{example}”, a "
        "sign-in name, or a name that only one person has; “-” for nobody.",
        "文件和系统中都没有“{value}”。允许：工号、邮箱（例如“{example}”）、登录名，或唯一的姓名；没有经理请填“-”。",
    ),
    "manager_several": Text(
        "“{value}” is the name of {allowed}. Write the id of the one you mean.",
        "“{value}”有多人同名：{allowed}。请填写工号。",
    ),
    "own_line": Text(
        "That is you, and the person is in Plumbline already. Another HR admin has to make you their manager.",
        "这是你本人，而此人已在系统中。须由另一位人事管理员把你设为其经理。",
    ),
    "ring": Text(
        "“{value}” is a ring: somebody would be above themselves. Give one of them another manager, or “-” for nobody.",
        "“{value}”形成循环：有人会成为自己的上级。请为其中一人填写其他经理，没有经理请填“-”。",
    ),
    "role_unknown": Text(
        "“{value}” is no role of a published framework. Allowed: {allowed}.",
        "“{value}”不是已发布框架中的角色。允许：{allowed}。",
    ),
    "role_none": Text(
        "“{value}” cannot be a role yet: no framework is published. Publish one first, or leave the column out.",
        "“{value}”还不能作为角色：没有已发布的框架。请先发布框架，或不使用该列。",
    ),
    "role_several": Text(
        "“{value}” is a role of several frameworks. Write one of: {allowed}.",
        "“{value}”在多个框架中都有。请填写其一：{allowed}。",
    ),
    "level_unknown": Text(
        "“{value}” is no level of that role. Allowed: {allowed}.", "“{value}”不是该角色的级别。允许：{allowed}。"
    ),
    "level_of_no_role": Text(
        "“{value}” is no level of a published framework, and the row has no role. Allowed: {allowed}.",
        "“{value}”不是已发布框架中的级别，而且该行没有角色。允许：{allowed}。",
    ),
    "level_none": Text(
        "“{value}” cannot be a level yet: no framework is published. Publish one first, or leave the column out.",
        "“{value}”还不能作为级别：没有已发布的框架。请先发布框架，或不使用该列。",
    ),
    "level_without_role": Text(
        "“{value}” is a level of several roles. Write the role too, one of: {allowed}.",
        "“{value}”是多个角色的级别。请同时填写角色：{allowed}。",
    ),
    "level_date": Text(
        "is the date {value}: the spreadsheet made one of a level such as 1-2 or 3/4. Format the column as text and "
        "enter it again.",
        "是日期 {value}：表格把 1-2、3/4 之类的级别变成了日期。请把该列设为文本格式后重新填写。",
    ),
    "date_form": Text("“{value}” is not a date. Write 2026-03-15.", "“{value}”不是日期。请写成 2026-03-15。"),
    "date_two_ways": Text(
        "“{value}” can be two days. Write {allowed}, or say below which comes first, day or month.",
        "“{value}”可能是两个日期。请写成 {allowed}，或在下方选择日和月的先后。",
    ),
    "no_hr_admin": Text(
        "with “{value}” nobody would be an HR admin from {allowed} on. Make somebody else an HR admin first, on their "
        "page under People, or leave the cell empty.",
        "填写“{value}”后，自 {allowed} 起将没有人事管理员。请先在“人员”中打开他人的页面授予该权限，或将此单元格留空。",
    ),
    "language_unknown": Text(
        "“{value}” is not a language of Plumbline. Allowed: {allowed}.", "“{value}”不是支持的语言。允许：{allowed}。"
    ),
}
"""One sentence per rule; braces hold what the problem carries."""


OF_LEVELS = frozenset({
    "role_unknown", "role_none", "role_several", "level_unknown", "level_of_no_role", "level_none",
    "level_without_role",
})  # fmt: skip
"""The rules of problems that are none where people may come without a level."""

NOTES: Mapping[str, Text] = {
    "job_title": Text(
        "“{0}” was not used: its values are no roles of a published framework. If it is the role, say so below.",
        "未使用“{0}”列：其中的值不是已发布框架中的角色。如果它就是角色，请在下方指定。",
    ),
    "nothing_published": Text(
        "“{0}” was not used: no framework is published yet. Publish one, then import this file again: roles and levels "
        "are added to the same people.",
        "未使用“{0}”列：尚未发布任何框架。请先发布框架，再次导入此文件，即可为同一批人补上角色和级别。",
    ),
    "level_values": Text(
        "“{0}” was not used: none of its values is a level of a published framework. If it is the level, say so below.",
        "未使用“{0}”列：其中的值都不是已发布框架中的级别。如果它就是级别，请在下方指定。",
    ),
    "secret": Text("“{0}” was not read: passwords are never imported.", "未读取“{0}”列：从不导入密码。"),
    "capacity": Text(
        "“{0}” was not read: capacities are given in Plumbline, one by one.", "未读取“{0}”列：权限须在系统内逐一授予。"
    ),
    "department_ids": Text(
        "“{0}” was not used: it has numbers of departments, not their names.",
        "未使用“{0}”列：其中是部门编号，不是名称。",
    ),
    "column_unused": Text("“{0}” was not used.", "未使用“{0}”列。"),
    "continued": Text(
        "Rows that name nobody and go on with the person above: {0}, the first is row {1}. Of several departments, "
        "managers and so on the first one counts.",
        "有 {0} 行没有写人员，是上一行的延续（首行为第 {1} 行）：部门、经理等有多个时，以第一个为准。",
    ),
    "own_row": Text(
        "Row {0} is about you: your level, managers, department, absence and leaving stay as they are. Another HR "
        "admin can import them.",
        "第 {0} 行是你本人：你的级别、经理、部门、休假和离职日期保持不变，可由另一位人事管理员导入。",
    ),
    "since_unknown": Text(
        "People whose first level begins on the day from which this is in force, since the file does not say since "
        "when they hold it: {0}. For half a year reports call them new in the role; a column “level since” or an "
        "earlier day avoids that.",
        "文件没有写明级别起始日，首次登记的级别从生效日算起：{0} 人。此后半年内报告会注明“新任本级别”；"
        "加上“级别起始日期”一列，或选择更早的生效日，可以避免。",
    ),
    "unknown_levels": Text(
        "People whose role, level or target level is not known: {0}. They come without it, or keep the one they hold.",
        "{0} 人的角色、级别或目标级别无法识别：该项不导入，已有的保持不变。",
    ),
    "without_level": Text(
        "{0} people have a role and no level in the file: they stay without a level.",
        "文件中有 {0} 人有角色而没有级别：他们暂无级别。",
    ),
}
"""Sentences of notes that only a file of people gets; {0} is what a note is about."""


def note_said(note: Note) -> Text:
    """A note on a file of people, in both languages."""
    return note.sentence(NOTES)


def nearest(value: str, known: Iterable[str]) -> str:
    """The known value that looks most like what was found, or ''."""
    by_fold = {each.casefold(): each for each in known}
    close = get_close_matches(value.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""


class Problems:
    """The problems of one file as they are found; what comes near is looked for among the first ones only, since in
    ten thousand names that takes long."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def add(self, rule: str, near: Callable[[], str] | None = None, **about: object) -> None:
        """One more; `near` finds the nearest known value."""
        looked_up = near() if near and len(self.found) < MOST_SHOWN else ""
        self.found.append(Problem(rule, nearest=looked_up, **about))  # type: ignore[arg-type]
