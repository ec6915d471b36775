"""What was done, as the record says it after a name."""

from graph.review.enums import OtherAction
from graph.text import Text
from graph.verification.record import EXPORT, VERIFY
from graph.workflow.actions import DECLARATIONS, past_of
from webapp import i18n

OUTSIDE_REVIEWS: dict[str, Text] = {
    "assign": Text("assigned the review", "分配了评审"),
    "read_review": Text("read a review", "查看了评审"),
    "lock": Text("locked the calibration", "锁定了校准"),
    "offer_set_up": Text("printed a set-up address", "打印了初始设置地址"),
    "set_up_installation": Text("set up this installation", "完成了系统的初始设置"),
    "make_cycle_draft": Text("made a draft cycle", "新建了评审周期草稿"),
    "change_cycle_draft": Text("changed a draft cycle", "修改了评审周期草稿"),
    "delete_cycle_draft": Text("deleted a draft cycle", "删除了评审周期草稿"),
    "import_framework": Text("imported a framework as a draft", "导入了框架草稿"),
    "replace_framework_draft": Text("replaced the draft of a framework", "替换了框架草稿"),
    "remove_framework_draft": Text("removed the draft of a framework", "删除了框架草稿"),
    "ask_for_opening": Text("asked for a cycle to be opened", "请求开启评审周期"),
    "open_cycle": Text("opened the cycle", "开启了评审周期"),
    "cancel_opening": Text("cancelled the opening of a cycle", "取消了评审周期的开启"),
    "fail_opening": Text("could not open a cycle", "未能开启评审周期"),
    "extend_cycle": Text("extended dates of a cycle", "延长了评审周期的日期"),
    "extend": Text("extended the due dates", "延长了截止日期"),
    "remind": Text("sent a reminder", "发送了提醒"),
    "close_cycle": Text("closed the cycle", "结束了评审周期"),
    "export_cycle": Text("exported reviews of a cycle", "导出了评审周期的评审"),
    "set_up": Text("set up a calibration session", "创建了校准会"),
    "open_votes": Text("opened the votes of a session", "开始了校准会的预投票"),
    "start": Text("started a session", "开始了校准会"),
    "seat": Text("seated another facilitator in a session", "为校准会增加了主持人"),
    "change_session": Text("changed a calibration session", "更改了校准会"),
    "confirm_lock": Text("confirmed what a session locks", "确认了校准会将锁定的内容"),
    "take_out": Text("took people out of a session", "将人员移出了校准会"),
    "dissolve": Text("dissolved a session", "解散了校准会"),
    "publish": Text("published a framework version", "发布了框架版本"),
    "create_account": Text("created an account", "创建了账号"),
    "invite": Text("invited somebody to choose a password", "邀请某人设置密码"),
    "offer_password_link": Text("sent a link for a new password", "发送了设置新密码的链接"),
    "use_password_link": Text("chose a new password by the link", "通过链接设置了新密码"),
    "accept_invitation": Text("accepted the invitation", "接受了邀请"),
    "place": Text("recorded role, manager, department or capacities", "登记了角色、经理、部门或权限"),
    "give_capacity": Text("gave somebody a capacity", "授予了权限"),
    "take_capacity": Text("took a capacity from somebody", "收回了权限"),
    "name_deputy": Text("named a deputy", "指定了代理人"),
    "end_deputy": Text("ended having a deputy", "终止了代理"),
    "import_people": Text("imported people", "导入了人员"),
    "import_person": Text("imported a person’s details or place", "导入了人员的资料或任职信息"),
    "export_people": Text("exported people", "导出了人员"),
    "change_person": Text("changed a person’s details", "修改了人员资料"),
    "change_password": Text("changed the password", "修改了密码"),
    "set_password": Text("set a new password", "重设了密码"),
    "sign_out_everywhere": Text("signed out everywhere", "在所有设备上退出了登录"),
    "ask_for_pack": Text("asked for a pack", "请求生成资料包"),
    "make_pack": Text("made a pack", "生成了资料包"),
    "cancel_pack": Text("cancelled a pack", "取消了资料包"),
    "fail_pack": Text("could not make a pack", "未能生成资料包"),
    "give_up_pack": Text("gave up a pack", "放弃了资料包"),
    "expire_pack": Text("deleted an expired pack", "删除了到期的资料包"),
    "download_outcome": Text("downloaded the outcome of a session", "下载了校准会的结果"),
    "download_pack": Text("downloaded a pack", "下载了资料包"),
    VERIFY: Text("verified the record", "核验了记录"),
    EXPORT: Text("exported a part of the record", "导出了部分记录"),
}
"""Actions that are no step of a review, by the name that their events carry."""


def action_words(action: str) -> str:
    """What somebody did, after their name; an action that this version does not know by its stored name."""
    return i18n.words(OUTSIDE_REVIEWS.get(action) or past_of(action))


def actions() -> list[tuple[str, str]]:
    """Every action to choose from, by its words."""
    known = {str(name): action_words(str(name)) for name in (*DECLARATIONS, *OtherAction, *OUTSIDE_REVIEWS)}
    return sorted(known.items(), key=lambda one: one[1])
