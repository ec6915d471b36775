"""What a column of a file of people can be, and what the known sources call it.

WeCom, DingTalk, Feishu, BambooHR, Workday, Personio, SuccessFactors, OrangeHRM, Frappe HR, Odoo, Google Workspace,
Entra, Okta, SCIM, and Plumbline's own export.
"""

from collections.abc import Mapping
from enum import StrEnum

from graph.spreadsheets.cleaning import clean_heading
from graph.text import Text


class Field(StrEnum):
    """What a column says of a person. JOB_TITLE is a role only where its values are roles; SECRET and CAPACITY are
    never read."""

    ID = "id"
    NAME = "name"
    NAME_LATIN = "name_latin"
    NAME_ZH = "name_zh"
    FIRST_NAME = "first_name"
    MIDDLE_NAME = "middle_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    LOGIN = "login"
    MANAGER = "manager"
    DOTTED_MANAGER = "dotted_manager"
    DEPARTMENT = "department"
    ROLE = "role"
    LEVEL = "level"
    TARGET_LEVEL = "target_level"
    SINCE = "since"
    LANGUAGE = "language"
    AWAY_UNTIL = "away_until"
    LEAVES_ON = "leaves_on"
    JOB_TITLE = "job_title"
    SECRET = "secret"  # noqa: S105 - the name of a column
    CAPACITY = "capacity"


DATES = (Field.SINCE, Field.AWAY_UNTIL, Field.LEAVES_ON)
OF_FRAMEWORKS = (Field.ROLE, Field.LEVEL, Field.TARGET_LEVEL)
DETAILS = (
    Field.NAME, Field.NAME_ZH, Field.EMAIL, Field.LOGIN, Field.LANGUAGE, Field.AWAY_UNTIL, Field.LEAVES_ON,
)  # fmt: skip
"""What is kept of a person under the name of its field."""
NEVER_READ = (Field.SECRET, Field.CAPACITY)
OFFERED = tuple(field for field in Field if field not in (*NEVER_READ, Field.JOB_TITLE))
"""What a person may say that a column is."""

_CALLED: Mapping[Field, str] = {
    Field.ID: "id|employee id|employee number|employee no|employee no.|employee|user id|userid|person id|"
    "personnel number|staff id|worker id|emp id|external id|employeenumber|employeeid|personalnummer|"
    "mitarbeiternummer|工号|员工编号|员工工号|员工id|人员编号",
    Field.NAME: "name|full name|display name|displayname|employee name|employee full name|worker|worker name|"
    "preferred name|姓名|员工姓名|名称|mitarbeiter|vollständiger name",
    Field.NAME_LATIN: "name en|english name|latin name|英文名|英文姓名|姓名(英文)|name(english)|"
    "name (english)|别名|alias",
    Field.NAME_ZH: "name zh|chinese name|中文名|中文姓名|姓名(中文)|name (chinese)",
    Field.FIRST_NAME: "first name|firstname|given name|givenname|name.givenname|legal first name|vorname|名",
    Field.MIDDLE_NAME: "middle name|middlename|additional name",
    Field.LAST_NAME: "last name|lastname|surname|family name|name.familyname|legal last name|nachname|姓",
    Field.EMAIL: "email|e mail|mail|email address|e mail address|work email|business email|company email|primary email|"
    "emails.value|邮箱|工作邮箱|电子邮箱|电子邮件|邮箱地址|邮件|企业邮箱|e mail adresse|geschäftliche e mail",
    Field.LOGIN: "login|username|user name|account|sign in name|user principal name|userprincipalname|账号|帐号|用户名|"
    "登录名|员工userid",
    Field.MANAGER: "manager id|managerid|manager email|manager employee id|supervisor employee id|supervisor id|"
    "supervisor email|reports to id|manager/external id|parent id|manager.value|reports to|reporting to|manager|"
    "line manager|direct manager|reporting manager|supervisor|manager name|supervisor name|直属上级工号|上级工号|"
    "直属上级邮箱|上级邮箱|直属上级|直接上级|直属主管|直接主管|汇报对象|上级|主管|经理|vorgesetzter|vorgesetzte/r",
    Field.DOTTED_MANAGER: "dotted manager|dotted manager id|dotted line manager|matrix manager|"
    "虚线上级|虚线经理|虚线汇报对象",
    Field.DEPARTMENT: "department|department name|dept|部门|所在部门|主部门|部门名称|department path|abteilung|team|"
    "org unit path|organization",
    Field.ROLE: "role|job role|角色|岗位|rolle",
    Field.LEVEL: "level|job level|grade|job grade|级别|职级|等级|stufe",
    Field.TARGET_LEVEL: "target level|目标级别",
    Field.SINCE: "since|level since|in level since|级别起始日期|任级日期|seit",
    Field.LANGUAGE: "language|preferred language|locale|语言|sprache",
    Field.AWAY_UNTIL: "away until|leave until|休假至|abwesend bis",
    Field.LEAVES_ON: "leaves on|last working day|termination date|relieving date|departure date|离职日期|最后工作日|"
    "austrittsdatum",
    Field.JOB_TITLE: "job title|jobtitle|title|employee title|position|designation|job|职务|职位|职称|"
    "stellenbezeichnung",
    Field.SECRET: "password|initial password|password hash function|密码|初始密码|kennwort|passwort",
    Field.CAPACITY: "capacity|capacities|权限|管理员",
}

FIELDS: Mapping[str, tuple[Field, int]] = {
    clean_heading(name): (field, order)
    for field, names in _CALLED.items()
    for order, name in enumerate(names.split("|"))
}
"""The field that a cleaned heading names, and how readily: of two columns for one field, the lower number counts."""

_OTHERS = (
    "status|gender|hire date|mobile|手机|手机号|性别|座机|地址|入职日期|激活状态|cost center|block sign in|location|"
    "employee type|work telephone|date of birth|nationality|city|country"
)
KNOWN_HEADINGS = frozenset(FIELDS) | frozenset(map(clean_heading, _OTHERS.split("|")))
"""Headings by which a row is known to be the heading row; not all of them are read."""

LABELS: Mapping[Field, Text] = {
    Field.ID: Text("id", "工号"),
    Field.NAME: Text("name", "姓名"),
    Field.NAME_LATIN: Text("name in Latin letters", "英文名"),
    Field.NAME_ZH: Text("name in Chinese", "中文名"),
    Field.FIRST_NAME: Text("first name", "名"),
    Field.MIDDLE_NAME: Text("middle name", "中间名"),
    Field.LAST_NAME: Text("last name", "姓"),
    Field.EMAIL: Text("email", "邮箱"),
    Field.LOGIN: Text("sign-in name", "登录名"),
    Field.MANAGER: Text("manager", "经理"),
    Field.DOTTED_MANAGER: Text("dotted-line manager", "虚线经理"),
    Field.DEPARTMENT: Text("department", "部门"),
    Field.ROLE: Text("role", "角色"),
    Field.LEVEL: Text("level", "级别"),
    Field.TARGET_LEVEL: Text("target level", "目标级别"),
    Field.SINCE: Text("level since", "级别起始日"),
    Field.LANGUAGE: Text("language", "语言"),
    Field.AWAY_UNTIL: Text("away until", "休假至"),
    Field.LEAVES_ON: Text("leaves on", "离职日期"),
    Field.JOB_TITLE: Text("job title", "职务"),
    Field.SECRET: Text("password", "密码"),
    Field.CAPACITY: Text("capacity", "权限"),
}
