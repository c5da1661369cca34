"""A notice: who is told what, with which words, on what ground (I1)."""

from collections.abc import Mapping
from uuid import UUID, uuid5

from eventsourcing.domain import event

from domain.kernel import Actor, Aggregate
from domain.notice.template import Template
from domain.notice.words import Basis, Given, Kept, Topic, kept

_NOTICES = UUID("0b6f2a55-43c6-5c0f-9f6d-6a3b0d6a9a11")
_READINGS = UUID("5e1f7a0a-6d0a-5b3e-8e52-2f0d7c1b9c42")


class Notice(Aggregate):
    """One organisation, a client or a body, is told one thing."""

    class Told(Aggregate.Created):
        """It stands in the recipient's inbox from now on.

        Attributes:
            recipient: the client, or the organisation of a body.
            key: what is told, once per recipient.
            template, template_version: the words.
            theme: what it is about.
            values: what stands in the places of the words.
            about: path of the page that it leads to, e.g. "/declarations/…".
            basis: why the recipient may be told.
        """

        recipient: UUID
        key: str
        template: str
        template_version: int
        theme: Topic
        values: dict[str, Kept]
        about: str
        basis: Basis

    @classmethod
    def tell(
        cls,
        *,
        to: UUID,
        template: Template,
        values: Mapping[str, Given],
        about: str,
        basis: Basis,
        key: str,
        by: Actor,
    ) -> "Notice":
        """Tell somebody; see Told.

        Raises:
            ValueError: the values do not fit the template, or `about` is no path.
        """
        told = kept(values)
        template.check(told)
        if not about.startswith("/") or about.startswith("//"):
            raise ValueError(f"{about!r} is no path of the service")
        return cls(
            recipient=to,
            key=key,
            template=template.name,
            template_version=template.version,
            theme=template.topic,
            values=told,
            about=about,
            basis=basis,
            by=by,
        )

    @staticmethod
    def create_id(recipient: UUID, key: str) -> UUID:
        """One per recipient and key: the primary key enforces it."""
        return uuid5(_NOTICES, f"{recipient}/{key}")

    @event(Told)
    def __init__(
        self,
        recipient: UUID,
        key: str,
        template: str,
        template_version: int,
        theme: Topic,
        values: dict[str, Kept],
        about: str,
        basis: Basis,
        by: Actor,
    ) -> None:
        self.recipient = recipient


class Reading(Aggregate):
    """That somebody of the recipient's opened a notice, for the first time."""

    class Read(Aggregate.Created):
        """It was opened.

        Attributes:
            notice: which; also one of a mailing.
            recipient: whose it is.
        """

        notice: UUID
        recipient: UUID

    @classmethod
    def note(cls, *, notice: UUID, recipient: UUID, by: Actor) -> "Reading":
        """Note that `by` has opened the notice."""
        return cls(notice=notice, recipient=recipient, by=by)

    @staticmethod
    def create_id(notice: UUID) -> UUID:
        """One per notice: only the first reading is noted."""
        return uuid5(_READINGS, str(notice))

    @event(Read)
    def __init__(self, notice: UUID, recipient: UUID, by: Actor) -> None:
        self.notice = notice
