"""Channels at work: what they let through, and what they make of answers (I1)."""

import socket
from uuid import uuid4

import pytest

from application.ports import Message
from domain.notice import Outcome
from interfaces.gateways.carriers import Guard, Mail, Messengers, Webhooks
from interfaces.gateways.carriers.guard import AddressNotAllowed
from interfaces.gateways.carriers.messenger import MessengerNotOffered
from interfaces.settings import BadSettings, Settings
from tests.interfaces.shell import MASTER_KEY
from tests.posting import mail_server, receiver

STRICT, OPEN = Guard(), Guard(allows_private=True)
ENV = {
    "DATABASE_URL": "postgresql://localhost/sverka",
    "SVERKA_MASTER_KEY": MASTER_KEY,
    "SVERKA_SIGN_IN": "demo",
}


def message(**differently: object) -> Message:
    said = Message(
        id=uuid4(),
        subject="Ответ получен",
        text="Первый абзац.\n\n.точка в начале строки",
        link="https://sverka.example/notices/1",
        revoke="",
        payload={"type": "notice.told", "data": {"id": "1"}},
        secrets=(b"secret of tests, 24 byte",),
    )
    return said._replace(**differently)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "fe80::1",
        "fc00::1",
        "::ffff:127.0.0.1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
    ],
)
def test_nothing_leads_to_a_machine_of_our_own_network(
    number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = socket.AF_INET6 if ":" in number else socket.AF_INET

    def found(*_: object, **__: object) -> list[object]:
        return [(family, socket.SOCK_STREAM, 6, "", (number, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", found)
    with pytest.raises(AddressNotAllowed):
        STRICT.leads_to("innocent.example", 443)
    host = f"[{number}]" if ":" in number else number
    with pytest.raises(AddressNotAllowed):
        STRICT.check(f"https://{host}/")
    assert OPEN.leads_to("innocent.example", 443) == number


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "http://example.org/",
        "https://",
        "https://a b.example/",
        "https://example.org:99999/",
        "https://example.org:no/",
        "https://user@example.org/",
        "https://example.org/\nX: y",
        "file:///etc/passwd",
        "gopher://example.org/",
    ],
)
def test_an_address_is_one_of_the_public_web(address: str) -> None:
    with pytest.raises(AddressNotAllowed):
        STRICT.check(address)


def test_a_public_address_is_kept_as_it_is() -> None:
    for address in ("https://example.org/hook?a=b", "https://1.1.1.1:8443/"):
        assert STRICT.check(address) == address


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Outcome.ACCEPTED),
        (204, Outcome.ACCEPTED),
        (302, Outcome.FAILED),
        (404, Outcome.FAILED),
        (410, Outcome.REFUSED),
        (500, Outcome.FAILED),
    ],
)
def test_a_webhook_is_accepted_by_any_two_hundred_and_gone_for_good_by_410(
    status: int, outcome: Outcome
) -> None:
    with receiver() as hook:
        hook.answers = [status]
        answer = Webhooks(OPEN).carry(message(), hook.url)

    assert answer.outcome is outcome
    assert answer.said.startswith(str(status))


def test_a_receiver_that_is_not_there_is_a_failure() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    answer = Webhooks(OPEN).carry(message(), f"http://127.0.0.1:{port}/")

    assert (answer.outcome, answer.said) == (Outcome.FAILED, "ConnectionRefusedError")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("", Outcome.ACCEPTED),
        ("451 4.7.1 Greylisted", Outcome.FAILED),
        ("550 5.1.1 No such mailbox", Outcome.REFUSED),
    ],
)
def test_a_mail_server_says_whether_to_try_again(said: str, outcome: Outcome) -> None:
    with mail_server() as server:
        server.answers = [said]
        answer = Mail(server.url, "notices@example.org").carry(
            message(revoke="https://sverka.example/consents/1"), "office@example.org"
        )
        letters = server.letters

    assert answer.outcome is outcome
    assert answer.said.startswith(said or "250")
    for letter in letters:
        assert letter["List-Unsubscribe"] == "<https://sverka.example/consents/1>"
        assert ".точка в начале строки" in letter.get_content().splitlines()


def test_no_mail_goes_unencrypted_unless_that_is_wanted() -> None:
    with mail_server() as server:
        answer = Mail(server.url.partition("?")[0], "notices@example.org").carry(
            message(), "office@example.org"
        )
        letters = server.letters

    assert (answer.outcome, letters) == (Outcome.FAILED, [])


def test_with_a_bot_of_ours_the_number_of_a_chat_is_enough(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from apprise.plugins.telegram import NotifyTelegram  # noqa: PLC0415

    bot = "123456789:ABCdefghijklmnopqrstuvwxyzABCDEFGHI"
    messengers = Messengers(["tgram"], STRICT, bot)
    with receiver() as telegram:
        monkeypatch.setattr(
            NotifyTelegram, "notify_url", telegram.url.replace("/hook?of=us", "/bot")
        )
        assert messengers.check("12315544") == "12315544"
        answer = messengers.carry(message(), "12315544")
        said = telegram.told()

    assert answer.outcome is Outcome.ACCEPTED
    assert str(said["chat_id"]) == "12315544"
    assert "Ответ получен" in said["text"]
    with pytest.raises(MessengerNotOffered):
        Messengers(["tgram"], STRICT).check("12315544")


@pytest.mark.parametrize(
    "wrong",
    [
        {"SVERKA_SMTP_URL": "mail.example.org"},
        {"SVERKA_SMTP_URL": "smtp://mail.example.org"},
        {"SVERKA_MESSENGERS": "tgram://token"},
        {"SVERKA_PRIVATE_ADDRESSES": "perhaps"},
    ],
)
def test_settings_of_channels_are_checked_at_start(wrong: dict[str, str]) -> None:
    with pytest.raises(BadSettings) as told:
        Settings.from_env(ENV | wrong)

    assert all(one.startswith("SVERKA_") for one in told.value.faults)


def test_without_a_mail_server_there_is_no_mail_and_without_messengers_none() -> None:
    settings = Settings.from_env(ENV | {"SVERKA_MESSENGERS": "none"})

    assert (settings.smtp_url, settings.messengers) == (None, ())
