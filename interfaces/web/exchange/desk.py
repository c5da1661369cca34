"""Where a message is written, checked and sent: in a correspondence, or a new one."""

from typing import Any
from uuid import UUID

from fastapi import Request, UploadFile
from fastapi.responses import Response
from pydantic import ValidationError

from application.exchange import Attach, BeginThread, SendMessage
from application.log import Key, Unavailable
from domain.errors import Invalid, NotFound, RuleBroken
from domain.exchange import Kind, MessageEmpty, Part, Party
from domain.kernel import Actor, Role, Value
from interfaces.deps import own
from interfaces.exchange import thread_for
from interfaces.locale import N_
from interfaces.service import Service
from interfaces.web.exchange.words import KINDS, KINDS_EXPLAINED, Names, words_of
from interfaces.web.pages import page, say
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.exchange import EnclosureCard, ThreadCard

FIELDS = ("body", "inn", "title", "kind", "answers", "text", "file")


class Written(Value):
    """What was filled into the form so far.

    Attributes:
        act: "attach", "check", "send", "change", or "remove <id of a file>".
        files: ids of files that were attached.
    """

    act: str = ""
    body: str = ""
    inn: str = ""
    about: str = ""
    title: str = ""
    kind: str = ""
    answers: str = ""
    text: str = ""
    files: tuple[str, ...] = ()


class Desk:
    """One message being written, by one reader.

    Args:
        request: tells the language.
        service: what commands and views there are.
        by: who writes.
        thread_id: in which correspondence; None: to begin one.
    """

    def __init__(
        self, request: Request, service: Service, by: Actor, thread_id: UUID | None
    ) -> None:
        self._request = request
        self._service = service
        self._by = by
        self._say = say(request)
        self._card: ThreadCard | None = None
        if thread_id is None:
            self._side = own(by)
            self._is_client = by.role is Role.CLIENT
        else:
            self._card, party = thread_for(service, by, thread_id)
            self._side = party.side
            self._is_client = _part(self._card, party.side) is Part.CLIENT

    def act(
        self, written: Written, file: UploadFile | None, key: Key | None
    ) -> Response:
        """Do what the button says; a file that was chosen is attached first."""
        try:
            if written.act == "send":
                return self._send(written, key)
            if written.act.startswith("remove "):
                return self.form(self._without(written, key))
            written = self._with(written, file, key)
            if written.act == "check":
                return self._check(written)
        except (ValidationError, Invalid, RuleBroken, Unavailable) as fault:
            return self.form(written, fault)
        return self.form(written)

    def form(self, written: Written, fault: Fault | None = None) -> Response:
        """The form, with what was filled in."""
        return page(
            self._request,
            "exchange/write.html",
            {
                "card": self._card,
                "given": written,
                "files": self._files(written),
                "bodies": self._bodies(),
                "is_client": self._is_client,
                "kind_options": self._kinds(),
                "answerable": self._answerable(),
                "errors": errors_in(self._request, fault, FIELDS),
                **words_of(self._request),
            },
            status=status_for(fault),
        )

    def _check(self, written: Written) -> Response:
        if not written.text.strip() and not written.files:
            raise MessageEmpty
        if self._card is None:
            command = _begin(written)
            parties = self._service.correspondence.parties_for(command, by=self._by)
        else:
            _message(written)
            parties = self._card.parties
        return page(
            self._request,
            "exchange/check.html",
            {
                "card": self._card,
                "given": written,
                "files": self._files(written),
                "to": [one for one in parties if self._gets_it(one)],
                "names": Names(self._request, self._service, parties),
                **words_of(self._request),
            },
        )

    def _send(self, written: Written, key: Key | None) -> Response:
        commands, by = self._service.correspondence, self._by
        if self._card is None:
            receipt = commands.begin(_begin(written), by=by, key=key)
            message = receipt.changed[1].id
        else:
            receipt = commands.send(self._card.id, _message(written), by=by, key=key)
            message = receipt.id
        self._service.caught_up(receipt.position)
        return see_other(f"/exchange/messages/{message}/sent")

    def _with(
        self, written: Written, file: UploadFile | None, key: Key | None
    ) -> Written:
        if file is None or not file.filename:
            return written
        receipt = self._service.enclosures.attach(
            self._place(written), file.filename, file.file, by=self._by, key=key
        )
        self._service.caught_up(receipt.position)
        files = dict.fromkeys((*written.files, str(receipt.id)))
        return written.model_copy(update={"files": tuple(files)})

    def _without(self, written: Written, key: Key | None) -> Written:
        gone = written.act.removeprefix("remove ")
        for id in _ids((gone,)):
            try:
                receipt = self._service.enclosures.detach(id, by=self._by, key=key)
                self._service.caught_up(receipt.position)
            except NotFound:  # gone already
                continue
        left = tuple(one for one in written.files if one != gone)
        return written.model_copy(update={"files": left})

    def _files(self, written: Written) -> list[EnclosureCard]:
        """What was attached and not sent; nothing while nobody to write to is named."""
        ids = _ids(written.files)
        try:
            client_id, owner = self._service.enclosures.place(
                self._place(written), by=self._by
            )
        except Invalid:
            return []
        return self._service.exchange_view.unsent(ids, client_id, owner)

    def _place(self, written: Written) -> Attach:
        thread = self._card.id if self._card else None
        return Attach(thread=thread, inn=written.inn[:20] or None)

    def _gets_it(self, party: Party) -> bool:
        return party.acts_for is None and party.id != self._side

    def _bodies(self) -> list[tuple[str, str]]:
        if self._card or not self._is_client:
            return []
        return [(str(id), name) for id, name in self._service.exchange_view.bodies()]

    def _kinds(self) -> list[tuple[str, str, str]]:
        left_out = {Kind.DECISION} if self._is_client else set()
        if self._card is None:
            left_out |= {Kind.ANSWER}
        return [
            (kind.value, self._say(KINDS[kind]), self._say(KINDS_EXPLAINED[kind]))
            for kind in Kind
            if kind not in left_out
        ]

    def _answerable(self) -> list[tuple[str, str]]:
        """The newest messages that the reader's side got and opened."""
        if self._card is None:
            return []
        found = self._service.exchange_view.messages(self._card.id, self._side)
        return [
            (
                str(one.id),
                self._say(
                    N_("No. %(number)s: %(kind)s"),
                    number=one.number,
                    kind=self._say(KINDS[one.kind]),
                ),
            )
            for one in reversed(found.messages)
            if one.sender != self._side and not one.is_closed
        ]


def _begin(written: Written) -> BeginThread:
    return BeginThread.model_validate(
        _said(written)
        | {
            "title": written.title,
            "body": written.body or None,
            "inn": written.inn or None,
            "about": written.about,
        }
    )


def _message(written: Written) -> SendMessage:
    return SendMessage.model_validate(_said(written))


def _said(written: Written) -> dict[str, Any]:
    answers = written.answers if written.kind == Kind.ANSWER else ""
    return {
        "kind": written.kind,
        "text": written.text,
        "files": _ids(written.files),
        "answers": answers or None,
    }


def _part(card: ThreadCard, side: UUID) -> Part:
    return next(one.part for one in card.parties if one.id == side)


def _ids(texts: tuple[str, ...]) -> tuple[UUID, ...]:
    """The ids among texts that a form brought."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return tuple(found)
