"""The seal of the day: once, into a folder and by mail, and none while the record has faults."""

from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from graph.review.enums import State
from graph.verification.seals import check_seal, read_seal
from tests.company import HR, Company
from tests.conftest import Ask
from tests.soak.environment import free_port
from webapp.audit.daily_seal import seal_today
from webapp.mail.server import MailFailed, send
from webapp.settings import Settings, SettingsError, load


class Inbox:
    """Takes every mail."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(  # noqa: N802 # the server calls it by this name
        self, server: Any, session: Any, envelope: Any
    ) -> str:
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def inbox() -> Iterator[tuple[Inbox, str]]:
    """A mail server on this machine, and its address."""
    taken = Inbox()
    server = Controller(taken, hostname="127.0.0.1", port=free_port())
    server.start()
    yield taken, f"smtp://127.0.0.1:{server.port}"
    server.stop()


@pytest.fixture
def mailed(settings: Settings, inbox: tuple[Inbox, str], tmp_path: Path) -> Settings:
    return settings.model_copy(
        update={
            "seal_folder": tmp_path / "seals",
            "seal_mail": "auditor@plumbline.example",
            "mail_server": inbox[1],
            "mail_from": "no-reply@plumbline.example",
        }
    )


def test_a_seal_is_written_and_sent_once_a_day(company: Company, mailed: Settings, inbox: tuple[Inbox, str]) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    context = company.context(HR)
    file = seal_today(mailed, company.graph, context)
    assert file is not None
    assert file.name == f"{context.today}.json"
    now = read_seal(file.read_text())
    assert list(check_seal(company.graph, now)) == []
    assert seal_today(mailed, company.graph, context) is None
    (mail,) = inbox[0].mails
    assert mail["To"] == "auditor@plumbline.example"
    text, (attached,) = mail.get_body(), mail.iter_attachments()
    assert text is not None
    assert now.root in text.get_content()
    assert attached.get_filename() == file.name
    assert read_seal(attached.get_content().decode()) == now


def test_a_past_that_was_changed_gets_no_seal_and_is_told(
    company: Company, mailed: Settings, inbox: tuple[Inbox, str], ask: Ask
) -> None:
    company.bring("rv-1", State.SIGNED_OFF)
    first = seal_today(mailed, company.graph, company.context(HR))
    assert first is not None
    ask("write", "", "MATCH (s:SignOff) SET s.sentences = 'Other words.'")
    tomorrow = company.context(HR, after=timedelta(days=1))
    assert seal_today(mailed, company.graph, tomorrow) is None
    assert seal_today(mailed, company.graph, tomorrow) is None
    assert sorted(each.name for each in mailed.seals.iterdir()) == [first.name, f"{tomorrow.today}.not-sealed"]
    assert "sentences" in (mailed.seals / f"{tomorrow.today}.not-sealed").read_text()
    _seal, told = inbox[0].mails
    assert told["Subject"].startswith("Plumbline: the record has ")


def test_a_seal_that_cannot_be_read_is_passed_over(
    company: Company, mailed: Settings, inbox: tuple[Inbox, str], caplog: pytest.LogCaptureFixture
) -> None:
    mailed.seals.mkdir()
    (mailed.seals / "2020-01-01.json").write_text("")
    assert seal_today(mailed, company.graph, company.context(HR)) is not None
    assert any("2020-01-01.json is no seal" in message for message in caplog.messages)
    assert not any(each.name.startswith(".") for each in mailed.seals.iterdir())


def test_a_mail_server_that_is_away_costs_no_seal(
    company: Company, mailed: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = mailed.model_copy(update={"mail_server": f"smtp://127.0.0.1:{free_port()}"})
    assert seal_today(nowhere, company.graph, company.context(HR)) is not None
    assert any("was not sent" in message for message in caplog.messages)


def test_a_password_is_never_sent_without_tls(mailed: Settings, inbox: tuple[Inbox, str]) -> None:
    signed_in = mailed.model_copy(update={"mail_server": inbox[1].replace("//", "//user:secret@")})
    with pytest.raises(MailFailed, match="no TLS"):
        send(signed_in, "auditor@plumbline.example", "Subject", "Text")
    assert inbox[0].mails == []


def test_settings_of_mail_need_each_other(tmp_path: Path) -> None:
    environ = {"PLUMBLINE_DATA": str(tmp_path), "PLUMBLINE_SEAL_MAIL": "auditor@plumbline.example"}
    with pytest.raises(SettingsError, match="PLUMBLINE_MAIL_SERVER"):
        load(environ)
    with pytest.raises(SettingsError, match="PLUMBLINE_MAIL_FROM"):
        load(environ | {"PLUMBLINE_MAIL_SERVER": "smtps://mail.example"})
