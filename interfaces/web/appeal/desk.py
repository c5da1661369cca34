"""The desk at which a draft of an appeal is written: what its pages share (I9)."""

from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from functools import cached_property
from typing import Any
from uuid import UUID

from fastapi import Request, UploadFile
from fastapi.responses import Response
from fastapi.routing import APIRoute

from application.appeal import SubjectCard
from application.log import Key, Receipt
from domain.appeal import (
    AppealPower,
    AppealStatus,
    AppealTerms,
    DraftPart,
    NotADraft,
)
from domain.errors import NotFound
from domain.kernel import Actor
from domain.term import Reckoning
from interfaces.appeal_cases import AppealPart, Read, appeal_for, may_in_appeal
from interfaces.appeal_words import SUBJECTS
from interfaces.service import Service
from interfaces.visits import place_of
from interfaces.web.appeal.client_words import AppealWords, Known
from interfaces.web.appeal.parts import WritePart, next_after, parts_of
from interfaces.web.pages import language_of, page
from interfaces.web.person import see_other
from interfaces.web.wrong import Fault, errors_in, status_for
from projections.appeal import PartCard, PointCard
from projections.exchange import EnclosureCard


class WritingRoute(APIRoute):
    """A page of a draft; once the appeal is sent, it leads to the appeal."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Handle a request as usual, but do not show what cannot be written."""
        handle = super().get_route_handler()

        async def led(request: Request) -> Response:
            try:
                return await handle(request)
            except NotADraft:
                if request.method != "GET":
                    raise
                return see_other(f"/appeals/{request.path_params['appeal_id']}")

        return led


class Desk:
    """A draft, for somebody who acts for its client.

    Args:
        request: of the reader.
        service: knows the draft.
        by: the reader.
        id: of the appeal.

    Raises:
        NotFound: the appeal is none of the reader's, or thrown away.
    """

    def __init__(self, request: Request, service: Service, by: Actor, id: UUID) -> None:
        read = appeal_for(service, by, id)
        if not read.part.is_clients or read.card.status is AppealStatus.DISCARDED:
            raise NotFound
        self.request = request
        self.service = service
        self.by = by
        self.card = read.card
        self._read: Read = read

    def writing(self) -> "Desk":
        """The desk, for somebody who may write.

        Raises:
            NotADraft: it is sent.
            NotFound: the reader may not.
        """
        if self.card.status is not AppealStatus.DRAFT:
            raise NotADraft
        if not self.may_write:
            raise NotFound
        return self

    @cached_property
    def may_write(self) -> bool:
        return self.may(AppealPower.PREPARE)

    def may(self, power: AppealPower) -> bool:
        """Whether the reader has a power in this appeal."""
        return may_in_appeal(self.service, self.by, self._read, power)

    @property
    def is_client(self) -> bool:
        """Whether the reader acts for the client itself."""
        return self._read.part is AppealPart.CLIENT

    def said(self, part: DraftPart) -> PartCard | None:
        """A part as it stands; None: it was not said."""
        return self.card.parts.get(part)

    @cached_property
    def filing(self) -> Reckoning | None:
        """The term to appeal; None: it is not known since when it runs."""
        said = self.said(DraftPart.LEARNED)
        learned = said.learned_on if said else None
        learned = learned or self.card.subject.learned_on
        if learned is None:
            return None
        place = place_of(self.service, self.card.client_id)
        kind, control_kind = self.card.kind, self.card.control_kind
        return AppealTerms(self.service.law, place, kind, control_kind).to_file(learned)

    @property
    def is_late(self) -> bool:
        """Whether the term to appeal is over."""
        return self.filing is not None and self.filing.is_late(self.service.clock.now())

    @cached_property
    def parts(self) -> list[WritePart]:
        """The parts of the draft, with where each stands."""
        return parts_of(self.card, late=self.is_late)

    def after(self, name: str) -> str:
        """The name of the part after one; "check" after the last."""
        return next_after(name, self.parts)

    @cached_property
    def thing(self) -> SubjectCard | None:
        """What the records say of what is appealed; None: nothing."""
        return self.service.appealable.card(self.card.subject)

    @property
    def papers(self) -> list[tuple[str, str]]:
        """Address and name of the documents of what is appealed."""
        gettext = language_of(self.request).gettext
        found = self.thing.documents if self.thing else ()
        return [(one.address, gettext(one.title)) for one in found]

    def kept(self, ids: Sequence[str]) -> tuple[UUID, ...]:
        """Ids of files of this draft's client that a form names."""
        found = self.unsent(tuple(id for text in ids for id in _id(text)))
        return tuple(one.id for one in found)

    def held(
        self, ids: Sequence[str], act: str, said: PartCard | PointCard | None
    ) -> tuple[UUID, ...]:
        """The same; unless all are saved, with those that the draft has already.

        Args:
            ids: that the form names.
            act: its button.
            said: the part, or the point, as it stands.
        """
        if act == "save" or said is None:
            return self.kept(ids)
        files = said.files if isinstance(said, PartCard) else said.evidence.files
        return self.kept([*map(str, files), *ids])

    def unsent(self, ids: Collection[UUID]) -> list[EnclosureCard]:
        """Those of these files that are attached and not sent."""
        if not ids:
            return []
        client = self.card.client_id
        return self.service.exchange_view.unsent(list(ids), client, client)

    def go_on(self, receipt: Receipt, name: str) -> Response:
        """To the part after the one that was just said."""
        fresh = self.anew(receipt)
        return see_other(f"/appeals/{self.card.id}/write/{fresh.after(name)}")

    def anew(self, receipt: Receipt) -> "Desk":
        """The desk after something was said."""
        self.service.caught_up(receipt.position)
        return Desk(self.request, self.service, self.by, self.card.id)

    def page(
        self,
        template: str,
        context: Mapping[str, Any],
        fault: Fault | None = None,
        *,
        fields: Collection[str] = (),
        renamed: Mapping[str, str] | None = None,
        lacks: Fault | None = None,
    ) -> Response:
        """Draw a page of the draft.

        Args:
            template: of folder appeal/.
            context: its names beside those that all have.
            fault: why what was sent was not done.
            fields: ids on the page.
            renamed: ids of the page by what a fault is about, where they differ.
            lacks: what the draft still lacks; it is told, and is no fault of a reader.
        """
        spoken = language_of(self.request)
        names = {*fields, *(renamed or {})}
        errors = errors_in(self.request, fault or lacks, names)
        return page(
            self.request,
            f"appeal/{template}",
            {
                "card": self.card,
                "subjects": SUBJECTS,
                "words": AppealWords(spoken, self.service),
                "errors": {
                    (renamed or {}).get(about, about): said
                    for about, said in errors.items()
                },
                **context,
            },
            status=status_for(fault),
        )

    @cached_property
    def known(self) -> Known:
        """Names what shows the points."""
        return Known(language_of(self.request), self.service, self.card)


def attached(
    desk: Desk,
    files: tuple[UUID, ...],
    act: str,
    file: UploadFile | None,
    key: Key | None,
) -> tuple[UUID, ...]:
    """Attach what was chosen, and take away what the button names.

    Raises:
        Refusal: see `Enclosures.take_in`.
    """
    if file is not None and file.filename:
        own_key = key and key.model_copy(update={"key": f"{key.key[:190]}-file"})
        client = desk.card.client_id
        receipt = desk.service.enclosures.take_in(
            file.filename,
            file.file,
            client_id=client,
            owner=client,
            by=desk.by,
            key=own_key,
        )
        desk.service.caught_up(receipt.position)
        files = tuple(dict.fromkeys((*files, receipt.id)))
    gone = set(_id(act.removeprefix("remove ")))
    return tuple(id for id in files if id not in gone)


def _id(text: str) -> tuple[UUID, ...]:
    try:
        return (UUID(text),)
    except ValueError:
        return ()
