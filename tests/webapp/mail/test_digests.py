"""The mail of a day: what is new and what is due, once, in one's language; not while away, and less for who says so."""

import re
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import partial

import pytest

from graph.driver import Graph
from graph.mail import password_mails
from graph.mail.digests import put_digests
from graph.mail.outbox import invite_by_mail
from graph.mail.reminders import put_reminders
from graph.people import service as people
from graph.people.deputies import Naming, name_deputy
from graph.people.repository import stream_heads
from graph.queries import parse
from graph.review.enums import Action, State
from graph.workflow.commands import Command
from tests.company import COLLEAGUE, EMPLOYEE, HEAD, HR, MANAGER, OTHER_MANAGER, Company, company_after
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.mail.conftest import Post, html_of, text_of, to_invite
from tests.webapp.page_client import PASSWORD, PageClient
from webapp.cycle import job as reviews_job
from webapp.cycle import many_views
from webapp.job_worker import JobWorker
from webapp.one_time_keys import key_of_mail

DAY = timedelta(days=1)
END = re.compile(r"http://127\.0\.0\.1:8000(/mail/unsubscribe/[\w.-]+)")
FIRST = NOW.replace(hour=0, minute=0)
"""Eight o'clock in Shanghai, when the day's mail is put."""


@pytest.fixture
def company(graph: Graph) -> Company:
    return company_after(_just_assigned, graph, FIRST)


@pytest.fixture
def start(company: Company) -> datetime:
    """When a test begins, with the company in the graph."""
    return company.now


def _just_assigned(company: Company) -> None:
    """A review that is just assigned, and nothing else."""
    graph = company.graph
    for person in (EMPLOYEE, COLLEAGUE, MANAGER, HR):
        people.set_password(graph, company.context("set-up"), person, PASSWORD)
    people.set_preferences(graph, company.context(MANAGER), language="zh")
    company.assign("rv-1")


def mails(post: Post, after: timedelta = timedelta()) -> dict[str, EmailMessage]:
    """What came of a look some time later, by who got it."""
    post.inbox.mails.clear()
    post.look(after)
    found = {str(mail["To"]).partition("@")[0]: mail for mail in post.inbox.mails}
    assert len(found) == len(post.inbox.mails), "one a person"
    return found


def test_what_is_new_is_told_once_in_the_morning(post: Post, company: Company) -> None:
    post.at -= timedelta(minutes=1)
    assert mails(post) == {}, "not before its hour"
    first = mails(post, timedelta(minutes=1))
    assert list(first) == [EMPLOYEE]
    mail = first[EMPLOYEE]
    assert mail["Subject"] == "1 thing waits for you in Plumbline"
    said = text_of(mail)
    assert "1 thing is new for you." in said
    assert "- Write your self-assessment\n  Second half of 2026 · due 30 Nov 2026\n" in said
    assert "http://127.0.0.1:8000/reviews/rv-1" in said
    assert "http://127.0.0.1:8000/reviews/rv-1" in html_of(mail)
    assert mails(post, timedelta(hours=3)) == {}
    assert mails(post, DAY) == {}, "nothing new, and nothing due yet"
    company.submit("rv-1")
    second = mails(post, DAY)
    assert list(second) == [MANAGER]
    assert second[MANAGER]["Subject"] == "有 1 件事待你在 Plumbline 中处理"
    assert "Employee Zhang" not in text_of(second[MANAGER])
    assert "张em" in text_of(second[MANAGER])
    due = (company.now + 20 * DAY).date()
    company.do("rv-1", MANAGER, Action.RETURN, Command(words={"comment": "Secret words."}, due=due))
    third = mails(post, DAY)
    assert list(third) == [EMPLOYEE], "it was handed back"
    assert "Secret words." not in text_of(third[EMPLOYEE]) + html_of(third[EMPLOYEE])


def test_what_somebody_waits_for_goes_first(post: Post, company: Company) -> None:
    mails(post)
    post.at += 3 * DAY
    company.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)
    put_reminders(post.graph, post.context(), {EMPLOYEE: ["rv-1"]})
    post.inbox.to_rcpt = "450 later"
    post.look()
    to_invite(post.graph, "E-9", "newcomer@example.com")
    key_of = partial(key_of_mail, post.settings.secret_key)
    invite_by_mail(post.graph, post.context(), ["E-9"], key_of, relied_on="test")
    password_mails.ask(post.graph, post.context("stranger"), EMPLOYEE)
    post.inbox.to_rcpt = ""
    post.inbox.mails.clear()
    post.look(timedelta(minutes=1))
    assert [(str(mail["To"]).partition("@")[0], str(mail["Subject"])[:14]) for mail in post.inbox.mails] == [
        (EMPLOYEE, "A new password"),
        ("newcomer", "Your Plumbline"),
        (MANAGER, "有 1 件事待你在 Plum"),
        (EMPLOYEE, "HR reminds you"),
        (EMPLOYEE, "1 thing waits "),
    ]


def test_the_tasks_of_many_are_asked_for_at_once(post: Post, company: Company) -> None:
    company.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)
    post.graph.reset_round_trips()
    assert put_digests(post.graph, post.context(), post.at.date(), 3) == 2
    assert post.graph.round_trips == 6, "the last day, whom to tell, their tasks, the mails, nobody else, the day"


def test_who_is_only_a_deputy_is_told_of_what_is_handed_over(post: Post, company: Company) -> None:
    mails(post)
    seq, today = stream_heads(post.graph, [MANAGER])[MANAGER][0], company.now.date()
    naming = Naming(MANAGER, COLLEAGUE, today, today + 2 * DAY, "On leave.")
    name_deputy(post.graph, company.context(MANAGER), seq, naming)
    company.submit("rv-1")
    assert set(mails(post, DAY)) == {MANAGER, COLLEAGUE}


def test_a_manager_is_told_of_a_deputy_whom_hr_names_or_ends(post: Post, company: Company) -> None:
    mails(post)
    hr, manager = PageClient(post.app).sign_in(HR), PageClient(post.app).sign_in(MANAGER)
    today = post.at.date().isoformat()
    address = f"/people/{MANAGER}/deputies"
    sent = {"deputy": OTHER_MANAGER, "since": today, "until": today, "reason": "On leave."}
    hr.post(address, {**sent, "seq": hr.get(address).value("seq")})
    named = mails(post)[MANAGER]
    assert named["Subject"] == "人事指定张ot为你的代理人"
    assert "张hr指定张ot在2026年11月24日至2026年11月24日期间担任你的代理人。" in text_of(named)
    assert "http://127.0.0.1:8000/account/deputies" in html_of(named)
    hr.post(f"{address}/end", {"deputy": OTHER_MANAGER, "seq": hr.get(address).value("seq")})
    assert mails(post)[MANAGER]["Subject"] == "张ot不再是你的代理人"
    start = manager.get("/")
    assert "张hr已终止张ot对你的代理。" in start.text
    assert "担任你的代理人。 原因：On leave." in start.text
    own = {**sent, "seq": manager.get("/account/deputies").value("seq"), "deputy": HEAD}
    manager.post("/account/deputies", own)
    assert mails(post) == {}
    assert manager.get("/").text.count("担任你的代理人") == 1, "what one did oneself is no news"


def test_due_dates_are_told_each_day_until_they_are_ended(post: Post, company: Company) -> None:
    mails(post)
    assert mails(post, 2 * DAY) == {}
    three_days = mails(post, DAY)[EMPLOYEE]
    assert "1 thing has been waiting." in text_of(three_days)
    assert "due 30 Nov 2026" in text_of(three_days), text_of(three_days)
    assert "overdue since 30 Nov 2026" in text_of(mails(post, 5 * DAY)[EMPLOYEE])
    (link,) = END.findall(text_of(three_days))
    assert f"List-Unsubscribe: <http://127.0.0.1:8000{link}>".encode() in post.inbox.raw[-1], "on one line, as it is"
    assert three_days["List-Unsubscribe"] == f"<http://127.0.0.1:8000{link}>"
    assert three_days["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    raw = post.app.test_client()
    assert "No more mail about due dates" in raw.get(link).text
    assert EMPLOYEE in mails(post, DAY), "looking at the link ends nothing"
    assert raw.post(link, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert mails(post, DAY) == {}
    company.assign("rv-2")
    told = mails(post, DAY)[EMPLOYEE]
    assert "rv-2" in text_of(told)
    assert "rv-1" not in text_of(told), "what is new alone"
    assert told["List-Unsubscribe"] is None
    assert raw.post(link[:-2]).status_code == 404


def test_who_is_away_or_gone_gets_none_and_who_comes_back_does(post: Post, company: Company, ask: Ask) -> None:
    back = (FIRST + DAY).date().isoformat()
    ask("write", "", "MATCH (p:Person {id: $p}) SET p.away_until = $day", p=EMPLOYEE, day=back)
    assert mails(post) == {}
    assert mails(post, DAY) == {}
    assert list(mails(post, DAY)) == [EMPLOYEE]
    company.assign("rv-2", COLLEAGUE)
    ask("write", "", "MATCH (p:Person {id: $p}) SET p.leaves_on = '2026-11-20'", p=COLLEAGUE)
    assert COLLEAGUE not in mails(post, DAY)


def test_what_could_not_be_sent_is_news_on_the_next_day(post: Post, company: Company) -> None:
    post.inbox.to_rcpt = "550 no such mailbox"
    assert mails(post) == {}
    post.inbox.to_rcpt = ""
    assert "1 thing is new for you." in text_of(mails(post, DAY)[EMPLOYEE])


def test_what_is_done_before_the_mail_is_sent_is_not_told(post: Post, company: Company, ask: Ask) -> None:
    post.inbox.to_rcpt = "450 later"
    mails(post)
    post.inbox.to_rcpt = ""
    company.submit("rv-1")
    assert mails(post, timedelta(minutes=2)) == {}
    stands = ask("read", "state, answer", "MATCH (m:Mail) WHERE m.id > '' RETURN m.state AS state, m.answer AS answer")
    assert stands == [{"state": "dropped", "answer": "done"}]


def test_a_manager_of_managers_gets_no_mail_about_what_waits_for_others(post: Post, company: Company) -> None:
    people.set_password(company.graph, company.context("set-up"), HEAD, PASSWORD)
    company.bring("rv-2", State.SIGNED_OFF, COLLEAGUE)
    assert HEAD not in mails(post)


def asked_to_remind(hr: PageClient) -> str:
    """What the page says that asks whether both are to be reminded."""
    hr.get("/cycles/2026-h2")
    return hr.post("/cycles/2026-h2/many", {"act": "remind", "review": ["rv-1", "rv-2"]}, status=200).text


def test_hr_reminds_by_mail_once_a_day(post: Post, company: Company) -> None:
    mails(post)
    post.at += timedelta(hours=2)
    company.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)
    hr = PageClient(post.app).sign_in(HR)
    before = asked_to_remind(hr)
    assert "2 people see the reminder on their start page until they act.2 of them also get a mail." in before
    confirmed = {"act": "remind", "ids": "rv-1 rv-2", "confirmed": "1"}
    assert "2 of them get a mail." in hr.post("/cycles/2026-h2/many", confirmed, status=200).text
    sent = mails(post)
    assert set(sent) == {EMPLOYEE, MANAGER}
    assert sent[EMPLOYEE]["Subject"] == "HR reminds you: 1 thing waits for you in Plumbline"
    assert "人事提醒" in sent[MANAGER]["Subject"]
    assert " · due 30 Nov 2026\n  HR reminded you on 24 Nov 2026.\n  http" in text_of(sent[EMPLOYEE])
    assert "截止<br>人事在" in html_of(sent[MANAGER])
    assert END.search(text_of(sent[EMPLOYEE]))
    again = hr.post("/cycles/2026-h2/many", confirmed, status=200).text
    assert "0 of them get a mail. Who gets no mail Employee Zhang: had a reminder by mail todayManager" in again
    assert mails(post) == {}
    people.set_preferences(company.graph, company.context(EMPLOYEE), due_mail=False)
    mails(post, DAY)
    without = "Who gets no mail Employee Zhang: wants no mail about due dates"
    before = asked_to_remind(hr)
    assert "1 of them also gets a mail." in before
    assert without in before
    after = hr.post("/cycles/2026-h2/many", confirmed, status=200).text
    assert f"2 people were reminded. 1 of them gets a mail. {without}" in after
    assert list(mails(post)) == [MANAGER]
    for why, change in {
        "no email address": "SET one.email = ''", "away at present": "SET one.away_until = '2027-01-01'",
    }.items():  # fmt: skip
        text = "// Changes.\n// access: write\n// params: id\n// returns: nothing\nMATCH (one:Person {id: $id})"
        text = f"{text} {change}"
        company.graph.write_one(parse("tests/change", text), id=MANAGER)
        assert f"Manager Zhang: {why}" in asked_to_remind(hr)
        text = text.replace(change, "SET one.email = 'manager@plumbline.example'")
        company.graph.write_one(parse("tests/change", text), id=MANAGER)


def test_reminders_of_many_are_mailed_once_their_job_is_made(
    post: Post, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many_views, "FEW", dict.fromkeys(reviews_job.FEW, 1))
    mails(post)
    post.at += timedelta(hours=2)
    company.bring("rv-2", State.SELF_SUBMITTED, COLLEAGUE)
    hr = PageClient(post.app).sign_in(HR)
    asked_to_remind(hr)
    confirmed = {"act": "remind", "ids": "rv-1 rv-2", "key": "pressed-once", "confirmed": "1"}
    page = hr.follow(hr.post("/cycles/2026-h2/many", confirmed))
    assert mails(post) == {}, "it waits for a worker"
    worker = JobWorker(post.settings, post.graph, "wk-jobs")
    worker._context = post.context  # type: ignore[method-assign]
    worker.look()
    assert "2 people were reminded. 2 of them get a mail." in hr.get(page.response.request.path).text
    sent = mails(post)
    assert set(sent) == {EMPLOYEE, MANAGER}
    assert sent[EMPLOYEE]["Subject"] == "HR reminds you: 1 thing waits for you in Plumbline"
    assert "HR reminded you on 24 Nov 2026." in text_of(sent[EMPLOYEE])


def test_the_account_page_says_which_mail_one_gets(post: Post, company: Company, ask: Ask) -> None:
    browser = PageClient(post.app).sign_in(EMPLOYEE)
    assert browser.get("/account").by_id("due_mail").get("checked") is not None
    form = {"language": "en", "time_zone": "Asia/Shanghai"}
    browser.post("/account/preferences", form)
    assert browser.get("/account").by_id("due_mail").get("checked") is None
    browser.post("/account/preferences", form | {"due_mail": "y"})
    assert browser.get("/account").by_id("due_mail").get("checked") is not None
