"""E-mail by SMTP (I1)."""

import re
import smtplib
import ssl
from contextlib import suppress
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Final
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from application.ports import Message
from domain.errors import Invalid
from domain.notice import Answer, Outcome

PATIENCE: Final = 30.0
"""Seconds for a connection, and for each answer of the mail server."""
PERMANENT: Final = 500
ADDRESS: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]"
    r"[A-Za-z0-9-]{0,61}[A-Za-z0-9]"
)


class EmailNotValid(Invalid):
    code = "email-not-valid"
    title = "Give an e-mail address like office@example.org"
    about = "address"


class Mail:
    """Implements `application.ports.Carrier`.

    Args:
        url: smtp://user:password@host:587 (STARTTLS), smtps://…:465, or
            smtp://host:25?tls=none for a server beside this one.
        sender: the address in From, may have a name: "Сверка <notices@example.org>".
    """

    def __init__(self, url: str, sender: str) -> None:
        self._server = urlsplit(url)
        name, address = parseaddr(sender)
        self._sender = Address(name, addr_spec=address)

    def check(self, address: str) -> str:
        """The address as it is kept; see the port."""
        if len(address) > 254 or not ADDRESS.fullmatch(address):
            raise EmailNotValid
        local, _, domain = address.rpartition("@")
        return f"{local}@{domain.lower()}"

    def carry(self, message: Message, address: str) -> Answer:
        """Send; see the port. The id of the mail is the same at every attempt."""
        letter = self._letter(message, address)
        try:
            server = _connect(self._server)
            try:
                return _answer(*self._hand_over(server, letter, address))
            finally:
                # What was taken is taken, however it says good-bye.
                with suppress(OSError, smtplib.SMTPException):
                    server.quit()
        except smtplib.SMTPResponseException as fault:
            return _answer(fault.smtp_code, fault.smtp_error)
        except (OSError, smtplib.SMTPException) as fault:
            return Answer(outcome=Outcome.FAILED, said=type(fault).__name__)

    def _hand_over(
        self, server: smtplib.SMTP, letter: EmailMessage, address: str
    ) -> tuple[int, bytes]:
        """The answer to each step of SMTP; `sendmail` would not tell the last one."""
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(self._sender.addr_spec)
        if code == 250:
            code, said = server.rcpt(address)
        if code in (250, 251):
            return server.data(
                letter.as_bytes(policy=letter.policy.clone(linesep="\r\n"))
            )
        server.rset()
        return code, said

    def _letter(self, message: Message, address: str) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = self._sender
        letter["To"] = address
        letter["Subject"] = " ".join(message.subject.split())
        letter["Message-ID"] = f"<{message.id}@{self._sender.domain}>"
        letter["Auto-Submitted"] = "auto-generated"
        if message.revoke:
            letter["List-Unsubscribe"] = f"<{message.revoke}>"
        parts = [message.text, message.link]
        letter.set_content("\n\n".join(part for part in parts if part))
        return letter


def _connect(server: SplitResult) -> smtplib.SMTP:
    host, context = server.hostname or "", ssl.create_default_context()
    if server.scheme == "smtps":
        found: smtplib.SMTP = smtplib.SMTP_SSL(
            host, server.port or 465, timeout=PATIENCE, context=context
        )
    else:
        found = smtplib.SMTP(host, server.port or 587, timeout=PATIENCE)
    try:
        is_plain = parse_qs(server.query).get("tls") == ["none"]
        if server.scheme == "smtp" and not is_plain:
            found.starttls(context=context)
        if server.username:
            found.login(unquote(server.username), unquote(server.password or ""))
    except BaseException:
        found.close()
        raise
    return found


def _answer(code: int, said: bytes | str) -> Answer:
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return Answer(outcome=_outcome(code), said=f"{code} {words}".strip())


def _outcome(code: int) -> Outcome:
    if 200 <= code < 300:
        return Outcome.ACCEPTED
    return Outcome.REFUSED if code >= PERMANENT else Outcome.FAILED
