"""Every action that is recorded on a review, declared once: pages, report, buttons and docs read it here.

An action without a declaration fails at import, so that none is ever shown by its code name.
"""

from collections.abc import Iterable, Mapping

from graph.errors import IncompleteDeclaration
from graph.review.enums import Action, OtherAction
from graph.text import Text
from graph.workflow.action_declaration import ActionDeclaration, EmployeeReads

_NO_WAY_BACK = Text("Sharing cannot be undone. Corrections go through HR.", "公布之后不能撤销；如须更正，请联系人事。")
_KEPT = Text(
    "The current revision stays readable as it was signed; work continues in a new one.",
    "现有的一版会原样保留，仍可查阅；后续工作在新的一版中进行。",
)

DECLARATIONS: Mapping[str, ActionDeclaration] = {
    OtherAction.ASSIGN: ActionDeclaration(
        Text("assign the review", "分配评审"), Text("assigned the review", "分配了评审")
    ),
    Action.SAVE: ActionDeclaration(Text("save", "保存"), Text("started writing", "开始填写")),
    Action.SUBMIT: ActionDeclaration(Text("submit", "提交"), Text("submitted the self-assessment", "提交了自评")),
    Action.WITHDRAW: ActionDeclaration(
        Text("withdraw", "撤回自评"), Text("withdrew the self-assessment", "撤回了自评")
    ),
    Action.PROCEED: ActionDeclaration(
        Text("proceed without waiting", "不再等待，继续"),
        Text("proceeded without waiting for the self-assessment", "不再等待自评，继续评估"),
        heading=Text("Proceed without waiting for %(person)s", "不再等待%(person)s，继续"),
        consequences=(
            Text(
                "You will assess without a newer self-assessment. Nothing is submitted in anybody's name.",
                "你将在没有较新自评的情况下评估。系统不会以任何人的名义提交任何内容。",
            ),
            Text(
                "The employee is told, and the report says which self-assessment you relied on.",
                "员工会得到通知，报告会注明你依据的是哪一份自评。",
            ),
        ),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    Action.RETURN: ActionDeclaration(
        Text("return", "退回"),
        Text("returned the self-assessment", "退回了自评"),
        heading=Text("Return the self-assessment to %(person)s", "将自评退回给%(person)s"),
        consequences=(
            Text(
                "They can change it and submit it again. What was submitted is kept, and counts if nothing newer is "
                "submitted in time.",
                "对方可以修改后重新提交。已提交的内容会保留；如果没有按时提交新的自评，就以它为准。",
            ),
            Text(
                "Your own draft is kept; ratings whose self-assessment changes are marked.",
                "你自己的草稿会保留；自评有变化的评级会加上标记。",
            ),
        ),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    Action.REVEAL: ActionDeclaration(
        Text("show the self-assessment", "显示自评"),
        Text("viewed the self-assessment after rating everything", "评完全部期望之后查看了自评"),
        heading=Text("Show the self-assessment of %(person)s", "显示%(person)s的自评"),
        consequences=(
            Text(
                "Your ratings are complete. A copy of them is kept as they are now.",
                "你的评级已全部完成。系统会保留一份现在的副本。",
            ),
            Text(
                "You can still change them afterwards; the report marks what was changed after seeing the "
                "self-assessment.",
                "之后仍可修改；报告会标明哪些是在看到自评之后修改的。",
            ),
        ),
        final=True,
    ),
    Action.SIGN_OFF: ActionDeclaration(Text("sign off", "签核"), Text("signed off", "签核了评审"), bars_arbiter=True),
    Action.RECALL: ActionDeclaration(
        Text("recall the signature", "撤回签核"),
        Text("recalled the signature", "撤回了签核"),
        heading=Text("Recall the signature on %(person)s's review", "撤回对%(person)s评审的签核"),
        consequences=(
            _KEPT,
            Text("You can then change ratings and sign off again.", "之后你可以修改评级，并重新签核。"),
        ),
        employee_reads=EmployeeReads.NEVER,
    ),
    Action.SEND_BACK: ActionDeclaration(
        Text("send back", "发回"),
        Text("sent the review back from the session", "在校准会中发回了评审"),
        heading=Text("Send %(person)s's review back to the manager", "将%(person)s的评审发回给经理"),
        consequences=(
            Text(
                "The manager's signature no longer holds. They read your reason, change what has to change and sign "
                "off again.",
                "经理的签核不再有效。经理会看到你的理由，修改之后重新签核。",
            ),
            _KEPT,
            Text(
                "What the committee changed and decided here becomes history. The session cannot be locked until the "
                "review is signed off and decided again.",
                "委员会在此所作的调整和决定会成为历史记录。重新签核并作出决定之前，校准会不能锁定。",
            ),
        ),
        final=True,
        employee_reads=EmployeeReads.NEVER,
        committee_reads=True,
        actor_hidden=True,
    ),
    Action.ADJUST: ActionDeclaration(
        Text("adjust", "调整"), Text("adjusted a rating", "调整了一项评级"), actor_hidden=True, bars_arbiter=True
    ),
    Action.DECIDE: ActionDeclaration(
        Text("decide on the level", "决定级别"),
        Text("decided on the level", "对级别作出了决定"),
        actor_hidden=True,
        bars_arbiter=True,
    ),
    Action.LOCK: ActionDeclaration(
        Text("lock", "锁定"),
        Text("locked the review with its session", "随校准会一起锁定"),
        actor_hidden=True,
        bars_arbiter=True,
    ),
    Action.WAIVE: ActionDeclaration(
        Text("waive the calibration", "免除校准"),
        Text("waived the calibration", "免除了校准"),
        heading=Text("Waive the calibration of %(person)s's review", "免除%(person)s评审的校准"),
        consequences=(
            Text(
                "Every copy of the report, the employee's included, will say “not calibrated” and give your reason.",
                "每一份报告都会注明“未校准”和你的理由，员工的那一份也不例外。",
            ),
            Text("The manager can then share the result.", "随后经理可以公布结果。"),
        ),
        final=True,
        employee_reads=EmployeeReads.NEVER,
        committee_reads=True,
    ),
    Action.SHARE: ActionDeclaration(
        Text("share the result", "公布结果"),
        Text("shared the result", "公布了结果"),
        heading=Text("Share the result with %(person)s", "向%(person)s公布结果"),
        consequences=(
            Text(
                "They can then read both assessments, what the committee changed and why, and their copy of "
                "the report.",
                "公布之后，员工可以看到双方的评级、委员会的改动及其原因，以及自己的那份报告。",
            ),
            _NO_WAY_BACK,
        ),
        uncalibrated=(
            Text(
                "They can then read both assessments and their copy of the report.",
                "公布之后，员工可以看到双方的评级，以及自己的那份报告。",
            ),
            _NO_WAY_BACK,
        ),
        final=True,
    ),
    Action.ACKNOWLEDGE: ActionDeclaration(
        Text("acknowledge", "确认收到"),
        Text("acknowledged the result (received, not agreed)", "确认了结果（已收到，不代表同意）"),
    ),
    Action.DECLINE: ActionDeclaration(
        Text("decline to acknowledge", "拒绝确认"), Text("declined to acknowledge the result", "拒绝确认结果")
    ),
    Action.CHALLENGE: ActionDeclaration(
        Text("challenge", "申诉"), Text("challenged the result", "对结果提出申诉"), employee_reads=EmployeeReads.ALWAYS
    ),
    Action.UPHOLD: ActionDeclaration(Text("uphold", "维持结果"), Text("upheld the result", "维持了结果")),
    Action.REVISE: ActionDeclaration(Text("order a revision", "要求修订"), Text("ordered a revision", "要求修订结果")),
    Action.CLOSE: ActionDeclaration(
        Text("close the review", "结束评审"),
        Text("closed the review", "结束了评审"),
        heading=Text("Close %(person)s's review", "结束%(person)s的评审"),
        consequences=(
            Text(
                "Nothing more can be added. HR can reopen the review with a reason.",
                "之后不能再添加任何内容。人事可以说明理由，重新打开评审。",
            ),
        ),
        final=True,
    ),
    Action.REOPEN: ActionDeclaration(
        Text("reopen", "重新打开"),
        Text("reopened the review", "重新打开了评审"),
        heading=Text("Reopen %(person)s's review", "重新打开%(person)s的评审"),
        consequences=(
            _KEPT,
            Text(
                "The employee and the manager are both told. This changes no rating.",
                "员工和经理都会得到通知。这一步不会更改任何评级。",
            ),
        ),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    Action.REPIN: ActionDeclaration(
        Text("move to another version, role or level", "改用其他版本、角色或级别"),
        Text("moved the review to another version, role or level", "将评审改到另一版本、角色或级别"),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    Action.CANCEL: ActionDeclaration(
        Text("cancel the review", "取消评审"),
        Text("cancelled the review", "取消了评审"),
        heading=Text("Cancel %(person)s's review", "取消%(person)s的评审"),
        consequences=(
            Text(
                "Nothing is deleted, and it can be restored while the cycle is open.",
                "不会删除任何内容；评审周期开放期间可以恢复。",
            ),
            Text("Its reports are marked as cancelled.", "相关报告会标为“已取消”。"),
        ),
        final=True,
        employee_reads=EmployeeReads.ALWAYS,
    ),
    Action.RESTORE: ActionDeclaration(
        Text("restore the review", "恢复评审"),
        Text("restored the review", "恢复了评审"),
        heading=Text("Restore %(person)s's review", "恢复%(person)s的评审"),
        consequences=(
            Text("The review returns to the state it had before it was cancelled.", "评审会恢复到取消之前的状态。"),
        ),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    OtherAction.ASK_TO_TALK: ActionDeclaration(Text("ask to talk", "请求面谈"), Text("asked to talk", "请求面谈")),
    OtherAction.STATEMENT: ActionDeclaration(
        Text("add a statement", "添加陈述"),
        Text("added a statement", "添加了陈述"),
        employee_reads=EmployeeReads.ALWAYS,
    ),
    OtherAction.APPOINT_ARBITER: ActionDeclaration(
        Text("appoint an arbiter", "指定仲裁人"), Text("appointed an arbiter", "指定了仲裁人")
    ),
    OtherAction.SHOW_CODE_POINTS: ActionDeclaration(
        Text("show characters as their codes", "以编码显示字符"),
        Text("had characters that no font has shown as their codes", "让没有字体的字符以编码显示"),
    ),
    OtherAction.ERASE: ActionDeclaration(
        Text("erase the words", "删除文字"), Text("erased the words of this review", "删除了本次评审的文字")
    ),
}
"""By the action's stored name, in the order of the workflow."""


def check_complete(declared: Iterable[str]) -> None:
    """Raises IncompleteDeclaration where an action is not among those `declared`."""
    missing = sorted(({*Action} | {*OtherAction}) - set(declared))
    if missing:
        raise IncompleteDeclaration("graph/workflow/actions.py", missing)


check_complete(DECLARATIONS)

BARRING = frozenset(action for action, each in DECLARATIONS.items() if each.bars_arbiter)
"""The actions after which somebody does not decide a challenge of the review."""


def label_of(action: Action) -> Text:
    """What a button and the table call an action."""
    return DECLARATIONS[action].label


def past_of(action: str) -> Text:
    """What somebody did, after their name. An action that this version does not know is said by its stored name."""
    declared = DECLARATIONS.get(action)
    spelled = action.replace("_", " ")
    return declared.past if declared else Text(spelled, spelled)


def hides_actor(action: str) -> bool:
    """Whether the employee reads "the calibration committee" in place of who did it."""
    return action in DECLARATIONS and DECLARATIONS[action].actor_hidden
