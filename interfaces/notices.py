"""The words of notices as people read them, and as they go out (I1)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple, Protocol
from uuid import UUID

from application.notice import code_of, secret_of
from application.ports import Message, Pseudonyms
from domain.law_term import LawTerm
from domain.notice import (
    Basis,
    ChannelKind,
    DueDelivery,
    Given,
    Ground,
    Kept,
    Kind,
    Said,
    Template,
    Templates,
    Topic,
    kept,
)
from interfaces.locale import CODES, N_, Language, language
from interfaces.regions import STARTER
from projections.notice import NoticeCard, NoticeView

TOPICS: Final[Mapping[Topic, str]] = {
    Topic.LIST: N_("My list"),
    Topic.REQUIREMENTS: N_("New and changed requirements"),
    Topic.DRAFTS: N_("Drafts of rules"),
    Topic.DECLARATIONS: N_("Declarations of non-applicability"),
    Topic.COMPLIANCE: N_("Declarations of compliance"),
    Topic.EXECUTION: N_("Algorithms and confirmations"),
    Topic.QUESTIONS: N_("Questions and answers"),
    Topic.DATA: N_("What state registers say"),
    Topic.LOOKS: N_("Looks at records"),
    Topic.EVALUATIONS: N_("Evaluations of rules"),
    Topic.DEADLINES: N_("Deadlines"),
    Topic.REQUESTS: N_("Requests for information"),
    Topic.RISK: N_("Risk categories"),
    Topic.DOCUMENTS: N_("Documents and correspondence"),
    Topic.INSPECTIONS: N_("Inspections, visits and cautions"),
    Topic.APPEALS: N_("Appeals and compensation"),
    Topic.OFFERS: N_("Offers of help"),
    Topic.ACCOUNT: N_("Channels and access"),
}
CODE: Final = "channel-code"
Words = Callable[[NoticeCard, str], Mapping[str, Given]]
"""What stands in the words of a mailing, in "ru" or "en"."""
Agreed = Callable[[UUID, str], str]
"""On which consent a notice rests, in "ru" or "en"."""
Revoking = Callable[[NoticeCard], str]
"""Path that revokes the consent on which a notice rests; "" when it needs none."""


@cache
def starter_templates() -> Templates:
    """The words of every kind of notice, in all their versions."""
    with (STARTER / "notice_templates.jsonl").open(encoding="utf-8") as rows:
        return Templates(Template.model_validate_json(row) for row in rows)


@cache
def offered_topics() -> Mapping[Topic, str]:
    """The topics of which there is something to tell, with their names."""
    used = {one.topic for one in starter_templates().all() if one.name != CODE}
    return {topic: name for topic, name in TOPICS.items() if topic in used}


class Law(Protocol):
    """The numbers of the law, as far as a basis needs them."""

    def on(self, id: str, day: date) -> LawTerm:
        """A rule as it holds on a day."""
        ...


class Worded(NamedTuple):
    """A notice in one language.

    Attributes:
        subject: a sentence without a full stop.
        text: paragraphs between empty lines.
    """

    subject: str
    text: str

    @property
    def paragraphs(self) -> list[list[str]]:
        """The lines of each paragraph."""
        return [part.splitlines() for part in self.text.split("\n\n")]


class NoticeWording:
    """Says notices.

    Args:
        templates: in all their versions.
        mailed: what stands in the words of a mailing.
        zone: IANA name of the time zone in which instants are told.
        law: what a basis in the law says.
        agreed: says on which consent a notice rests.
        revoking: how it is revoked.
    """

    def __init__(
        self,
        templates: Templates,
        mailed: Words,
        zone: str,
        law: Law,
        agreed: Agreed,
        revoking: Revoking,
    ) -> None:
        self.revoking = revoking
        self._templates = templates
        self._mailed = mailed
        self._zone = zone
        self._law = law
        self._agreed = agreed

    def of(self, card: NoticeCard, code: str) -> Worded:
        """A notice in "ru" or "en", with the words with which it was told."""
        values = card.values
        if values is None:
            values = kept(self._mailed(card, code))
        return self.filled(card.template, card.template_version, values, code)

    def filled(
        self, name: str, version: int, values: Mapping[str, Kept], code: str
    ) -> Worded:
        """A template with its values in "ru" or "en"."""
        spoken = language(code, self._zone)
        template = self._templates.at(name, version)
        return Worded(*template.fill(values, code, _Say(spoken)))

    def newest(self, name: str, values: Mapping[str, Given], code: str) -> Worded:
        """Words that are no notice, e.g. of a code, in "ru" or "en"."""
        version = self._templates.newest(name).version
        return self.filled(name, version, kept(values), code)

    def basis(self, basis: Basis, code: str, day: date) -> str:
        """Why the recipient is told, as a sentence."""
        say = language(code, self._zone).gettext
        match basis.ground:
            case Ground.LAW if basis.law:
                source = self._law.on(basis.law, day).source
                return say(
                    N_("You are told because the law says so: %(source)s."),
                    source=source,
                )
            case Ground.CONSENT if basis.consent:
                return self._agreed(basis.consent, code)
        return say(N_("You are told because it is about a matter of your own."))


class _Say:
    """How a language tells a value of a template."""

    def __init__(self, spoken: Language) -> None:
        self._spoken = spoken

    def __call__(self, kind: Kind, value: Said) -> str:
        match value:
            case datetime():
                return self._spoken.moment(value)
            case date():
                return self._spoken.date(value)
            case int():
                return self._spoken.number(value)
            case tuple():
                return "\n".join(f"— {line}" for line in value)
        return value


class NoticeMessages:
    """Puts what is due into words; `application.ports.Messages`.

    Args:
        view: the notices.
        wording: says them.
        pseudonyms: hold the keys of codes and signatures.
        public_url: where people reach the service.
    """

    def __init__(
        self,
        view: NoticeView,
        wording: NoticeWording,
        pseudonyms: Pseudonyms,
        public_url: str,
    ) -> None:
        self._view = view
        self._wording = wording
        self._pseudonyms = pseudonyms
        self._public_url = public_url

    def of(self, due: Sequence[DueDelivery]) -> dict[UUID, Message]:
        """The messages by delivery; see the port."""
        cards = self._view.many([one.notice for one in due if one.notice])
        found = {}
        for one in due:
            if one.code is not None:
                found[one.id] = self._code(one, one.code)
            elif one.notice in cards:
                found[one.id] = self._notice(one, cards[one.notice])
        return found

    def _notice(self, one: DueDelivery, card: NoticeCard) -> Message:
        said = {code: self._wording.of(card, code) for code in CODES}
        revoke = self._wording.revoking(card)
        basis = self._wording.basis(card.basis, one.language, card.told_at.date())
        data = {
            "id": card.id,
            "topic": card.topic,
            "template": card.template,
            "template_version": card.template_version,
            "subject": {code: worded.subject for code, worded in said.items()},
            "text": {code: worded.text for code, worded in said.items()},
            "about": self._whole(card.about),
            "basis": card.basis.model_dump(mode="json"),
            "revoke": self._whole(revoke) or None,
        }
        link = self._whole(f"/notices/{card.id}")
        return self._message(
            one,
            said[one.language],
            "notice.told",
            data,
            card.told_at,
            basis,
            link,
            self._whole(revoke),
        )

    def _code(self, one: DueDelivery, number: int) -> Message:
        code = code_of(self._pseudonyms, one.channel, number)
        worded = self._wording.newest(CODE, {"code": code}, one.language)
        data = {"channel": one.channel, "code": code}
        return self._message(one, worded, "channel.code", data)

    def _message(
        self,
        one: DueDelivery,
        worded: Worded,
        type: str,
        data: Mapping[str, Any],
        at: datetime | None = None,
        basis: str = "",
        link: str = "",
        revoke: str = "",
    ) -> Message:
        text = "\n\n".join(part for part in (worded.text, basis) if part)
        return Message(
            id=one.id,
            subject=worded.subject,
            text=text,
            link=link,
            revoke=revoke,
            payload={"type": type, "timestamp": at, "data": data},
            secrets=self._secrets(one),
        )

    def _secrets(self, one: DueDelivery) -> tuple[bytes, ...]:
        if one.kind is not ChannelKind.WEBHOOK:
            return ()
        numbers = [one.secret, one.secret - 1] if one.old_secret else [one.secret]
        return tuple(secret_of(self._pseudonyms, one.channel, n) for n in numbers)

    def _whole(self, path: str) -> str:
        return f"{self._public_url}{path}" if path else ""
