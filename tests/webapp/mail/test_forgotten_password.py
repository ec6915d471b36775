"""A forgotten password: a link by mail, once and for an hour; whoever asks learns nothing of who is there."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from graph.people import service as people
from graph.people.changing import Details, change_details
from graph.people.models import NewAccount, Placement
from graph.people.repository import stream_heads
from graph.verification.verify import verify
from tests.conftest import Ask
from tests.webapp.conftest import NOW
from tests.webapp.mail.conftest import Post, bring, bring_file, html_of, text_of, to_invite
from tests.webapp.page_client import PASSWORD, PageClient
from tests.webapp.people import newcomer
from webapp.masking import masked

LINK = re.compile(r"http://127\.0\.0\.1:8000(/password/[\w-]+)")
NEW = {"password": "four quiet green boats", "again": "four quiet green boats"}


@pytest.fixture
def someone(post: Post) -> NewAccount:
    return newcomer(post.graph)


def ask_for(post: Post, typed: str) -> str:
    stranger = PageClient(post.app)
    stranger.get("/forgot-password")
    return stranger.post("/forgot-password", {"who": typed}, status=200).text


def link_to(post: Post, typed: str) -> str:
    ask_for(post, typed)
    post.look()
    return str(LINK.findall(text_of(post.inbox.mails[-1]))[0])


def test_who_forgot_it_chooses_a_new_one_by_mail(post: Post, someone: NewAccount) -> None:
    elsewhere = PageClient(post.app).sign_in(someone.login)
    stranger = PageClient(post.app)
    start = stranger.get("/sign-in")
    assert start.links["Forgot your password?"] == "/forgot-password"
    stranger.get("/forgot-password")
    assert "Enter your sign-in name" in stranger.post("/forgot-password", {"who": " "}, status=422).text
    link = link_to(post, f"  {someone.email.upper()} ")
    (mail,) = post.inbox.mails
    assert mail["To"] == someone.email
    assert LINK.findall(html_of(mail))[0] == link
    assert "/password/" in masked(link)
    assert link.rpartition("/")[2] not in masked(link)
    assert someone.login in stranger.get(link).text
    weak = stranger.post(link, {"password": "short", "again": "other"}, status=422)
    assert "The two passwords differ." in weak.text
    assert "at least 12" in stranger.post(link, {"password": "short", "again": "short"}, status=422).text
    again = stranger.follow(stranger.post(link, NEW))
    assert "Your password is changed, and you are signed out everywhere." in again.text
    elsewhere.get("/account", status=302)
    ended = stranger.get(link, status=404)
    assert "This link has ended" in ended.text
    assert ended.links["Ask for a new link"] == "/forgot-password"
    assert ended.links["Sign in"] == "/sign-in"
    stranger.post(link, NEW, status=404)
    PageClient(post.app).sign_in(someone.login, NEW["password"]).get("/account")
    assert verify(post.graph).clean


def test_the_answer_says_nothing_of_who_is_there(post: Post, someone: NewAccount, ask: Ask) -> None:
    def answer(typed: str) -> tuple[str, int]:
        post.graph.reset_round_trips()
        return ask_for(post, typed).replace(typed, "…"), post.graph.round_trips

    to_invite(post.graph, "E-1", "ada@example.com")
    left = newcomer(post.graph)
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-11-01'", id=left.id)
    answers = [answer(typed) for typed in (someone.login, "nobody.here", "ada@example.com", left.login)]
    assert len(set(answers)) == 1
    kept = ask("read", "labels, keys", "MATCH (r:PasswordRequest) RETURN labels(r) AS labels, keys(r) AS keys")
    assert len(kept) == 4
    assert len({tuple(sorted(row["keys"])) for row in kept}) == 1, "what is written is the same"
    post.look()
    assert [str(mail["To"]) for mail in post.inbox.mails] == [someone.email]
    assert ask("read", "id", "MATCH (r:PasswordRequest) WHERE r.id > '' RETURN r.id AS id") == []


def test_an_address_is_found_however_it_was_typed(post: Post, someone: NewAccount) -> None:
    name, _, domain = someone.email.partition("@")
    for typed in (f" {name.upper()}@{domain}", f"{name}\N{FULLWIDTH COMMERCIAL AT}{domain}"):
        post.inbox.mails.clear()
        link_to(post, typed)
        assert [mail["To"] for mail in post.inbox.mails] == [someone.email], typed


@pytest.mark.parametrize("ends", ["hour", "password", "left", "address", "file", "newer"])
def test_a_link_ends(post: Post, someone: NewAccount, ask: Ask, ends: str) -> None:
    link = link_to(post, someone.login)
    stranger = PageClient(post.app)
    stranger.get(link)
    if ends == "hour":
        post.at += timedelta(hours=1, seconds=1)
    elif ends == "password":
        people.set_password(post.graph, post.context(), someone.login, "another brown teapot")
    elif ends == "left":
        ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-11-01'", id=someone.id)
    elif ends == "address":
        details = Details(someone.name.en, someone.name.zh, f"new.{someone.email}", someone.login, "en")
        seq = stream_heads(post.graph, [someone.id])[someone.id][0]
        change_details(post.graph, post.context(), someone.id, seq, details)
    elif ends == "file":
        bring(post.graph, post.context(), someone.id, someone.name.en, f"new.{someone.email}")
    else:
        newer = link_to(post, someone.login)
        stranger.get(newer)
    stranger.post(link, NEW, status=404)
    if ends != "password" and ends != "left":
        PageClient(post.app).sign_in(someone.login, PASSWORD).get("/account")


def make_hr_admin(post: Post, person: str) -> None:
    to_invite(post.graph, person)
    given = Placement(person, NOW.date(), capacities=("hr_admin",))
    people.place(post.graph, post.context(), [given], relied_on="test")


def test_a_changed_address_is_told_at_the_old_one_and_holds_links_back(
    post: Post, someone: NewAccount, hr: PageClient
) -> None:
    make_hr_admin(post, "hr-2")
    ask_for(post, someone.login)  # asked before, looked up after
    page = hr.get(f"/people/{someone.id}")
    sent = {"seq": page.value("seq"), "name": "Ada Lin", "login": someone.login, "language": "en"}
    hr.post(f"/people/{someone.id}/details", {**sent, "email": "taken@over.example"})
    ask_for(post, "taken@over.example")
    post.look()
    (told,) = post.inbox.mails
    assert (told["To"], told["Subject"]) == (someone.email, "Your email address in Plumbline was changed")
    said = text_of(told)
    assert f"Lin Qiao changed the email address of your account {someone.login} on 24 Nov 2026 17:30" in said
    assert "tell another HR admin today: Person hr-2." in said
    assert "No link for a new one is mailed until 27 Nov 2026 17:30" in said
    assert "taken@over.example" not in said + html_of(told), "perhaps the old one was somebody else's"
    assert told["List-Unsubscribe"] is None
    held_back = "no link for a new password is mailed until 27 Nov 2026 17:30"
    assert held_back in hr.get(f"/people/{someone.id}").text
    start = PageClient(post.app).sign_in(someone.login).get("/").text
    assert "Lin Qiao changed your email address to taken@over.example." in start
    assert "from 27 Nov 2026 17:30 on, a link for a new password can be mailed there" in start
    post.inbox.mails.clear()
    people.set_preferences(post.graph, post.context(someone.id), language="zh", due_mail=False)
    bring(post.graph, post.context("command line"), someone.id, someone.name.en, "again@over.example")
    post.at += timedelta(hours=72, seconds=-1)
    ask_for(post, someone.login)
    post.look()
    (again,) = post.inbox.mails
    assert (again["To"], again["Subject"]) == ("taken@over.example", "你在 Plumbline 中的邮箱已更改")
    assert "命令行在2026年11月24日 17:30 UTC+8更改了你的账号" in text_of(again)
    assert 'lang="zh-Hans"' in html_of(again)
    post.at += timedelta(seconds=1)
    assert held_back not in hr.get(f"/people/{someone.id}").text
    link_to(post, someone.login)
    assert post.inbox.mails[-1]["To"] == "again@over.example"
    assert verify(post.graph).clean


@pytest.mark.parametrize("how", ["page", "csv", "command", "mail"])
def test_an_address_older_than_the_password_holds_links_back_unless_the_invitation_came_there(
    post: Post, hr: PageClient, how: str
) -> None:
    new = to_invite(post.graph, "E-1", "over@there.example")
    hr.get("/people/invitations")
    if how == "command":
        people.set_password(post.graph, post.context(), new.login, PASSWORD)
    else:
        chosen = {"mail": {"send": "mail"}, "csv": {"file": "csv"}}.get(how, {})
        answer = hr.post("/people/invitations", {"person": new.id, **chosen}, status=302 if how == "mail" else 200)
        post.look()
        said = text_of(post.inbox.mails.pop()) if how == "mail" else answer.response.text
        invited = PageClient(post.app)
        (link,) = set(re.findall(r"/invitation/[\w-]+", said))
        invited.get(link)
        invited.post(link, {"password": PASSWORD, "again": PASSWORD})
    signed_in = PageClient(post.app).sign_in(new.login)
    told = "The email address of your account is over@there.example. If it is not yours, tell an HR admin today"
    held_back = "no link for a new password is mailed until 27 Nov 2026 17:30, as their invitation did not come by mail"
    held = how != "mail"
    assert [told in signed_in.get(page).text for page in ("/", "/account")] == [held, held]
    assert (held_back in hr.get(f"/people/{new.id}").text) is held
    ask_for(post, new.email)
    post.look()
    assert len(post.inbox.mails) == (0 if held else 1)
    post.at += timedelta(hours=72)
    signed_in = PageClient(post.app).sign_in(new.login)
    assert [told in signed_in.get(page).text for page in ("/", "/account")] == [False, False]
    link_to(post, new.email)
    assert post.inbox.mails[-1]["To"] == new.email
    assert verify(post.graph).clean


def test_who_changes_an_address_changes_neither_language_nor_names_of_what_is_told(
    post: Post, someone: NewAccount, hr: PageClient
) -> None:
    page = hr.get(f"/people/{someone.id}")
    sent = {"seq": page.value("seq"), "name": "This is a test. Read on", "name_zh": "", "login": "ignore this"}
    hr.post(f"/people/{someone.id}/details", {**sent, "language": "zh", "email": "taken@over.example"})
    post.look()
    data = f"id,name,email,language\n{someone.id},Nobody,again@over.example,en\n"
    bring_file(post.graph, post.context(), data)
    post.look()
    told, again = post.inbox.mails
    assert (told["To"], told["Subject"]) == (someone.email, "Your email address in Plumbline was changed")
    assert f"Hello {someone.name.en},\n" in text_of(told)
    assert f"your account {someone.login} on" in text_of(told)
    assert (again["To"], again["Subject"]) == ("taken@over.example", "你在 Plumbline 中的邮箱已更改")
    assert "ignore this" in text_of(again)
    assert "Nobody" not in text_of(again)


def test_another_case_is_no_other_address(post: Post, someone: NewAccount, hr: PageClient) -> None:
    invited = to_invite(post.graph, "E-1", "ada@example.com")
    hr.get("/people/invitations")
    hr.post("/people/invitations", {"person": invited.id, "send": "mail"})
    page = hr.get(f"/people/{someone.id}")
    sent = {"seq": page.value("seq"), "name": "Ada Lin", "login": someone.login, "language": "en"}
    hr.post(f"/people/{someone.id}/details", {**sent, "email": someone.email.upper()})
    bring(post.graph, post.context(), someone.id, "Ada Lin", someone.email.title())
    bring(post.graph, post.context(), invited.id, "Ada", "Ada@Example.com")
    ask_for(post, someone.login)
    post.look()
    assert {str(mail["To"]) for mail in post.inbox.mails} == {someone.email.title(), "Ada@Example.com"}
    assert len(post.inbox.mails) == 2
    assert "invite them again" not in hr.get(f"/people/{invited.id}").text


def test_who_left_and_may_still_read_gets_one_too(post: Post, someone: NewAccount, ask: Ask) -> None:
    post.settings = post.settings.model_copy(update={"leavers_read_results": True})
    post.__post_init__()
    ask("write", "", "MATCH (p:Person {id: $id}) SET p.leaves_on = '2026-11-01'", id=someone.id)
    link, stranger = link_to(post, someone.login), PageClient(post.app)
    stranger.get(link)
    stranger.post(link, NEW)
    signed_in = PageClient(post.app).sign_in(someone.login, NEW["password"])
    assert signed_in.get("/reviews").heading == "Your reviews"


def test_a_request_stays_where_the_record_moved_on_in_the_same_moment(
    post: Post, someone: NewAccount, ask: Ask
) -> None:
    ask_for(post, someone.login)
    ask_for(post, someone.email)  # both are read, then the first one moves the record on
    post.look()
    assert ask("read", "id", "MATCH (r:PasswordRequest) WHERE r.id > '' RETURN r.id AS id") == []
    older, newer = (LINK.findall(text_of(mail))[0] for mail in post.inbox.mails)
    PageClient(post.app).get(older, status=404)
    PageClient(post.app).get(newer)


def test_nobody_is_flooded_and_asking_is_limited(post: Post, someone: NewAccount) -> None:
    for _time in range(5):
        ask_for(post, someone.login)
        post.look()
    assert len(post.inbox.mails) == 3, "within an hour"
    post.at += timedelta(hours=1, minutes=1)
    link_to(post, someone.login)
    assert len(post.inbox.mails) == 4
    stranger = PageClient(post.app)
    stranger.get("/forgot-password")
    for _time in range(4):
        stranger.post("/forgot-password", {"who": someone.login}, status=200)
    assert stranger.post("/forgot-password", {"who": someone.login}, status=429).heading == "Too many attempts"


def test_a_link_that_waited_too_long_is_not_sent(post: Post, someone: NewAccount, ask: Ask) -> None:
    ask_for(post, someone.login)
    post.look(timedelta(hours=2))
    post.inbox.to_rcpt = "450 later"
    ask_for(post, someone.login)
    for _look in range(4):
        post.look(timedelta(minutes=31))
    assert post.inbox.mails == []
    (mail,) = ask("read", "state, answer", "MATCH (m:Mail) WHERE m.id > '' RETURN m.state AS state, m.answer AS answer")
    assert mail == {"state": "failed", "answer": "450 later"}, "HR sees to it"


def test_without_mail_it_is_the_administrator_who_helps(
    make_app: Callable[..., Flask], post: Post, someone: NewAccount, hr: PageClient
) -> None:
    assert "they ask for a link on the sign-in page" in hr.get(f"/people/{someone.id}").text
    admin = newcomer(post.graph, capacities=("hr_admin",))
    page = PageClient(make_app()).sign_in(admin.login).get(f"/people/{someone.id}")
    assert f"whoever runs the server sets a new one with “plumbline account set-password {someone.login}”" in page.text
    stranger = PageClient(make_app())
    assert "Ask the server administrator" in stranger.get("/sign-in").text
    stranger.get("/forgot-password", status=404)
