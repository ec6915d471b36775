"""Invitations by mail, over a real server that takes, refuses, breaks off and keeps silent."""

import re
from collections.abc import Callable
from concurrent import futures
from datetime import timedelta

import neo4j
import pytest
from flask import Flask

from graph.driver import Address, Row
from graph.mail import work
from graph.pack.work import beat
from graph.verification.verify import verify
from tests.conftest import Ask
from tests.webapp.mail.conftest import FROM, WORKER, Post, bring, html_of, text_of, to_invite
from tests.webapp.pack.process import until
from tests.webapp.page_client import PASSWORD, PageClient
from tests.webapp.people import newcomer
from webapp.commands.worker import mails_sent
from webapp.home.set_up import set_up_lines

LINK = re.compile(r"http://127\.0\.0\.1:8000(/invitation/[\w-]+)")
PAGE = "/people/invitations"


def stands(ask: Ask) -> list[Row]:
    return ask(
        "read", "to, state, tries, answer",
        "MATCH (mail:Mail)-[:TO]->(person:Person) WHERE mail.id > '' RETURN person.id AS to, mail.state AS state, "
        "mail.tries AS tries, coalesce(mail.answer, '') AS answer ORDER BY person.id, mail.asked_at",
    )  # fmt: skip


def send(hr: PageClient, *people: str) -> str:
    hr.get(PAGE)
    return hr.follow(hr.post(PAGE, {"person": list(people), "send": "mail"})).text


def test_the_start_page_says_that_invitations_go_by_mail(post: Post) -> None:
    with post.app.test_request_context():
        (line,) = set_up_lines(("invited",))
        assert line.about == "A link for each person, by mail or to hand over."


def test_people_are_invited_by_mail_in_their_language(post: Post, hr: PageClient, ask: Ask) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    to_invite(post.graph, "E-2", "bo@example.com", "zh")
    to_invite(post.graph, "E-3")
    said = send(hr, "E-1", "E-2", "E-3", "nobody")
    assert "2 invitations are on their way by mail." in said
    assert "2 of the people chosen get no mail" in said
    assert said.count("The mail waits to be sent.") == 2
    post.look()
    post.look(timedelta(minutes=1))
    english, chinese = sorted(post.inbox.mails, key=lambda mail: str(mail["To"]))
    assert (english["To"], chinese["To"]) == ("ada@example.com", "bo@example.com")
    assert post.inbox.connections == 1
    assert english["Subject"] == "Your Plumbline account"
    assert english["From"] == FROM, "the organisation has no name yet"
    assert "Hello Person E-1," in text_of(english)
    assert "你好" in text_of(chinese)
    assert 'lang="zh-Hans"' in html_of(chinese)
    assert len({str(mail["Message-ID"]) for mail in post.inbox.mails}) == 2
    assert english["Message-ID"].endswith("@plumbline.example>")
    for mail in post.inbox.mails:
        html = html_of(mail)
        assert LINK.findall(text_of(mail)) == LINK.findall(html)[:1]
        assert not re.findall(r"<img|url\(|src=", html), "nothing is fetched to read it"
    assert hr.get(PAGE).text.count("Mail sent on 24 Nov 2026") == 2
    assert "invited until 8 Dec 2026 17:30. Mail sent on 24 Nov 2026" in hr.get("/people/E-1").text
    (link,) = LINK.findall(text_of(english))
    stored = ask("read", "found", "MATCH (node) RETURN properties(node) AS found")
    assert link.rpartition("/")[2] not in str(stored), "who reads the graph cannot open an account"
    employee = PageClient(post.app)
    employee.get(link)
    employee.post(link, {"password": PASSWORD, "again": PASSWORD}, status=302)
    assert verify(post.graph).clean


def test_without_a_mail_server_nothing_of_it_is_offered(post: Post, make_app: Callable[..., Flask]) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    admin = newcomer(post.graph, capacities=("hr_admin",))
    browser = PageClient(make_app()).sign_in(admin.login)
    assert "Send by mail" not in browser.get(PAGE).text
    answer = browser.post(PAGE, {"person": ["E-1"], "send": "mail"}, status=200)
    assert LINK.search(answer.text), "the links are shown instead"


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        ({"to_rcpt": "450 4.2.1 come back later"}, "450 4.2.1 come back later"),
        ({"to_data": "451 4.3.0 disk full"}, "451 4.3.0 disk full"),
        ({}, "refused"),
    ],
)
def test_what_passes_is_tried_again_with_growing_waits_then_given_up(
    post: Post, hr: PageClient, ask: Ask, refusal: dict[str, str], said: str
) -> None:
    vars(post.inbox).update(refusal)
    if not refusal:
        post.stop()
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    post.look()
    for tries, wait in enumerate(work.WAITS, 1):
        post.look(wait - timedelta(seconds=1))
        (mail,) = stands(ask)
        assert (mail["tries"], mail["state"]) == (tries, "waiting"), "not before its time"
        assert said in mail["answer"]
        post.look(timedelta(seconds=1))
    assert "It is tried again by itself." not in hr.get(PAGE).text
    post.look(timedelta(days=1))
    (mail,) = stands(ask)
    assert (mail["tries"], mail["state"]) == (len(work.WAITS) + 1, "failed")
    page = hr.get(PAGE).text
    assert said in page
    assert "Check the address and send it again, or hand over a link." in page
    if refusal:
        vars(post.inbox).update(dict.fromkeys(refusal, ""))
        send(hr, "E-1")
        post.look()
        assert [mail["state"] for mail in stands(ask)] == ["failed", "sent"]


def test_mails_come_from_the_organisation_in_each_ones_language(post: Post, hr: PageClient, ask: Ask) -> None:
    ask(
        "write", "", "CREATE (:Organisation {id: 'organisation', name_en: $en, name_zh: $zh, language: 'en', "
        "time_zone: 'Asia/Shanghai'})", en='Müller, Schmidt & "Söhne" (Ltd.)', zh="北京云图科技有限公司",
    )  # fmt: skip
    to_invite(post.graph, "E-1", "ada@example.com")
    to_invite(post.graph, "E-2", "bo@example.com", "zh")
    send(hr, "E-1", "E-2")
    post.look()
    senders = {mail["To"]: mail["From"].addresses[0] for mail in post.inbox.mails}
    assert [(one.display_name, one.addr_spec) for _to, one in sorted(senders.items())] == [
        ('Müller, Schmidt & "Söhne" (Ltd.)', "no-reply@plumbline.example"),
        ("北京云图科技有限公司", "no-reply@plumbline.example"),
    ]


def test_an_address_that_the_server_never_takes_has_failed_at_once(post: Post, hr: PageClient, ask: Ask) -> None:
    post.inbox.to_rcpt = "550 5.1.1 no such mailbox"
    to_invite(post.graph, "E-1", "ada@example.com")
    to_invite(post.graph, "E-2", "no address")
    send(hr, "E-1", "E-2")
    post.look()
    refused, none = stands(ask)
    assert (refused["state"], refused["answer"]) == ("failed", "550 5.1.1 no such mailbox")
    assert (none["state"], none["answer"]) == ("failed", "no_address")
    assert "no mail can be sent to this address" in hr.get(PAGE).text


@pytest.mark.parametrize("how", ["drops", "silent"])
def test_a_mail_whose_fate_nobody_knows_is_not_sent_again_by_itself(
    post: Post, hr: PageClient, ask: Ask, how: str
) -> None:
    setattr(post.inbox, how, True)
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    for _look in range(3):
        post.look(timedelta(hours=3))
    assert [mail["state"] for mail in stands(ask)] == ["unclear"]
    assert len(post.inbox.mails) == 1
    assert "Perhaps sent on" in hr.get(PAGE).text
    setattr(post.inbox, how, False)
    send(hr, "E-1")
    post.look()
    assert len(post.inbox.mails) == 2


def test_a_mail_whose_outcome_is_just_written_is_not_taken_for_let_fall(
    post: Post, hr: PageClient, ask: Ask, engine: Address
) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    (due,) = work.due(post.graph, post.context())
    assert work.take(post.graph, post.context(), "wk-slow", due.id)
    post.at += timedelta(seconds=work.STALE_SECONDS + 1)
    with (
        neo4j.GraphDatabase.driver(engine.uri, auth=(engine.user, engine.password)) as driver,
        driver.session(database=engine.database) as session,
        futures.ThreadPoolExecutor(1) as pool,
        session.begin_transaction() as slow,
    ):
        slow.run("MATCH (mail:Mail {id: $mail}) SET mail.state = 'sent'", mail=due.id).consume()
        let_fall = pool.submit(work.let_fall, post.graph, post.context(), WORKER, [])
        futures.wait([let_fall], 0.5)
        assert not let_fall.done()
        slow.commit()
        assert let_fall.result() == ()
    assert [mail["state"] for mail in stands(ask)] == ["sent"]


def test_a_worker_that_dies_with_a_mail_in_hand_leaves_it_perhaps_sent(post: Post, hr: PageClient, ask: Ask) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    (mail,) = work.due(post.graph, post.context())
    beat(post.graph, post.context(), "wk-dead")
    taken = work.take(post.graph, post.context(), "wk-dead", mail.id)
    assert taken
    assert work.take(post.graph, post.context(), WORKER, mail.id) is None, "each is taken once"
    post.look(timedelta(seconds=15))
    assert stands(ask)[0]["state"] == "sending", "it may still be at work"
    post.look(timedelta(seconds=15))
    post.look(timedelta(hours=3))
    assert stands(ask)[0]["state"] == "unclear"
    assert post.inbox.mails == []
    assert work.sent(post.graph, post.context(), "wk-dead", taken), "it was only slow, and knows"
    assert stands(ask)[0]["state"] == "sent"


def test_a_mail_that_nobody_wants_any_more_is_not_sent(post: Post, hr: PageClient, ask: Ask) -> None:
    for person in ("E-1", "E-2", "E-3"):
        to_invite(post.graph, person, f"{person}@example.com")
    send(hr, "E-1", "E-2", "E-3")
    links = hr.post(PAGE, {"person": ["E-1"]}, status=200)
    ask("write", "", "MATCH (person:Person {id: 'E-2'}) SET person.leaves_on = '2026-11-01'")
    ask("write", "", "MATCH (person:Person {id: 'E-3'}) SET person.password_hash = 'x'")
    post.look()
    assert post.inbox.mails == []
    assert [mail["answer"] for mail in stands(ask)] == ["replaced", "left", "has_password"]
    PageClient(post.app).get(LINK.findall(links.text)[0])


def test_an_invitation_ends_with_the_address_it_went_to(post: Post, hr: PageClient, ask: Ask) -> None:
    def readdress(person: str) -> None:
        sent = {"seq": hr.get(f"/people/{person}").value("seq"), "name": person, "login": person, "language": "en"}
        hr.post(f"/people/{person}/details", {**sent, "email": f"right.{person}@example.com"})

    to_invite(post.graph, "E-1", "wrong@example.com")
    to_invite(post.graph, "E-2")
    send(hr, "E-1")
    post.look()
    (mail,) = post.inbox.mails
    wrong, stranger = LINK.findall(text_of(mail))[0], PageClient(post.app)
    stranger.get(wrong)
    handed = LINK.findall(hr.post(PAGE, {"person": ["E-2"]}, status=200).text)[0]
    readdress("E-1")
    readdress("E-2")
    stranger.get(wrong, status=404)
    stranger.get(handed)  # it went to no address
    assert "the invitation has ended: invite them again." in hr.get("/people/E-1").text
    assert hr.get(PAGE).text.count("so the invitation has ended: invite them again.") == 1
    send(hr, "E-1")
    readdress("E-1")
    assert "invite them again" not in hr.get("/people/E-1").text, "it is the same address"
    assert "invite them again" not in hr.get(PAGE).text
    post.look()
    assert [str(mail["To"]) for mail in post.inbox.mails] == ["wrong@example.com", "right.E-1@example.com"]
    stranger.get(LINK.findall(text_of(post.inbox.mails[-1]))[0])
    bring(post.graph, post.context(), "E-1", "E-1", "file@example.com")
    stranger.get(LINK.findall(text_of(post.inbox.mails[-1]))[0], status=404)
    assert verify(post.graph).clean


def test_sending_twice_at_once_sends_one_link_that_opens(post: Post, hr: PageClient, ask: Ask) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    send(hr, "E-1")
    other = post.new_worker("wk-other")
    post.look()
    other.look()
    assert sorted(mail["state"] for mail in stands(ask)) == ["dropped", "sent"]
    PageClient(post.app).get(LINK.findall(text_of(post.inbox.mails[-1]))[0])


def test_many_go_over_few_connections(post: Post, hr: PageClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("webapp.mail.worker.A_CONNECTION", 3)
    people = [f"E-{number}" for number in range(5)]
    for person in people:
        to_invite(post.graph, person, f"{person}@example.com")
    send(hr, *people)
    post.look()
    assert (len(post.inbox.mails), post.inbox.connections) == (5, 2)


def test_the_worker_sends_beside_what_else_it_does(post: Post, hr: PageClient) -> None:
    to_invite(post.graph, "E-1", "ada@example.com")
    send(hr, "E-1")
    with mails_sent(post.settings, post.graph, WORKER):
        until(lambda: bool(post.inbox.mails), "the mail is sent")
    with mails_sent(post.settings.model_copy(update={"mail_server": ""}), post.graph, WORKER):
        pass
