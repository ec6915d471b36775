"""What is wrong with a file that somebody brought, said so that they can mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from graph.framework_import.marks import Need
from graph.text import Text

SENTENCES: Mapping[str, Text] = {
    "unreadable": Text("{allowed}", "{allowed}"),
    "empty": Text(
        "there is no row below the headings. Needed: a row for each expectation, or for each skill.",
        "标题下面没有数据行。需要：每条期望或每项技能一行。",
    ),
    "column_missing": Text("the column is missing. Needed: {allowed}.", "缺少这一列。需要：{allowed}。"),
    "column_twice": Text(
        "the column {value} stands here twice; {allowed} is the same. Leave one of them out.",
        "{value} 列出现了两次，与 {allowed} 重复。请只保留一列。",
    ),
    "no_values": Text(
        "no column holds what is expected. Needed: a column for each level or role, or a row for each role, level and "
        "skill.",
        "没有一列写明期望。需要：每个级别或角色一列，或每个角色、级别、技能一行。",
    ),
    "cell_error": Text(
        "holds the error {value}, not a value. Mend it in the spreadsheet and save it again.",
        "单元格是错误值 {value}。请在表格中改正后重新保存。",
    ),
    "cell_not_calculated": Text(
        "holds a formula that nothing has calculated: {value}. Open the file and save it again.",
        "公式 {value} 尚未计算。请打开文件并重新保存。",
    ),
    "cell_day": Text(
        "the spreadsheet made the day {value} out of what was typed. Format the column as text and type it again.",
        "表格把输入的内容变成了日期 {value}。请把该列设为文本格式后重新输入。",
    ),
    "weight": Text(
        "{value} is a weight. A weight says how much a skill counts, not whether it is expected. Allowed: {allowed}.",
        "{value} 是权重。权重说明技能占多大比重，而不是是否有此期望。可填：{allowed}。",
    ),
    "order_unknown": Text(
        "{value} is in the order of levels, but not in the file, or there twice. Allowed, each once: {allowed}.",
        "级别顺序中的 {value} 不在文件中，或出现了两次。可填（各一次）：{allowed}。",
    ),
    "order_misses": Text(
        "{value} is missing in the order of levels. Needed, each once: {allowed}.",
        "级别顺序中缺少 {value}。需要（各一次）：{allowed}。",
    ),
    "form": Text("is {value}. Allowed: {allowed}.", "是 {value}。可填：{allowed}。"),
    "too_deep": Text(
        "lists stand within lists more than {allowed} deep. A framework needs about ten.",
        "列表嵌套超过 {allowed} 层。框架通常只需十层左右。",
    ),
    "cell_missing": Text("is empty. Allowed: {allowed}.", "是空的。可填：{allowed}。"),
    "row_long": Text(
        "the row has more cells than there are headings: {value}. Is a quote missing?",
        "单元格比标题多：{value}。是否缺少引号？",
    ),
    "not_known": Text("{value} is not known. Allowed: {allowed}.", "无法识别 {value}。可填：{allowed}。"),
    "text_unexpected": Text(
        "{value} says that nothing is expected, but there is a text. Allowed with a text: {allowed}.",
        "{value} 表示没有期望，却写了文字。有文字时可填：{allowed}。",
    ),
    "key_form": Text("{value} cannot be a key. Allowed: {allowed}.", "{value} 不能用作编号。可填：{allowed}。"),
    "too_long": Text("is {value} characters long. Allowed: {allowed}.", "有 {value} 个字符。允许：{allowed}。"),
    "said_differently": Text(
        "{value}, but {other} says {allowed}. Write the same in both.",
        "是 {value}，但{other}是 {allowed}。请写成一致。",
    ),
    "order_partly": Text(
        "is empty, but other levels of this role have a number. Allowed: {allowed}.",
        "是空的，但这个角色的其他级别有数字。可填：{allowed}。",
    ),
    "duplicate_differs": Text(
        "{value} stands in {other} too, with another text. Keep one of them.",
        "{value} 也在{other}，但内容不同。请只保留一行。",
    ),
    "key_twice": Text(
        "{value} stands in {allowed} already. Keep one of them.", "{value} 已出现在{allowed}。请只保留一处。"
    ),
    "requires_itself": Text(
        "{value} cannot require itself. Allowed: other skills, or nothing.",
        "{value} 不能以自己为前置技能。可填其他技能或留空。",
    ),
    "ring": Text(
        "{value} is a ring: it comes back to where it begins. Take one of them out.",
        "{value} 形成了循环，又回到起点。请去掉其中一项。",
    ),
    "duplicate": Text(
        "{value} stands in {other} too, with the same text; it counts once.",
        "{value} 与{other}相同，只计一次。",
    ),
    "not_in_use": Text("{value} is marked as not in use and was left out.", "{value} 标为停用，未读取。"),
    "nameless": Text("names no skill and was left out.", "没有写技能，未读取。"),
    "order_suggested": Text(
        "the file does not tell the order of the levels of {value}. Suggested, lowest first: {allowed}.",
        "文件没有说明 {value} 的级别顺序。建议从低到高：{allowed}。",
    ),
    "no_marks": Text(
        "no column says what is required: every text counts as {allowed}.",
        "没有一列写明必要性：所有文字都计为{allowed}。",
    ),
    "about_file": Text("{allowed}", "{allowed}"),
    "column_ignored": Text("the column {value} is not known and was left out.", "无法识别 {value} 列，未读取。"),
    "several_homes": Text(
        "{value} stands in more than one category; {allowed} counts.", "{value} 属于多个类别，以 {allowed} 为准。"
    ),
}
"""One sentence per rule; braces hold what the problem carries."""

A_NAME = Text("a name", "名称")
NAMES = {
    "role": Text("a name, such as “Engineer”", "名称，例如“工程师”"),
    "level": Text("a name, such as “Senior”", "名称，例如“高级”"),
    "skill": Text("a name, such as “Code review”", "名称，例如“代码评审”"),
}
WHOLE_NUMBER = Text("a whole number, such as 1; equal numbers are siblings", "整数，例如 1；数字相同为并列")
NEEDS = Text("required or optional", "必要或可选")
KEY = Text(
    "letters, digits, dot, hyphen, up to 80, such as “code-review”",
    "字母、数字、点、连字符，最多 80 个字符，例如“code-review”",
)
SKILL_NAMES = Text(
    "names of skills, by ;, such as “Testing; Code review”", "技能名称，以分号分隔，例如“测试；代码评审”"
)
DAY = Text("a day as 2026-03-17", "日期，如 2026-03-17")
_BARE = ("ring", "too_long", "row_long", "form")
_ROW = Text("row {}", "第 {} 行")
_ELSEWHERE = Text("another place of the file", "文件中的另一处")
"""Where documents have no rows."""
_HINT = Text(" Did you mean “{}”?", "是否应为“{}”？")


@dataclass(frozen=True)
class Problem:
    """One thing to mend, or to know: where it stands, what stands there, what is allowed, what comes near.

    `rule` is a key of SENTENCES. `row` counts as a spreadsheet does, the first row being 1. `note` is the rule of a
    note on any file that it passes on.
    """

    file: str
    rule: str
    row: int | None = None
    column: str = ""
    value: str = ""
    allowed: Text | str = ""
    nearest: str = ""
    other_row: int | None = None
    note: str = ""

    def __str__(self) -> str:
        place = ", ".join(part for part in (self.file, self.place().en) if part)
        return f"{place}: {self.sentence().en}"

    def place(self) -> Text:
        """Where it stands in the file, in both languages."""
        row = (_ROW.en.format(self.row), _ROW.zh.format(self.row)) if self.row else ("", "")
        return Text(*(", ".join(part for part in (each, self.column) if part) for each in row))

    def sentence(self) -> Text:
        """What is wrong, in both languages."""
        allowed = self.allowed if isinstance(self.allowed, Text) else Text(self.allowed, self.allowed)
        value = self.value if self.rule in _BARE else f"“{self.value}”"
        other = Text(*(each.format(self.other_row) for each in (_ROW.en, _ROW.zh))) if self.other_row else _ELSEWHERE
        template, hint = SENTENCES[self.rule], _HINT if self.nearest else Text("", "")
        return Text(
            template.en.format(value=value, allowed=allowed.en, other=other.en) + hint.en.format(self.nearest),
            _close(template.zh.format(value=value, allowed=allowed.zh or allowed.en, other=other.zh))
            + hint.zh.format(self.nearest),
        )


def _close(text: str) -> str:
    """A Chinese sentence without spaces beside quotation marks, which are wide by themselves."""
    return text.replace("” ", "”").replace(" “", "“")


def unmarked(need: Need) -> Text:
    """How a text counts that has no mark."""
    return Text("required", "必要") if need is Need.REQUIRED else Text("optional", "可选")


def nearest(value: str, known: Iterable[str]) -> str:
    """The known value that looks most like what was found, or ''."""
    by_fold = {value.casefold(): value for value in known}
    close = get_close_matches(value.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[close[0]] if close else ""
