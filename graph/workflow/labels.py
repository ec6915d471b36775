"""What the workflow's states, capacities and guards are called, in both languages.

Pages, the page of the table and docs/workflow.md share these names.
"""

from graph.review.enums import Capacity, Outcome, Recommendation, State
from graph.text import Text
from graph.workflow.table import To

STATES: dict[State, Text] = {
    State.ASSIGNED: Text("not started", "尚未开始"),
    State.SELF_DRAFT: Text("self-assessment in progress", "自评填写中"),
    State.SELF_SUBMITTED: Text("self-assessment submitted", "自评已提交"),
    State.MANAGER_DRAFT: Text("manager assessment in progress", "经理评估中"),
    State.SIGNED_OFF: Text("signed off", "已签核"),
    State.CALIBRATED: Text("calibrated", "已校准"),
    State.SHARED: Text("shared", "已公布"),
    State.ACKNOWLEDGED: Text("acknowledged", "已确认"),
    State.DECLINED: Text("acknowledgement declined", "已拒绝确认"),
    State.CHALLENGED: Text("challenged", "申诉中"),
    State.CLOSED: Text("closed", "已结束"),
    State.CANCELLED: Text("cancelled", "已取消"),
}

RECOMMENDATIONS: dict[Recommendation, Text] = {
    Recommendation.CONFIRMED: Text("level confirmed", "符合当前级别"),
    Recommendation.NEXT: Text("ready for the next level", "可晋升下一级别"),
    Recommendation.BELOW: Text("below the level", "未达到当前级别"),
}

OUTCOMES: dict[Outcome, Text] = {
    **{Outcome(recommendation.value): name for recommendation, name in RECOMMENDATIONS.items()},
    Outcome.LATER: Text("to be decided later", "暂缓决定"),
}

ADJUSTMENT_REASONS: dict[str, Text] = {
    "evidence": Text("new evidence", "新的依据"),
    "standard": Text("same standard for everyone", "统一标准"),
    "scope": Text("scope of the role", "角色范围"),
    "error": Text("error corrected", "更正错误"),
}
"""Why a committee changes a rating, by the code that is stored."""

TARGETS: dict[To, Text] = {
    To.BEFORE: Text("the previous state", "此前的状态"),
    To.FRESH: Text(
        "not started if untouched, otherwise self-assessment in progress", "未动过则为尚未开始，否则为自评填写中"
    ),
}

CAPACITIES: dict[Capacity, Text] = {
    Capacity.EMPLOYEE: Text("employee", "员工本人"),
    Capacity.MANAGER: Text("manager", "经理"),
    Capacity.MEMBER: Text("committee member", "委员会成员"),
    Capacity.FACILITATOR: Text("facilitator", "主持人"),
    Capacity.ARBITER: Text("arbiter", "仲裁人"),
    Capacity.HR_ADMIN: Text("HR admin", "人事管理员"),
    Capacity.DOTTED: Text("dotted-line manager", "虚线经理"),
    Capacity.AUDITOR: Text("auditor", "审计员"),
    Capacity.FORMER_EMPLOYEE: Text("former employee", "已离职员工"),
}

GUARDS: dict[str, Text] = {
    "cycle_open": Text("the cycle is open and its opening day has come", "评审周期开放中，且已到开放日"),
    "something_expected": Text("something is expected at the level", "该级别有期望"),
    "something_rated": Text("at least one expectation is rated", "至少评了一项期望"),
    "self_complete": Text("every expectation is rated", "每项期望都有评级"),
    "self_reasons": Text("a reason for “not observed”", "“未能观察”须说明原因"),
    "self_evidence": Text("evidence where the cycle requires it", "周期要求提供依据的评级均已附上依据"),
    "same_draft": Text("nothing has changed since the page was shown", "页面显示之后没有改动"),
    "self_overdue": Text("the self-assessment's due date and grace period have passed", "自评截止日和宽限期已过"),
    "confirmed_basis": Text(
        "confirmed: without a self-assessment, or with the one submitted", "已确认：没有自评，或以已提交的自评为准"
    ),
    "comment": Text("a comment, kept permanently", "有说明，永久保留"),
    "new_due_date": Text("a new due date, today or later", "新的截止日，不早于今天"),
    "blind_cycle": Text(
        "the manager rates first in this cycle, and the self-assessment is not shown yet",
        "周期要求经理先评，且尚未显示自评",
    ),
    "something_sent": Text("a self-assessment was submitted", "提交过自评"),
    "manager_complete": Text("the manager has rated every expectation", "经理已评完每项期望"),
    "revealed": Text("the self-assessment was shown, if the manager rates first", "若经理先评，则已显示自评"),
    "manager_reasons": Text(
        "a reason where the two differ, a required expectation is not met, or it was not observed",
        "双方不同、必要项未达到或未能观察时有理由",
    ),
    "recommendation": Text(
        "a recommendation: level confirmed, ready for the next level (if there is one), or below the level",
        "有建议：符合当前级别、可晋升下一级别（若有）或未达到当前级别",
    ),
    "recommendation_reason": Text(
        "a sentence for the committee, unless the level is confirmed", "除建议符合当前级别外，给委员会的话不能为空"
    ),
    "sentences": Text("at most 280 characters for the committee", "给委员会的话不超过 280 字"),
    "own_name": Text("signed with the name in one's account", "以账号中的姓名签署"),
    "reason": Text("a reason", "有理由"),
    "no_session_in_progress": Text("no calibration session is in progress", "没有进行中的校准会"),
    "session_in_progress": Text("the calibration session is in progress", "校准会正在进行"),
    "not_own_report": Text("not one's own direct report", "不是自己的下属"),
    "no_direct_line": Text("no direct reporting line in either direction", "双方没有直接汇报关系"),
    "not_author_or_signer": Text("neither author nor signer of the assessment", "不是评估的填写人，也不是签核人"),
    "adjustment_words": Text(
        "a value, a reason code and a sentence for the employee", "评级、原因代码和给员工的一句话"
    ),
    "session_all_signed": Text("every review in the session is signed off", "校准会中每份评审均已签核"),
    "undecided": Text("every review in the session has a decision on the level", "校准会中每份评审都有级别决定"),
    "decision": Text(
        "a decision: level confirmed, ready for the next level (if there is one), below the level, or later",
        "有决定：符合当前级别、可晋升下一级别（若有）、未达到当前级别或暂缓",
    ),
    "decision_day": Text(
        "a day after today and within two years, if it is to be decided later", "暂缓决定时有日期：在今天之后、两年之内"
    ),
    "decision_sentence": Text(
        "a sentence for the employee, of at most 280 characters", "有给员工的一句话，不超过 280 字"
    ),
    "calibrated_cycle": Text("the cycle has calibration", "周期有校准"),
    "in_no_open_session": Text("not in an open calibration session", "不在任何未结束的校准会中"),
    "calibration_done": Text("calibrated, or the cycle has no calibration", "已校准，或周期没有校准"),
    "share_date_reached": Text("the share date has come", "已到公布起始日"),
    "note_for_adjustment": Text("a note if an adjustment changed a rating", "校准改动过评级时附有说明"),
    "share_by_passed": Text("the last day to share has passed", "最迟公布日已过"),
    "names_expectations": Text("the challenged expectations are named", "已指明所申诉的期望"),
    "challenge_once": Text("not challenged before", "此前未申诉过"),
    "challenge_window_open": Text("within the challenge period", "在申诉期内"),
    "challenge_window_over": Text("the challenge period is over", "申诉期已过"),
    "challenge_window_over_or_left": Text(
        "the challenge period is over, or the employee has left", "申诉期已过，或员工已离职"
    ),
    "close_date_passed_or_left": Text(
        "the closing date and the challenge period have passed, or the employee has left",
        "结束日和申诉期均已过，或员工已离职",
    ),
    "reason_for_each_named": Text("a reason for each challenged expectation", "每项被申诉的期望都有理由"),
    "other_pin": Text("another version, role or level", "其他版本、角色或级别"),
    "no_other_living_review": Text(
        "no other active review of this person and role in the cycle", "本周期内此人此角色没有其他有效评审"
    ),
}


def target(to: State | To) -> Text:
    """What the target of a row is called."""
    return TARGETS[to] if isinstance(to, To) else STATES[to]
