"""Files that cannot be read: why, and what to do about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.errors import PlumblineError
from graph.text import Text


class Unreadable(StrEnum):
    """Why a file cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNPACKS_TOO_LARGE = "unpacks_too_large"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_LONG = "cell_too_long"
    ENCRYPTED = "encrypted"
    HTML = "html"
    OTHER_KIND = "other_kind"
    DAMAGED = "damaged"
    NO_CELLS = "no_cells"
    ENCODING = "encoding"
    QUOTES = "quotes"
    TOO_SLOW = "too_slow"
    READER_DIED = "reader_died"
    DOCUMENT_TOO_LARGE = "document_too_large"
    DOCUMENT_TOO_SLOW = "document_too_slow"
    DOCUMENT_DIED = "document_died"


@dataclass
class UnreadableFile(PlumblineError):
    """A file that cannot be read; `details` are what the sentence of its reason names."""

    reason: Unreadable
    details: tuple[str, ...] = ()

    def sentence(self) -> Text:
        """What the file is and how to bring it again, in both languages."""
        template = SENTENCES[self.reason]
        return Text(template.en.format(*self.details), template.zh.format(*self.details))

    def __str__(self) -> str:
        return self.sentence().en


SENTENCES: Mapping[Unreadable, Text] = {
    Unreadable.EMPTY: Text("The file is empty. Was it saved before it was chosen?", "文件是空的。选择之前保存了吗？"),
    Unreadable.TOO_LARGE: Text(
        "The file has {0} MB; at most {1} MB can be read. Split it, or remove pictures and sheets that are not needed.",
        "文件有 {0} MB，最多可读取 {1} MB。请拆分文件，或删除不需要的图片和工作表。",
    ),
    Unreadable.UNPACKS_TOO_LARGE: Text(
        "Unpacked, the file would take {0} MB; at most {1} MB can be read. Copy the table into a new workbook and "
        "save that.",
        "文件解压后有 {0} MB，最多可读取 {1} MB。请把表格复制到新的工作簿再保存。",
    ),
    Unreadable.TOO_MANY_CELLS: Text(
        "The sheet “{0}” reaches to {1}; at most {2} cells can be read. Delete the rows and columns beyond the table, "
        "or copy the table into a new workbook.",
        "工作表“{0}”一直延伸到 {1}，最多可读取 {2} 个单元格。请删除表格以外的行和列，或把表格复制到新的工作簿。",
    ),
    Unreadable.CELL_TOO_LONG: Text(
        "A cell in row {0} is longer than {1} characters. Is a quote missing?",
        "第 {0} 行有一个单元格超过 {1} 个字符。是否缺少引号？",
    ),
    Unreadable.ENCRYPTED: Text(
        "The file is protected by a password. Open it, remove the password (File > Info > Protect Workbook) and save "
        "it again.",
        "文件有密码保护。请打开文件，移除密码（文件 > 信息 > 保护工作簿）后重新保存。",
    ),
    Unreadable.HTML: Text(
        "The file is a web page, whatever its name says. Open it in Excel or LibreOffice and save it as “Excel "
        "Workbook (.xlsx)”.",
        "无论文件名是什么，它其实是网页。请用 Excel 或 LibreOffice 打开，另存为“Excel 工作簿 (.xlsx)”。",
    ),
    Unreadable.OTHER_KIND: Text(
        "The file is {0}, not a table. Save the table as .xlsx, .xls, .ods or .csv.",
        "文件不是表格，而是 {1}。请把表格另存为 .xlsx、.xls、.ods 或 .csv。",
    ),
    Unreadable.DAMAGED: Text(
        "The file is damaged or incomplete. Open it where it comes from and save it again; was it copied to the end?",
        "文件已损坏或不完整。请在原来的程序中打开并重新保存；文件是否复制完整？",
    ),
    Unreadable.NO_CELLS: Text("No sheet of the file holds anything.", "文件的所有工作表都是空的。"),
    Unreadable.ENCODING: Text(
        "The letters of the file are in no encoding that is known here. Save it as “CSV UTF-8”.",
        "无法识别文件的文字编码。请另存为“CSV UTF-8”。",
    ),
    Unreadable.QUOTES: Text(
        "Near line {0} a quote is missing or stands in the middle of a cell. Mend it, or save the table as .xlsx.",
        "第 {0} 行附近缺少引号，或引号在单元格中间。请把表格另存为 .xlsx，或改正这一行。",
    ),
    Unreadable.TOO_SLOW: Text(
        "Reading the file takes longer than {0} seconds. Copy the table into a new workbook and save that.",
        "读取文件超过 {0} 秒。请把表格复制到新的工作簿再保存。",
    ),
    Unreadable.READER_DIED: Text(
        "The file cannot be read: its reader ended. Open it in Excel or LibreOffice, copy the table into a new "
        "workbook and save that. Nothing was changed.",
        "无法读取文件：读取程序已中止。请用 Excel 或 LibreOffice 打开，把表格复制到新的工作簿再保存。没有任何改动。",
    ),
    Unreadable.DOCUMENT_TOO_LARGE: Text(
        "The file has {0} MB; at most {1} MB can be read. Bring it as several frameworks.",
        "文件有 {0} MB，最多可读取 {1} MB。请拆成几个能力框架导入。",
    ),
    Unreadable.DOCUMENT_TOO_SLOW: Text(
        "Reading the file takes longer than {0} seconds. JSON is read faster than YAML, a table (.csv, .xlsx) as well: "
        "bring it as one of them.",
        "读取文件超过 {0} 秒。JSON 和表格（.csv、.xlsx）比 YAML 读得快：请改用其中一种。",
    ),
    Unreadable.DOCUMENT_DIED: Text(
        "The file cannot be read: its reader ended. Bring it as a table (.csv, .xlsx), or in parts. Nothing was "
        "changed.",
        "无法读取文件：读取程序已中止。请改用表格（.csv、.xlsx），或拆分后再导入。没有任何改动。",
    ),
}
"""One sentence per reason; {0} and so on are the details."""
