"""Dossiers for tests: plain records of an invented person, as full or as empty as a test asks for."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from graph.cycle.models import Cycle, EvidenceRule, Visibility
from graph.report.models import Comparable, Dossier
from graph.review.enums import Part, Party, State, Value
from graph.review.models import (
    Adjustment,
    Evidence,
    Expectation,
    FrameworkRef,
    Head,
    LastRating,
    LevelRef,
    PersonRef,
    Rating,
    RecordedEvent,
    RecordedWords,
    SessionRef,
    SignOff,
)
from graph.review.sheet import Sheet
from graph.text import Text

LIN = PersonRef("E-014", Text("Lin Qiao", "林乔"))
WEI = PersonRef("E-007", Text("Wei Chen", "陈薇"))
MARA = PersonRef("E-002", Text("Mara Holm", "霍玛"))
SIGNED_AT = datetime(2026, 11, 28, 8, 4, tzinfo=UTC)
CODE = "9f2c71ab04de88e15b60c3d2"
HASH = "3b7e9a10c4f2586d" * 4

SKILLS = (
    ("LLM evaluation", "大模型评估"), ("Prompt engineering", "提示词工程"), ("RAG architecture", "检索增强生成"),
    ("Observability", "可观测性"), ("Safety review", "安全评审"), ("Fine-tuning", "微调"),
    ("Python services", "Python 服务"), ("Data pipelines", "数据管道"), ("Experiment design", "实验设计"),
    ("Mentoring", "辅导"), ("Incident response", "故障响应"), ("Cost control", "成本控制"),
)  # fmt: skip
TEXT = Text(
    "Designs evaluation pipelines alone: own benchmarks, test sets for the domain, a protocol for human raters. "
    "Compares models on several measures before a release.",
    "能独立设计评估流程：自建基准、领域测试集与人工评审规程；上线前用多项指标比较模型。",
)
NEXT = Text(
    "Designs evaluation frameworks: a model as judge, contamination checks, significance tests.",
    "设计整套评估框架：以模型评模型、污染检测、显著性检验。",
)

CYCLE = Cycle(
    id="2026-2", name=Text("Second half of 2026", "2026 下半年"), state="open", time_zone="Asia/Shanghai",
    opens_on=date(2026, 10, 1), self_due=date(2026, 11, 10), grace_days=3, manager_due=date(2026, 11, 30),
    share_on=date(2026, 12, 15), share_by=date(2026, 12, 31), closes_on=date(2027, 1, 31), challenge_days=14,
    visibility=Visibility.AT_ONCE, calibration=True, evidence_rule=EvidenceRule.EXCEEDS_REQUIRED,
)  # fmt: skip
LEVELS = {
    key: LevelRef(f"ai@3/role/llm/{key}", Text("LLM Engineer", "大模型工程师"), "llm-engineer", text, rank)
    for rank, (key, text) in enumerate({"middle": Text("Middle", "中级"), "senior": Text("Senior", "高级")}.items(), 2)
}


@dataclass(frozen=True)
class Case:
    """One expectation and what is said of it. `skill`, `text` override the invented ones."""

    mine: Value | None = Value.MEETS
    theirs: Value | None = Value.MEETS
    last: Value | None = None
    required: bool = True
    comment: str = ""
    theirs_comment: str = ""
    reason: str = ""
    evidence: tuple[Evidence, ...] = ()
    calibrated: Value | None = None
    skill: Text | None = None
    text: Text = TEXT
    requires: tuple[str, ...] = ()
    agreed: bool = False


def piece(number: int, title: str = "Evaluation report, July", url: str = "", note: str = "") -> Evidence:
    return Evidence(f"ev-{number}", title, url, note, SIGNED_AT - timedelta(days=90 - number % 60))


def met(number: int, **values: Any) -> Case:
    proof = () if number % 11 == 5 else (piece(number, f"Run book, part {number}", "https://wiki.example/runs"),)
    return Case(**({"last": Value.DEVELOPING if number % 5 == 0 else Value.MEETS, "evidence": proof} | values))


def usual(total: int = 40, optional: int = 6) -> list[Case]:
    """The review of the design's picture: 34 required, three off the line, 6 optional."""
    special = [
        Case(Value.EXCEEDS, Value.DEVELOPING, Value.DEVELOPING, comment="Rebuilt retrieval for the support bot: hybrid "
             "search and re-ranking are live for all four products.", reason="The bar is measuring before tuning.",
             theirs_comment="recall first measured in October, after the prompt was tuned", skill=Text(*SKILLS[2])),
        Case(Value.DEVELOPING, Value.DEVELOPING, Value.NOT_YET, theirs_comment="no alert on answer quality",
             comment="Dashboards exist, alerts do not.", skill=Text(*SKILLS[3])),
        Case(Value.MEETS, Value.NOT_OBSERVED, reason="no launch in this cycle", skill=Text(*SKILLS[4])),
        Case(Value.MEETS, Value.EXCEEDS, Value.MEETS, theirs_comment="library used by three teams",
             evidence=(piece(1, "Prompt library", "https://git.example/prompts"),), skill=Text(*SKILLS[1])),
        Case(Value.MEETS, Value.MEETS, Value.MEETS, theirs_comment="420-case set stopped two releases",
             evidence=(piece(2, note="420 cases, weekly regression run."),), skill=Text(*SKILLS[0])),
    ]  # fmt: skip
    plain = [met(n, required=n < total - optional, agreed=n % 4 == 0) for n in range(5, total)]
    return (special + plain)[:total]


def dossier(
    cases: list[Case] | None = None,
    *,
    target: bool = True,
    last_cycle: bool = True,
    signed: bool = True,
    person: PersonRef = LIN,
    sentences: str = "Solid in delivery. Measuring comes after tuning, not before. I propose Middle for now.",
    statement: str = "I see the point about measuring first. Safety review had no launch to show.",
    level_since: date | None = date(2025, 3, 1),
    **head: Any,
) -> Dossier:
    """A whole dossier out of cases; every other argument as the design's picture has it."""
    cases = usual() if cases is None else cases
    current = [_expectation(case, n, Part.CURRENT) for n, case in enumerate(cases)]
    towards = [_expectation(case, n, Part.TARGET) for n, case in enumerate(cases[:38])] if target else []
    ratings: dict[tuple[Party, str], Rating] = {}
    for n, (case, e) in enumerate(zip(cases, current, strict=True)):
        ratings |= _ratings(case, e.id) if signed else {}
        if target and signed and n < len(towards) and not towards[n].unchanged:
            below = replace(case, theirs=Value.DEVELOPING if n % 3 else Value.MEETS, theirs_comment="", reason="")
            ratings |= _ratings(below, towards[n].id)
    sheet = Sheet(
        head=_head(person, target, signed, level_since, head),
        capacities=frozenset(),
        expectations=tuple(current + towards),
        assessments={},
        ratings=ratings,
        last={
            e.skill_key: LastRating(e.skill_key, case.last, case.last, None)
            for case, e in zip(cases, current, strict=True)
            if case.last and last_cycle
        },
        last_cycle=Text("First half of 2026", "2026 上半年") if last_cycle else None,
        evidence=(),
        adjustments=tuple(_adjustment(c, e.id) for c, e in zip(cases, current, strict=True) if c.calibrated),
        sign_offs=(SignOff("so-1", 2, HASH, CODE, "Wei Chen", "manager", SIGNED_AT, WEI, sentences),) if signed else (),
        sessions=(SessionRef("cs-1", Text("LLM engineers", "大模型工程师"), "pre_vote", date(2026, 12, 9), "member"),),
        words=(RecordedWords(9, "statement", "statement", statement, SIGNED_AT),) if statement and signed else (),
    )
    elsewhere = Comparable("", 6, 3, {Value.EXCEEDS: 1, Value.MEETS: 4, Value.DEVELOPING: 1})
    return Dossier(
        sheet=sheet,
        history=_history(signed),
        comparables={e.id: replace(elsewhere, expectation=e.id) for e in current},
    )


def _head(person: PersonRef, target: bool, signed: bool, level_since: date | None, more: dict[str, Any]) -> Head:
    values: dict[str, Any] = {
        "id": "rv-4711", "state": State.SHARED if signed else State.SELF_DRAFT, "revision": 2, "seq": 9, "hash": "h",
        "person": person, "manager": WEI, "level": LEVELS["middle"], "level_since": level_since,
        "target": LEVELS["senior"] if target else None,
        "framework": FrameworkRef("ai@3", Text("AI engineering", "AI 工程能力框架"), 3), "cycle": CYCLE,
        "self_due": CYCLE.self_due, "manager_due": CYCLE.manager_due,
    }  # fmt: skip
    return Head(**(values | more))


def _expectation(case: Case, n: int, part: Part) -> Expectation:
    en, zh = SKILLS[n % len(SKILLS)]
    again = f" {n // len(SKILLS) + 1}" if n >= len(SKILLS) else ""
    towards = part is Part.TARGET
    unchanged = towards and n % 6 == 0
    return Expectation(
        id=f"ai@3/role/llm/{'senior' if towards else 'middle'}/skill-{n}", part=part, skill_key=f"skill-{n}",
        skill_slug=f"skill-{n}", skill=case.skill or Text(en + again, zh + again), category_key=f"c-{n % 3}",
        category=Text(*(("LLM & generative AI", "大模型与生成式 AI"), ("Foundations", "工程基础"),
                        ("Delivery", "产品与交付"))[n % 3]),
        domain=Text("Machine learning & AI", "机器学习与 AI"), required=case.required,
        text=case.text if not towards or unchanged else NEXT,
        next_level=Text("", "") if towards else Text("Senior", "高级"),
        next_text=Text("", "") if towards else (case.text if n % 6 == 0 else NEXT), next_required=True,
        order=(n % 3, 0, n), requires=case.requires, unchanged=unchanged,
    )  # fmt: skip


def _ratings(case: Case, expectation: str) -> dict[tuple[Party, str], Rating]:
    found = {}
    sides = (
        (Party.SENT, case.mine, case.comment, "", LIN),
        (Party.MANAGER, case.theirs, case.theirs_comment, case.reason, WEI),
    )
    for party, value, comment, reason, author in sides:
        if value is not None:
            evidence = case.evidence if party is Party.SENT else ()
            agreed = case.agreed and party is Party.MANAGER
            found[(party, expectation)] = Rating(
                expectation, party, value, comment, reason, 1, SIGNED_AT, author, evidence, agreed
            )
    return found


def _adjustment(case: Case, expectation: str) -> Adjustment:
    assert case.calibrated is not None
    sentence = "Two teams with the same evidence were rated so."
    at = SIGNED_AT + timedelta(days=11)
    return Adjustment(
        f"ad-{expectation}", expectation, 2, case.calibrated, "standard", sentence, at, MARA, "cs-1", True
    )


def _history(signed: bool) -> tuple[RecordedEvent, ...]:
    def event(seq: int, action: str, actor: PersonRef, days: int, **words: str) -> RecordedEvent:
        return RecordedEvent(seq, action, SIGNED_AT - timedelta(days=days), actor, None, "", "", 2, words, "0" * 64)

    begun = (event(1, "open", MARA, 58), event(2, "save", LIN, 40))
    if not signed:
        return begun
    return (
        *begun,
        event(3, "submit", LIN, 20),
        event(4, "return", WEI, 17, comment="Please say what shows retrieval."),
        event(5, "submit", LIN, 15),
        event(6, "sign_off", WEI, 0),
        event(7, "send_back", MARA, -1, reason="The committee wants the recall figures."),
        event(8, "sign_off", WEI, -2),
        event(9, "share", WEI, -17, note="Let us talk about measuring."),
    )
