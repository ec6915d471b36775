"""Each row of the workflow table, on the engine: what it asks for, and what it does."""

from dataclasses import replace
from datetime import timedelta

import pytest

from graph.calibration import locking
from graph.calibration.outcome import outcome
from graph.cycle import service as cycles
from graph.cycle.models import Visibility
from graph.errors import Conflict, Forbidden, NotFound, Reason, Refused
from graph.review.drafts import RatingDraft
from graph.review.enums import Action, Part, Party, Recommendation, State, Value
from graph.workflow import saving, transitions
from graph.workflow.arbiter import appoint
from graph.workflow.available_actions import read_with_actions
from graph.workflow.commands import Command, Pin
from tests.company import (
    BOSS,
    EMPLOYEE,
    FACILITATOR,
    HEAD,
    HR,
    MANAGER,
    MEMBER,
    MIDDLE,
    SENIOR,
    VERSION,
    Company,
)


def reasons(refused: "pytest.ExceptionInfo[Refused]") -> set[str]:
    return {reason.rule for reason in refused.value.reasons}


def refuses(company: Company, review: str, actor: str, action: Action, *expected: str, **command: object) -> None:
    with pytest.raises(Refused) as refused:
        company.do(review, actor, action, Command(**command))  # type: ignore[arg-type]
    assert reasons(refused) >= set(expected)


def test_1_the_first_save_begins_and_only_it_is_an_event(company: Company) -> None:
    review = company.bring("rv-1", State.ASSIGNED)
    company.rate(review, EMPLOYEE, Party.SELF)
    head = company.sheet(review, EMPLOYEE).head
    assert (head.state, head.seq) == (State.SELF_DRAFT, 2)
    company.rate(review, EMPLOYEE, Party.SELF, Value.DEVELOPING)
    assert company.sheet(review, EMPLOYEE).head.seq == 2


def test_1_a_closed_cycle_takes_no_first_save(company: Company) -> None:
    shut = replace(company.cycle, id="shut", state="closed")
    cycles.create(company.graph, shut)
    review = company.assign("rv-1-shut", cycle=shut)
    refuses(company, review, EMPLOYEE, Action.SAVE, "cycle_open")


def test_2_submit_asks_for_values_reasons_evidence_and_the_draft_that_was_checked(company: Company) -> None:
    review = company.bring("rv-2", State.ASSIGNED)
    company.do(review, EMPLOYEE, Action.SAVE)
    company.rate(review, EMPLOYEE, Party.SELF, Value.EXCEEDS)
    draft = company.draft_of(review, EMPLOYEE, Party.SELF)
    refuses(company, review, EMPLOYEE, Action.SUBMIT, "self_evidence", draft=draft)
    company.rate(review, EMPLOYEE, Party.SELF, Value.MEETS)
    with pytest.raises(Conflict):
        company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=draft))
    done = company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=company.draft_of(review, EMPLOYEE, Party.SELF)))
    assert done.state is State.SELF_SUBMITTED
    sheet = company.sheet(review, MANAGER)
    sent = {e for party, e in sheet.ratings if party is Party.SENT}
    assert sent == {e.id for part in Part for e in sheet.to_rate(part)}


def test_2_an_unrated_expectation_is_named(company: Company) -> None:
    review = company.bring("rv-2-empty", State.ASSIGNED)
    asked = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)
    saving.save(company.graph, company.context(EMPLOYEE), review, Party.SELF, RatingDraft(asked[0].id, 0, Value.MEETS))
    with pytest.raises(Refused) as refused:
        company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=1))
    lacking = next(r for r in refused.value.reasons if r.rule == "self_complete").about
    assert asked[0].id not in lacking
    assert asked[1].id in lacking


def test_3_withdraw_takes_back_and_what_was_sent_counts_until_something_newer(company: Company) -> None:
    review = company.bring("rv-3", State.SELF_SUBMITTED)
    company.do(review, EMPLOYEE, Action.WITHDRAW)
    company.rate(review, EMPLOYEE, Party.SELF, Value.NOT_YET)
    own = company.sheet(review, EMPLOYEE)
    first = own.to_rate(Part.CURRENT)[0].id
    assert own.rating(Party.SENT, first).value is Value.MEETS  # type: ignore[union-attr]
    assert own.rating(Party.SELF, first).value is Value.NOT_YET  # type: ignore[union-attr]
    managers = company.sheet(review, MANAGER)
    assert not any(party in (Party.SELF, Party.SENT) for party, _ in managers.ratings)


def test_4_the_managers_first_save_takes_the_review_over(company: Company) -> None:
    review = company.bring("rv-4", State.SELF_SUBMITTED)
    company.rate(review, MANAGER, Party.MANAGER)
    assert company.sheet(review, MANAGER).head.state is State.MANAGER_DRAFT


def test_4_an_early_draft_is_own_and_continues(company: Company) -> None:
    review = company.bring("rv-4-early", State.SELF_DRAFT)
    company.rate(review, MANAGER, Party.MANAGER, Value.DEVELOPING)
    sheet = company.sheet(review, MANAGER)
    assert sheet.head.state is State.SELF_DRAFT
    assert {party for party, _ in sheet.ratings} == {Party.MANAGER}
    assert not any(party is Party.MANAGER for party, _ in company.sheet(review, EMPLOYEE).ratings)
    company.do(review, EMPLOYEE, Action.SUBMIT, Command(draft=company.draft_of(review, EMPLOYEE, Party.SELF)))
    assert company.do(review, MANAGER, Action.SAVE).state is State.MANAGER_DRAFT


def test_5_proceed_after_due_date_and_grace_with_the_basis_confirmed(company: Company) -> None:
    review = company.bring("rv-5", State.ASSIGNED)
    refuses(company, review, MANAGER, Action.PROCEED, "self_overdue", confirm="without")
    late = replace(company, now=company.now + timedelta(days=9))
    refuses(late, review, MANAGER, Action.PROCEED, "confirmed_basis", confirm="with")
    assert late.do(review, MANAGER, Action.PROCEED, Command(confirm="without")).state is State.MANAGER_DRAFT
    assert late.sheet(review, EMPLOYEE).head.proceeded_without


def test_6_return_needs_comment_and_due_date_and_keeps_both_drafts(company: Company) -> None:
    review = company.bring("rv-6", State.MANAGER_DRAFT)
    refuses(company, review, MANAGER, Action.RETURN, "comment", "new_due_date")
    due = company.now.date() + timedelta(days=3)
    words = {"comment": "Please add what shows it."}
    assert company.do(review, MANAGER, Action.RETURN, Command(words=words, due=due)).state is State.SELF_DRAFT
    own = company.sheet(review, EMPLOYEE)
    assert own.head.self_due == due
    assert own.last_words("return", "comment") == words["comment"]
    assert any(party is Party.MANAGER for party, _ in company.sheet(review, MANAGER).ratings)


def test_7_and_8_a_blind_cycle_reveals_before_signing(company: Company) -> None:
    blind = replace(company.cycle, id="blind", visibility=Visibility.AFTER_OWN)
    cycles.create(company.graph, blind)
    review = company.assign("rv-7", cycle=blind)
    company.submit(review)
    company.rate(review, MANAGER, Party.MANAGER, Value.DEVELOPING, "As I saw it before.")
    sheet = company.sheet(review, MANAGER)
    assert not any(party is Party.SENT for party, _ in sheet.ratings)
    draft = company.draft_of(review, MANAGER, Party.MANAGER)
    refuses(company, review, MANAGER, Action.SIGN_OFF, "revealed", draft=draft)
    with pytest.raises(Conflict):
        company.do(review, MANAGER, Action.REVEAL, Command(draft=draft - 1))
    company.do(review, MANAGER, Action.REVEAL, Command(draft=draft))
    company.rate(review, MANAGER, Party.MANAGER, Value.MEETS)
    sheet = company.sheet(review, MANAGER)
    first = sheet.to_rate(Part.CURRENT)[0].id
    assert sheet.rating(Party.SENT, first) is not None
    assert sheet.rating(Party.BLIND, first).value is Value.DEVELOPING  # type: ignore[union-attr]
    refuses(company, review, MANAGER, Action.REVEAL, "blind_cycle", draft=sheet.assessments[Party.MANAGER].draft)


def test_8_sign_off_asks_for_reasons_and_signs_what_the_page_showed(company: Company) -> None:
    review = company.bring("rv-8", State.SELF_SUBMITTED)
    company.rate(review, MANAGER, Party.MANAGER, Value.DEVELOPING, comment="")
    draft = company.draft_of(review, MANAGER, Party.MANAGER)
    refuses(company, review, MANAGER, Action.SIGN_OFF, "manager_reasons", draft=draft)
    refuses(company, review, MANAGER, Action.SIGN_OFF, "sentences", draft=draft, words={"sentences": "x" * 281})
    refuses(company, review, MANAGER, Action.SIGN_OFF, "recommendation", draft=draft)
    done = company.sign(review)
    assert done.state is State.SIGNED_OFF
    assert done.sign_off is not None
    assert (done.sign_off.name, len(done.sign_off.content_hash)) == ("Manager Zhang", 64)
    assert len(done.sign_off.code) == 24


def test_9_recall_opens_a_new_revision_and_the_old_one_stays(company: Company) -> None:
    review = company.bring("rv-9", State.SIGNED_OFF)
    refuses(company, review, MANAGER, Action.RECALL, "reason")
    done = company.do(review, MANAGER, Action.RECALL, Command(words={"reason": "One rating was on the wrong row."}))
    assert (done.state, done.revision) == (State.MANAGER_DRAFT, 2)
    assert company.sign(review, value=Value.EXCEEDS).sign_off.revision == 2  # type: ignore[union-attr]
    hashes = [signed.content_hash for signed in company.sheet(review, MANAGER).sign_offs]
    assert len(set(hashes)) == 2


def test_9_no_recall_while_a_session_is_in_progress(company: Company) -> None:
    review = company.bring("rv-9-session", State.SIGNED_OFF)
    company.session("session-9", [review])
    refuses(company, review, MANAGER, Action.RECALL, "no_session_in_progress", words={"reason": "x"})


def test_10_send_back_by_a_facilitator_in_session(company: Company) -> None:
    review = company.bring("rv-10", State.SIGNED_OFF)
    company.session("session-10", [review])
    refuses(company, review, FACILITATOR, Action.SEND_BACK, "reason")
    done = company.do(review, FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Two rows have no evidence."}))
    assert (done.state, done.revision) == (State.MANAGER_DRAFT, 2)


def test_11_adjust_keeps_the_original_and_the_managers_value_withdraws(company: Company) -> None:
    review = company.bring("rv-11", State.SIGNED_OFF)
    company.session("session-11", [review])
    named = company.sheet(review, MEMBER).to_rate(Part.CURRENT)[0].id
    adjust = Command(
        value=Value.DEVELOPING, reason_code="evidence", expectations=(named,), words={"reason": "No test ran yet."}
    )
    refuses(company, review, MEMBER, Action.ADJUST, "adjustment_words", value=Value.NOT_YET, expectations=(named,))
    assert company.do(review, MEMBER, Action.ADJUST, adjust).state is State.SIGNED_OFF
    sheet = company.sheet(review, MEMBER)
    assert sheet.calibrated(named).value is Value.DEVELOPING  # type: ignore[union-attr]
    assert sheet.rating(Party.MANAGER, named).value is Value.MEETS  # type: ignore[union-attr]
    assert company.sheet(review, EMPLOYEE).adjustments == ()
    company.do(review, MEMBER, Action.ADJUST, replace(adjust, value=Value.MEETS))
    assert company.sheet(review, MEMBER).calibrated(named) is None
    assert len(company.sheet(review, MEMBER).adjustments) == 1


def test_12_lock_takes_all_or_none(company: Company) -> None:
    ready, missing = company.bring("rv-12", State.SIGNED_OFF), company.bring("rv-12-b", State.SIGNED_OFF)
    session = company.session("session-12", [ready, missing])
    company.do(missing, FACILITATOR, Action.SEND_BACK, Command(words={"reason": "Not complete."}))
    context = company.context(FACILITATOR)
    covers = outcome(company.graph, context, session).covers
    with pytest.raises(Refused) as refused:
        locking.confirm(company.graph, context, session, covers)
    assert refused.value.reasons[0] == Reason("session_all_signed", (missing,))
    company.sign(missing)
    with pytest.raises(Refused):
        company.do(ready, FACILITATOR, Action.LOCK)
    with pytest.raises(Conflict):
        locking.confirm(company.graph, context, session, covers)
    with pytest.raises(Forbidden):
        locking.confirm(company.graph, company.context(MEMBER), session, covers)
    assert company.lock(session) == 2
    assert {company.sheet(r, HR).head.state for r in (ready, missing)} == {State.CALIBRATED}


def test_13_waive_outside_open_sessions_with_a_printed_reason(company: Company) -> None:
    review = company.bring("rv-13", State.SIGNED_OFF)
    company.session("session-13", [review], start=False)
    refuses(company, review, HR, Action.WAIVE, "in_no_open_session", "reason")
    free = company.bring("rv-13-free", State.SIGNED_OFF)
    company.do(free, HR, Action.WAIVE, Command(words={"reason": "A team of one."}))
    assert company.sheet(free, HR).head.not_calibrated == "A team of one."


def test_14_share_by_the_manager_from_the_share_date(company: Company) -> None:
    review = company.bring("rv-14", State.CALIBRATED)
    early = replace(company, now=company.now - timedelta(days=5))
    refuses(early, review, MANAGER, Action.SHARE, "share_date_reached")
    assert company.do(review, MANAGER, Action.SHARE).state is State.SHARED
    waiting = company.bring("rv-14-uncalibrated", State.SIGNED_OFF)
    refuses(company, waiting, MANAGER, Action.SHARE, "calibration_done")


def test_14_a_change_by_the_committee_needs_a_note(company: Company) -> None:
    review = company.bring("rv-14-note", State.SIGNED_OFF)
    session = company.session("session-14", [review])
    named = company.sheet(review, MEMBER).to_rate(Part.CURRENT)[0].id
    words = {"reason": "Others at this level ship alone."}
    company.do(review, MEMBER, Action.ADJUST, Command(value=Value.EXCEEDS, reason_code="scope", expectations=(named,),
                                                     words=words))  # fmt: skip
    company.lock(session)
    refuses(company, review, MANAGER, Action.SHARE, "note_for_adjustment")
    company.do(review, MANAGER, Action.SHARE, Command(words={"note": "The committee saw the launch."}))
    own = company.sheet(review, EMPLOYEE)
    assert own.adjustments[0].text == words["reason"]
    assert own.head.share_note == "The committee saw the launch."


def test_15_share_by_hr_only_after_the_share_by_date(company: Company) -> None:
    review = company.bring("rv-15", State.CALIBRATED)
    refuses(company, review, HR, Action.SHARE, "share_by_passed")
    late = replace(company, now=company.now + timedelta(days=21))
    assert late.do(review, HR, Action.SHARE).state is State.SHARED


@pytest.mark.parametrize(
    ("action", "state"), [(Action.ACKNOWLEDGE, State.ACKNOWLEDGED), (Action.DECLINE, State.DECLINED)]
)
def test_16_17_the_employee_acknowledges_or_declines(company: Company, action: Action, state: State) -> None:
    review = company.bring(f"rv-16-{action}", State.SHARED)
    assert company.do(review, EMPLOYEE, action).state is state


def test_18_challenge_names_expectations_once_within_the_window(company: Company) -> None:
    review = company.bring("rv-18", State.SHARED)
    refuses(company, review, EMPLOYEE, Action.CHALLENGE, "names_expectations", "reason")
    named = company.sheet(review, EMPLOYEE).to_rate(Part.CURRENT)[0].id
    challenge = Command(expectations=(named,), words={"reason": "The audit was my work."})
    late = replace(company, now=company.now + timedelta(days=11))
    with pytest.raises(Refused) as refused:
        late.do(review, EMPLOYEE, Action.CHALLENGE, challenge)
    assert reasons(refused) == {"challenge_window_open"}
    assert company.do(review, EMPLOYEE, Action.CHALLENGE, challenge).state is State.CHALLENGED
    company.do(review, HEAD, Action.UPHOLD, Command(words={"reason": "Both managers saw the same."}))
    with pytest.raises(Refused) as again:
        company.do(review, EMPLOYEE, Action.CHALLENGE, challenge)
    assert reasons(again) == {"challenge_once"}


def test_19_the_arbiter_is_the_first_up_the_line_who_had_no_hand_in_it(company: Company) -> None:
    review = company.bring("rv-19", State.CHALLENGED)
    uphold = Command(words={"reason": "The evidence is of last year."})
    for other in (MANAGER, HR, BOSS):
        with pytest.raises((Forbidden, NotFound)):
            company.do(review, other, Action.UPHOLD, uphold)
    refuses(company, review, HEAD, Action.UPHOLD, "reason")
    assert company.do(review, HEAD, Action.UPHOLD, uphold).state is State.SHARED


def test_19_hr_may_appoint_another_arbiter_but_not_themselves_or_the_signer(company: Company) -> None:
    review = company.bring("rv-19-appointed", State.CHALLENGED)
    with pytest.raises(Forbidden):
        appoint(company.graph, company.context(HR), review, HR, "x")
    with pytest.raises(Refused):
        appoint(company.graph, company.context(HR), review, MANAGER, "x")
    appoint(company.graph, company.context(HR), review, BOSS, "The head is away.")
    with pytest.raises((Forbidden, NotFound)):
        company.do(review, HEAD, Action.UPHOLD, Command(words={"reason": "x"}))
    assert company.do(review, BOSS, Action.UPHOLD, Command(words={"reason": "Seen."})).state is State.SHARED


def test_20_revise_gives_a_reason_for_each_named_expectation(company: Company) -> None:
    review = company.bring("rv-20", State.CHALLENGED)
    named = company.sheet(review, HEAD).head.challenged
    refuses(company, review, HEAD, Action.REVISE, "reason_for_each_named")
    words = {f"reason:{expectation}": "The audit shows it." for expectation in named}
    done = company.do(review, HEAD, Action.REVISE, Command(words=words))
    assert (done.state, done.revision) == (State.MANAGER_DRAFT, 2)


def test_21_close_after_the_challenge_window(company: Company) -> None:
    review = company.bring("rv-21", State.ACKNOWLEDGED)
    refuses(company, review, HR, Action.CLOSE, "challenge_window_over")
    late = replace(company, now=company.now + timedelta(days=11))
    assert late.do(review, HR, Action.CLOSE).state is State.CLOSED


def test_22_close_what_was_not_acknowledged_after_the_close_date(company: Company) -> None:
    review = company.bring("rv-22", State.SHARED)
    late = replace(company, now=company.now + timedelta(days=11))
    refuses(late, review, HR, Action.CLOSE, "close_date_passed_or_left")
    later = replace(company, now=company.now + timedelta(days=41))
    assert later.do(review, HR, Action.CLOSE).state is State.CLOSED


@pytest.mark.parametrize("to", [State.MANAGER_DRAFT, State.SELF_DRAFT])
def test_23_reopen_to_either_side(company: Company, to: State) -> None:
    review = company.bring(f"rv-23-{to}", State.CLOSED)
    refuses(company, review, HR, Action.REOPEN, "reason", "new_due_date")
    due = company.now.date() + timedelta(days=70)
    command = Command(words={"reason": "A source was wrong."}, due=due, to=to)
    done = company.do(review, HR, Action.REOPEN, command)
    assert (done.state, done.revision) == (to, 2)
    head = company.sheet(review, EMPLOYEE).head
    assert (head.manager_due if to is State.MANAGER_DRAFT else head.self_due) == due


def test_24_repin_keeps_the_values_of_unchanged_texts(company: Company) -> None:
    review = company.bring("rv-24", State.SELF_DRAFT)
    due = company.now.date() + timedelta(days=5)
    refuses(company, review, HR, Action.REPIN, "other_pin", due=due, pin=Pin(VERSION, MIDDLE, SENIOR))
    done = company.do(review, HR, Action.REPIN, Command(due=due, pin=Pin(VERSION, SENIOR)))
    assert (done.state, done.revision) == (State.SELF_DRAFT, 2)
    sheet = company.sheet(review, EMPLOYEE)
    assert (sheet.head.level.id, sheet.head.target) == (SENIOR, None)
    kept = [rating for (party, _), rating in sheet.ratings.items() if party is Party.SELF]
    assert len(kept) < len(sheet.to_rate(Part.CURRENT))
    untouched = company.bring("rv-24-untouched", State.ASSIGNED)
    again = company.do(untouched, HR, Action.REPIN, Command(due=due, pin=Pin(VERSION, SENIOR)))
    assert again.state is State.ASSIGNED


def test_25_26_cancel_and_restore_bring_the_state_before(company: Company) -> None:
    alone = replace(company.cycle, id="alone")
    cycles.create(company.graph, alone)
    review = company.assign("rv-25", cycle=alone)
    company.submit(review)
    refuses(company, review, HR, Action.CANCEL, "reason")
    company.do(review, HR, Action.CANCEL, Command(words={"reason": "Entered twice."}))
    second = company.assign("rv-25-second", cycle=alone)
    refuses(company, review, HR, Action.RESTORE, "no_other_living_review", words={"reason": "x"})
    company.do(second, HR, Action.CANCEL, Command(words={"reason": "The first one stands."}))
    done = company.do(review, HR, Action.RESTORE, Command(words={"reason": "It was not."}))
    assert done.state is State.SELF_SUBMITTED


def test_8_a_reading_that_holds_half_of_a_save_is_not_signed(company: Company) -> None:
    """Neo4j reads without a snapshot: the draft's number may be the new one, and a rating's words the old ones."""
    review = company.bring("rv-half", State.MANAGER_DRAFT)
    company.rate(review, MANAGER, Party.MANAGER, comment="As the team saw it.")
    reading = read_with_actions(company.graph, company.context(MANAGER), review)
    sheet = reading.full.sheet
    key = next(key for key in sheet.ratings if key[0] is Party.MANAGER)
    torn = replace(sheet.ratings[key], digests={"comment": "0" * 64, "reason": ""})
    half = replace(reading.full, sheet=replace(sheet, ratings={**sheet.ratings, key: torn}))
    draft = sheet.assessments[Party.MANAGER].draft
    command = Command(draft=draft, name="Manager Zhang", recommendation=Recommendation.CONFIRMED)
    context = company.context(MANAGER)
    with pytest.raises(Conflict):
        transitions.perform(company.graph, context, review, Action.SIGN_OFF, command, replace(reading, full=half))
    assert company.sheet(review, MANAGER).head.state is State.MANAGER_DRAFT
    transitions.perform(company.graph, context, review, Action.SIGN_OFF, command, reading)
