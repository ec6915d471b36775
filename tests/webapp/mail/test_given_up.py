"""Mails that were given up: HR reads which, why and what helps, and has them tried again or settles them."""

from datetime import timedelta

from graph.mail.given_up import settle
from graph.mail.work import WAITS
from graph.verification.verify import verify
from tests.conftest import Ask
from tests.webapp.mail.conftest import Post, to_invite
from tests.webapp.page_client import PageClient
from tests.webapp.people import newcomer

LIST = "/people/mails"


def give_up(post: Post) -> None:
    """Lets the server refuse as often as a mail is tried, and then well again."""
    post.inbox.to_rcpt = "450 4.2.1 come back later"
    for wait in (timedelta(), *WAITS):
        post.look(wait)
        post.look()  # a server that refuses one for now is asked about the next one by the next look
    post.inbox.to_rcpt = ""


def test_hr_sees_and_settles_each_kind_of_mail_that_was_given_up(post: Post, hr: PageClient, ask: Ask) -> None:
    admin = newcomer(post.graph, capacities=("hr_admin",))
    other, someone = post.browser(admin), newcomer(post.graph)
    to_invite(post.graph, "E-1", "ada@example.com")
    assert "could not be delivered" not in hr.get("/").text
    assert "No mail waits for you" in hr.get(LIST).text
    page = hr.get(f"/people/{someone.id}")
    sent = {"seq": page.value("seq"), "name": "Ada Lin", "login": someone.login, "language": "en"}
    hr.post(f"/people/{someone.id}/details", {**sent, "email": "taken@over.example"})
    hr.get("/people/invitations")
    hr.post("/people/invitations", {"person": "E-1", "send": "mail"})
    give_up(post)
    start = hr.get("/")
    assert "2 mails could not be delivered" in start.text
    assert LIST in start.links.values()
    listed = hr.get(LIST)
    for said in (
        "That the email address was changed, to the former one", someone.email, "450 4.2.1 come back later",
        "Tell them by another way", "Check the address and send it again, or hand over a link.", "24 Nov 2026 20:06",
        "It tells of something you did: another HR admin takes this off the list.",
    ):  # fmt: skip
        assert said in listed.text, said
    assert "That the email address was changed" in hr.get(f"/people/{someone.id}").text
    assert "Mails not delivered" not in hr.get(f"/people/{admin.id}").text
    (notice,) = ask("read", "id", "MATCH (m:Mail {kind: 'address'}) RETURN m.id AS id")
    kept = hr.follow(hr.post(f"{LIST}/settled", {"mail": notice["id"]}))
    assert "0 mails are off the list." in kept.text, "whoever takes an account over cannot hide it"
    hr.get(LIST)
    assert "1 mail is off the list." in hr.follow(hr.post(f"{LIST}/settled", {})).text, "the invitation"
    other.get(f"/people/{someone.id}")
    again = other.follow(other.post(f"{LIST}/again", {"mail": notice["id"], "person": someone.id}))
    assert again.heading == "Ada Lin"
    assert "1 mail waits to be sent again." in again.text
    post.look()
    assert [mail["To"] for mail in post.inbox.mails] == [someone.email]
    assert "could not be delivered" not in other.get("/").text
    assert verify(post.graph).clean


def test_whoever_did_what_a_mail_tells_of_leaves_it_to_another(post: Post, ask: Ask) -> None:
    for kind in ("address", "deputy"):
        ask("write", "", "CREATE (:Mail {id: $kind, kind: $kind, state: 'failed', asker: 'hr'})", kind=kind)
        assert (settle(post.graph, post.context("hr"), kind), settle(post.graph, post.context("other"), kind)) == (0, 1)


def test_a_mail_that_comes_later_leaves_nothing_to_see_to(post: Post, hr: PageClient) -> None:
    someone = newcomer(post.graph)
    to_invite(post.graph, "E-1", "ada@example.com")
    hr.get("/people/invitations")
    hr.post("/people/invitations", {"person": "E-1", "send": "mail"})
    stranger = PageClient(post.app)
    stranger.get("/forgot-password")
    stranger.post("/forgot-password", {"who": someone.login}, status=200)
    give_up(post)
    listed = hr.get(LIST).text
    assert "2 mails were given up." in listed, "an invitation, and a link that was worth sending for an hour"
    assert "They ask for a new link on the sign-in page." in listed
    assert listed.count("Try again") == 1
    assert "too old to be sent again" not in hr.follow(hr.post(f"{LIST}/again", {})).text
    post.look()
    assert "1 mail was given up." in hr.get(LIST).text
    assert "too old to be sent again" in hr.follow(hr.post(f"{LIST}/again", {})).text
    stranger.post("/forgot-password", {"who": someone.login}, status=200)
    post.look()
    assert "0 mails were given up." in hr.get(LIST).text
    post.inbox.to_rcpt = "550 no such mailbox"
    hr.get("/people/invitations")
    hr.post("/people/invitations", {"person": "E-1", "send": "mail"})
    post.look()
    assert "1 mail was given up." in hr.get(LIST).text
    hr.get("/people/invitations")
    hr.post("/people/invitations", {"person": "E-1"}, status=200)
    assert "0 mails were given up." in hr.get(LIST).text, "a link was made by hand"
