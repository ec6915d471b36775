"""Plays one review from where it stands to where its story ends, each step through the review's own service.

It goes by the state in the graph, so a load that was cut short is taken up where it stopped.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from graph.context import Context
from graph.demo import files
from graph.demo.calendar import LAST, RUNNING
from graph.demo.context import DemoContext
from graph.demo.models import SENT_BACK, Member, Story
from graph.demo.opinions import Opinion, Opinions, ends
from graph.demo.words import Pen
from graph.review.drafts import EvidenceDraft, RatingDraft
from graph.review.enums import Action, Party, Recommendation, State, Value
from graph.review.sheet import Sheet
from graph.workflow import saving, statements, transitions
from graph.workflow.commands import Command
from graph.workflow.policy import Permission
from graph.workflow.reading import ReviewReading, read_logged
from graph.workflow.visibility import visible_to

_AFTER_SHARING = {
    State.ACKNOWLEDGED: Action.ACKNOWLEDGE,
    State.CLOSED: Action.ACKNOWLEDGE,
    State.DECLINED: Action.DECLINE,
    State.CHALLENGED: Action.CHALLENGE,
}
_MOST_STEPS = 20


@dataclass
class Simulation:
    """One review's play. `period` is 'last' or 'running'; `story` says where it ends."""

    stage: DemoContext
    period: str
    story: Story
    opinions: Opinions = field(init=False)

    def __post_init__(self) -> None:
        """Gives the two sides their voices."""
        pen = Pen(self.stage.calendar, self.person, self.period)
        only_written = self.story.aside == "written" and self.goal is State.SELF_DRAFT and self.period == RUNNING
        self.opinions = Opinions(self.person, self.manager, self.period, self.story.shape, pen, only_written)

    @property
    def person(self) -> Member:
        """Whom the review is about."""
        return self.stage.member(self.story.person)

    @property
    def manager(self) -> Member:
        """Who assesses."""
        return self.stage.member(self.person.manager)

    @property
    def review(self) -> str:
        """The review's id."""
        return self.stage.review_id(self.period, self.person.id)

    @property
    def goal(self) -> State:
        """Where the review is to stand; one that is sent back, until a session does that."""
        if self.aside == SENT_BACK:
            return State.SIGNED_OFF
        return State.CLOSED if self.period == LAST else self.story.state

    @property
    def aside(self) -> str:
        """What is worth seeing on the way; nothing in the last cycle."""
        return self.story.aside if self.period == RUNNING else ""

    @property
    def recommendation(self) -> Recommendation:
        """What the manager recommends; in the last cycle that everybody stays where they are."""
        return self.story.recommendation if self.period == RUNNING else Recommendation.CONFIRMED

    def go_on(self) -> None:
        """Takes the steps that can be taken now."""
        for _ in range(_MOST_STEPS):
            if not self._step(self._read(self.person.id, "begun")):
                return
        raise RuntimeError(f"{self.review} of {self.person.id} does not come to rest")

    def _step(self, seen: ReviewReading) -> bool:
        """The next step out of the review's state; False where the story waits or ends."""
        sheet = seen.sheet
        if sheet.head.state is State.ASSIGNED:
            return self._begin(seen)
        step = {
            State.SELF_DRAFT: self._draft,
            State.SELF_SUBMITTED: self._submitted,
            State.MANAGER_DRAFT: self._assess,
            State.SIGNED_OFF: self._signed,
            State.CALIBRATED: self._calibrated,
            State.SHARED: self._shared,
            State.ACKNOWLEDGED: self._answered,
            State.DECLINED: self._answered,
        }.get(sheet.head.state)
        return step(sheet) if step else False

    def _begin(self, seen: ReviewReading) -> bool:
        if self.goal is State.ASSIGNED:
            return False
        self._perform(self.person.id, "begun", Action.SAVE, Command(), seen)
        return self._draft(seen.sheet)

    def _draft(self, sheet: Sheet) -> bool:
        cancelled = self.goal is State.CANCELLED
        rests = self.goal is State.SELF_DRAFT and (self.aside != "returned" or bool(sheet.head.sent_at))
        if rests and sheet.head.sent_at:
            return False
        draft = self._write_own(sheet, half=cancelled)
        if cancelled:
            words = {"reason": self._say(self.stage.hr(), "cancel", sheet)}
            return self._perform(self.stage.hr(), "cancelled", Action.CANCEL, Command(words=words))
        return not rests and self._perform(self.person.id, "sent", Action.SUBMIT, Command(draft=draft))

    def _submitted(self, sheet: Sheet) -> bool:
        if self.aside == "returned":
            words = {"comment": self._say(self.manager.id, "return", sheet)}
            command = Command(words=words, due=self._returned_due())
            return self._perform(self.manager.id, "returned", Action.RETURN, command)
        if self.goal is State.SELF_SUBMITTED:
            return False
        seen = self._read(self.manager.id, "taken")
        self._perform(self.manager.id, "taken", Action.SAVE, Command(), seen)
        self._write_managers(seen.sheet, "taken")
        return self.goal is not State.MANAGER_DRAFT and self._sign("signed")

    def _assess(self, sheet: Sheet) -> bool:
        """Where a load was cut short, or a recall opened the next revision."""
        again = sheet.head.revision > 1
        if again and self.aside == SENT_BACK:
            return False
        seen = self._read(self.manager.id, "resigned" if again else "taken").sheet
        if again:
            self._reread(seen, "resigned")
        else:
            self._write_managers(seen, "taken")
        return self.goal is not State.MANAGER_DRAFT and self._sign("resigned" if again else "signed")

    def _sign(self, when: str) -> bool:
        seen = self._read(self.manager.id, when)
        command = Command(
            draft=seen.sheet.assessments[Party.MANAGER].draft,
            words={"sentences": self._sentences(seen.sheet)},
            name=self._name(self.manager),
            recommendation=self.recommendation,
        )
        return self._perform(self.manager.id, when, Action.SIGN_OFF, command, seen)

    def _signed(self, sheet: Sheet) -> bool:
        if self.aside != "recalled" or sheet.head.revision > 1:
            return False
        seen = self._read(self.manager.id, "recalled")
        words = {"reason": self._say(self.manager.id, "recall", seen.sheet)}
        return self._perform(self.manager.id, "recalled", Action.RECALL, Command(words=words), seen)

    def _calibrated(self, sheet: Sheet) -> bool:
        if self.goal is State.CALIBRATED:
            return False
        seen = self._read(self.manager.id, "shared")
        kind = "share_note_adjusted" if seen.sheet.adjustments else "share_note"
        note = self._by_hand("share_note") or self._say(self.manager.id, kind, seen.sheet)
        self._perform(self.manager.id, "shared", Action.SHARE, Command(words={"note": note}), seen)
        return self.goal is not State.SHARED or self.aside == "talk"

    def _shared(self, sheet: Sheet) -> bool:
        action = _AFTER_SHARING.get(self.goal)
        if action is None:
            if self.aside == "talk" and not sheet.last_words("ask_to_talk", "ask_to_talk"):
                self._state("ask_to_talk", sheet)
            return False
        if action is not Action.CHALLENGE:
            self._perform(self.person.id, "answered", action, Command())
            return self._answered(sheet)
        _, gap = ends(sheet)
        words = {"reason": self._say(self.person.id, "challenge", sheet)}
        command = Command(words=words, expectations=(gap.id,) if gap else (sheet.expectations[0].id,))
        return self._perform(self.person.id, "challenged", action, command)

    def _answered(self, sheet: Sheet) -> bool:
        wants = self.aside == "statement" or bool(self._by_hand("statement"))
        if wants and not sheet.statement:
            self._state("statement", sheet)
        if self.goal is State.CLOSED:
            self._perform(self.stage.hr(), "closed", Action.CLOSE, Command())
        return False

    def _write_own(self, sheet: Sheet, *, half: bool = False) -> int:
        """Saves what is not saved yet; the draft's number then."""
        opinions = self.opinions.own(sheet)
        if half:
            opinions = opinions[: len(opinions) // 2]
        unsaved = [each for each in opinions if not sheet.rating(Party.SELF, each.expectation)]
        context = self._act(self.person.id, "begun")
        drafts = [RatingDraft(each.expectation, 0, each.value, each.comment, each.reason) for each in unsaved]
        before = sheet.assessments.get(Party.SELF)
        saved = saving.save_many(self.stage.graph, context, self.review, Party.SELF, drafts)
        number = max((one.draft for one in saved), default=before.draft if before else 0)
        for each in opinions:
            stored = sheet.rating(Party.SELF, each.expectation)
            number += 0 if stored and stored.evidence else self._support(context, each)
        return number

    def _support(self, context: Context, opinion: Opinion) -> int:
        """Adds the opinion's evidence; how many pieces."""
        for title, url, note in opinion.evidence:
            draft = EvidenceDraft(title, url, note, (opinion.expectation,))
            saving.add_evidence(self.stage.graph, context, self.review, draft)
        return len(opinion.evidence)

    def _write_managers(self, sheet: Sheet, when: str) -> None:
        opinions = self.opinions.managers(sheet)
        if self.aside == "partial":
            opinions = opinions[: len(opinions) * 3 // 5]
        drafts = []
        for each in opinions:
            sent = sheet.rating(Party.SENT, each.expectation)
            if not sheet.rating(Party.MANAGER, each.expectation):
                seen = sent.version if sent else None
                drafts.append(RatingDraft(each.expectation, 0, each.value, each.comment, each.reason, seen=seen))
        context = self._act(self.manager.id, when)
        saving.save_many(self.stage.graph, context, self.review, Party.MANAGER, drafts)

    def _reread(self, sheet: Sheet, when: str) -> None:
        """After a recall: the rating that was signed too low is read again."""
        _, gap = ends(sheet)
        stored = sheet.rating(Party.MANAGER, gap.id) if gap else None
        if gap is None or stored is None or stored.value is Value.MEETS:
            return
        text = self._say(self.manager.id, "reread", sheet)
        value = Value.DEVELOPING if stored.value is Value.NOT_YET else Value.MEETS
        draft = RatingDraft(gap.id, stored.version, value, reason=text, seen=stored.seen)
        saving.save_many(self.stage.graph, self._act(self.manager.id, when), self.review, Party.MANAGER, (draft,))

    def _sentences(self, sheet: Sheet) -> str:
        _, gap = ends(sheet)
        kind = "sentences_clear" if gap is None else "sentences_target" if sheet.head.target else "sentences"
        if self.recommendation is not Recommendation.CONFIRMED:
            kind = f"sentences_{self.recommendation}"
        return self._by_hand("sentences") or self._say(self.manager.id, kind, sheet)

    def _say(self, speaker: str, occasion: str, sheet: Sheet) -> str:
        language = self.stage.member(speaker).language
        best, gap = ends(sheet)
        gap = gap or sheet.expectations[-1]
        names = {"best": best.skill.to(language).value, "gap": gap.skill.to(language).value}
        return self.opinions.pen.at(language, occasion, **names)

    def _state(self, kind: str, sheet: Sheet) -> None:
        text = self._by_hand(kind) or self._say(self.person.id, kind, sheet)
        statements.add_words(self.stage.graph, self._act(self.person.id, "answered", 1), self.review, kind, text)

    def _by_hand(self, kind: str) -> str:
        return str(files.written(self.person.id).get(self.period, {}).get("words", {}).get(kind, ""))

    def _perform(self, by: str, when: str, action: Action, command: Command, seen: ReviewReading | None = None) -> bool:
        transitions.perform(self.stage.graph, self._act(by, when), self.review, action, command, seen)
        return True

    def _read(self, reader: str, when: str) -> ReviewReading:
        """The review as a page would show it, to be handed on to the act that follows at the same moment."""
        context = self._act(reader, when)
        full = read_logged(self.stage.graph, context, self.review, Permission.READ_REVIEW)
        return ReviewReading(visible_to(full), full)

    def _act(self, actor: str, when: str, later: int = 0) -> Context:
        return self.stage.context(actor, self._moment(when, later))

    def _moment(self, when: str, later: int) -> datetime:
        group = LAST if self.period == LAST else self.story.session or "autumn"
        late = self.goal is State.SHARED and when in ("shared", "answered")
        return self.stage.calendar.at(group, when, self.person.id, later + 26 * late)

    def _returned_due(self) -> date:
        days = self.story.self_due
        return self.stage.calendar.day(-5 if days is None else days)

    def _name(self, member: Member) -> str:
        return member.name.to(member.language).value
