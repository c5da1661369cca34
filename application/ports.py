"""What the application needs from the world outside, said in its own words."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import BinaryIO, NamedTuple, Protocol, runtime_checkable
from uuid import UUID

from domain.anonymity import Segment as Likeness
from domain.applicability import Subject
from domain.client import RegisterAnswer
from domain.compliance import Concern
from domain.consent import Scope
from domain.consultation import Asker, Matter
from domain.data_assessment import Finding, Moment, Outcome, RequirementAt, Segment
from domain.errors import Refusal, RuleBroken
from domain.evaluation import Subject as EvaluatedSubject
from domain.evaluation import SubjectKind
from domain.evidence import Scan
from domain.information_request import Circumstances, Held, Item
from domain.kernel import Actor, Aggregate, Event, Role, Value
from domain.notice import Answer, DueDelivery, Topic
from domain.notice.changes import Days
from domain.notice.mailing import Portion
from domain.notice.mailing import Subject as MailingSubject
from domain.notice.mailing import Window as MailingWindow
from domain.profile import Profile
from domain.term import Place


class Document(Value):
    """A stored file.

    Attributes:
        name: as its owner called it.
        media_type: found from the content, e.g. "application/pdf".
        sha256: of the content, hex.
        content: the bytes.
    """

    name: str
    media_type: str
    sha256: str
    content: bytes


class Clock(Protocol):
    """What time it is; the system's in production, a stopped one in tests."""

    def now(self) -> datetime:
        """The current instant, UTC."""
        ...

    def today(self) -> date:
        """The current calendar day where the service is run."""
        ...


class Pseudonyms(Protocol):
    """Stable ids for things known by a personal number, e.g. a business by its INN."""

    def of(self, kind: str, text: str) -> UUID:
        """The same id for the same text; nobody without the master key can guess it."""
        ...


class Memberships(Protocol):
    """Who acts for whom."""

    def joining(self, person: Actor, organisation: UUID, role: Role) -> Aggregate:
        """The person, with the decision to join not yet recorded."""
        ...


class Bodies(Protocol):
    """For which supervisory bodies of the register an authority answers."""

    def of(self, organisation: UUID) -> frozenset[str]:
        """Names as in the register's `control_body`; empty when it answers for none."""
        ...


class RegistersKept(Protocol):
    """Which state registers an organisation keeps, and so answers for."""

    def registers_of(self, organisation: UUID) -> frozenset[str]:
        """Names of registers, e.g. "ЕРВК"; empty when it keeps none."""
        ...


class RegisterUnavailable(Refusal):
    code = "register-unavailable"
    title = "The state register does not answer just now: try again later"


class RegisterUnreadable(RegisterUnavailable):
    code = "register-unreadable"
    title = "The state register's answer cannot be read, so nothing was taken from it"


class NotInRegister(RuleBroken):
    code = "not-in-register"
    title = "The state register knows nothing about this business"


class StateRegister(Protocol):
    """A state register that can be asked about a business; docs/registers.md."""

    @property
    def name(self) -> str:
        """What people call it and organisations keep it as, e.g. "ЕРВК"."""
        ...

    def ask(self, inn: str, ogrn: str | None) -> RegisterAnswer:
        """What it says of a business today; asking again changes nothing.

        Every fact bears the day from which it is so and the number of the entry that
        says it. The answer is whole or none: nothing of a page that cannot be read.

        Args:
            inn: digits of the INN.
            ogrn: digits of the OGRN, when it is known.

        Raises:
            NotInRegister: it has nothing about this business.
            RegisterUnavailable: it does not answer in time.
            RegisterUnreadable: it answers in another form than we know.
        """
        ...


class ListFacts(Protocol):
    """What a declaration is decided on."""

    def subjects(
        self, client_id: UUID, codes: Sequence[str]
    ) -> tuple[Profile, dict[str, Subject]]:
        """The client's profile, and the versions in force of these requirements.

        A code that is not in force, or not there, is missing from the answer.

        Raises:
            NotFound: there is no such client, or it was forgotten.
        """
        ...


class Declarations(Protocol):
    """Which declarations a change touches; as of the last event of the projection."""

    def outdated(self, today: date) -> Iterator[UUID]:
        """Ids of those in effect whose version gave way by today, or noted a change."""
        ...

    def on_requirement(self, requirement_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect on a requirement, any order."""
        ...

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the declarations in effect of a client, any order."""
        ...


class QuestionFacts(Protocol):
    """What a question is addressed by, and what a public answer must not say."""

    def matter(self, client_id: UUID, requirement: str | None) -> Matter:
        """What a client asks about, None for the list, and who answers.

        Raises:
            NotFound: no such requirement is published, or the client was forgotten.
        """
        ...

    def answering(self) -> frozenset[str]:
        """Bodies for which an organisation here answers, REGISTRAR among them."""
        ...

    def askers(self, client_ids: Collection[UUID]) -> Mapping[UUID, Asker]:
        """What names these clients; those that were forgotten are missing."""
        ...


class Concerns(Protocol):
    """What a self-assessment is about; as of the last event of the projections."""

    def concerns(self, client_id: UUID) -> list[Concern]:
        """Every requirement in force today that applies to a client or may, any order.

        Raises:
            NotFound: there is no such client, or it was forgotten.
        """
        ...

    def asked_evidence(self, codes: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """What the versions in force today ask for as evidence, by code.

        A code that is not in force, or not there, is missing from the answer.
        """
        ...


class Confirmed(Protocol):
    """Which confirmations a change touches; as of the last event of the projection."""

    def of_client(self, client_id: UUID) -> Iterator[UUID]:
        """Ids of the confirmations in effect of a client, any order."""
        ...

    def on_thing(self, thing_id: UUID) -> Iterator[UUID]:
        """Ids of those in effect on a requirement, a situation or a segment."""
        ...

    def outdated(self, today: date) -> Iterator[UUID]:
        """Ids of those in effect on a requirement's version that gave way by today."""
        ...


class Reaction(Protocol):
    """What the service does by itself when something happened; may be repeated."""

    @property
    def on(self) -> tuple[type[Event], ...]:
        """Classes of the events it looks at."""
        ...

    def react(self, happened: Event) -> None:
        """Do what follows from one event; read models are at least that far."""
        ...


class Undecided(Protocol):
    """What still decides something in a client's list."""

    def facts(self, client_id: UUID, on: date) -> tuple[str, ...]:
        """Keys of unknown facts on which a verdict in the client's list hangs, sorted.

        Raises:
            NotFound: there is no such client, or it was forgotten.
        """
        ...


class Documents(Protocol):
    """Files that people hand in; content is encrypted with the subject's key."""

    def keep(self, subject: UUID, name: str, content: bytes) -> UUID:
        """Store a file for a subject and return its id; the same file, the same id.

        Raises:
            BadDocument: its content is of no kind that we take, or it is too large.
            NoRoomForDocuments: the subject has stored as much as it may.
        """
        ...

    def refer(self, id: UUID, subject: UUID) -> None:
        """Keep a file for good: what is about to be recorded names it.

        A file that nothing refers to is deleted after a day.

        Raises:
            NotFound: no such file of this subject, or the subject was forgotten.
        """
        ...


class Secret(NamedTuple):
    """Something that only the key of its subject opens.

    Attributes:
        subject: whose key.
        content: to seal: as it is; to open: as it was sealed.
        place: where it stands; what is moved to another place does not open.
    """

    subject: UUID
    content: bytes
    place: bytes


class SubjectKeys(Protocol):
    """A key for each subject, so that a subject can be forgotten."""

    def seal(self, secrets: Sequence[Secret]) -> list[bytes]:
        """Encrypt, in the order given; a new subject gets its key.

        Raises:
            SubjectForgotten: a subject was forgotten; it never gets a key again.
        """
        ...

    def open(self, secrets: Sequence[Secret]) -> list[bytes | None]:
        """Decrypt, in the order given; None when the subject was forgotten."""
        ...

    def destroy(self, subject: UUID) -> None:
        """Forget a subject: nothing sealed for it opens again. May be repeated."""
        ...


class AlgorithmsFor(Protocol):
    """Which algorithms there are; as of the last event of the projection."""

    def serving(self, requirement: str) -> tuple[str, ...]:
        """Codes of those that promise a requirement and are not withdrawn."""
        ...


class Scanned(NamedTuple):
    """What came of a look for viruses.

    Attributes:
        scan: clean, or that nobody looked.
        scanner: which program looked, e.g. "ClamAV 1.4.2"; None when none did.
    """

    scan: Scan
    scanner: str | None


class VirusScanner(Protocol):
    """Looks into files for what would harm those who open them."""

    def scan(self, content: BinaryIO) -> Scanned:
        """Read a file to its end.

        Raises:
            FileInfected: something was found.
            ScannerUnavailable: it does not answer.
        """
        ...


class Unsettled(NamedTuple):
    """An object of which nobody has said that it was recorded.

    Attributes:
        subject: whose key seals it.
        object: its name in the store.
        file: id of the file that was to be recorded.
    """

    subject: UUID
    object: UUID
    file: UUID


class FileStore(Protocol):
    """Where the content of files is, sealed with their subject's key.

    An object is there whole or not at all. What `put` stored stays unsettled until
    `settle` says that it was recorded.
    """

    def put(self, subject: UUID, object: UUID, content: BinaryIO, *, of: UUID) -> None:
        """Seal and store a file under a new name.

        Args:
            subject: whose key seals it.
            object: its name in the store.
            content: read to its end.
            of: id of the file that will be recorded.

        Raises:
            SubjectForgotten: the subject never gets a key again.
            FilesUnavailable: the store does not answer.
        """
        ...

    def open(self, subject: UUID, object: UUID) -> Iterator[bytes]:
        """The file, piece by piece; each is checked before it is given.

        Raises:
            NotFound: there is no such object, or the subject was forgotten.
            FilesUnavailable: the store does not answer.
        """
        ...

    def settle(self, object: UUID) -> None:
        """The object was recorded and stays."""
        ...

    def unsettled(self, before: datetime) -> Sequence[Unsettled]:
        """Objects put before an instant and never settled."""
        ...

    def delete(self, subject: UUID, object: UUID) -> None:
        """Delete an object; may be repeated.

        Raises:
            FilesUnavailable: the store does not answer.
        """
        ...

    def delete_all(self, subject: UUID) -> None:
        """Delete every object of a subject; may be repeated.

        Raises:
            FilesUnavailable: the store does not answer.
        """
        ...


@runtime_checkable
class HoldsObject(Protocol):
    """An aggregate that is a file: what an upload left belongs to it, or to nobody."""

    def holds(self, object: UUID) -> bool:
        """Whether this object of the store is its content."""
        ...


class UnsentFiles(Protocol):
    """Which files wait to be sent; as of the last event of the projection."""

    def unsent_bytes(self, client_id: UUID, owner: UUID) -> int:
        """How much those of a party to a client's correspondence fill."""
        ...

    def unsent_since(self, before: datetime) -> Sequence[UUID]:
        """Ids of those attached before an instant, oldest first; at most 1000.

        Without those that a draft keeps until it is sent or thrown away.
        """
        ...


class FilesKept(Protocol):
    """Which files there are; as of the last event of the projection."""

    def bytes_of(self, client_id: UUID) -> int:
        """How much a client's files fill."""
        ...


class FileUses(Protocol):
    """What needs a file; as of the last event of the projection."""

    def needs(self, file_id: UUID) -> bool:
        """Whether something rests on it."""
        ...


class Premises(Protocol):
    """Where clients work; as of the last event of the projection."""

    def places(self, client_id: UUID) -> Mapping[UUID, tuple[str, str]]:
        """Name and address of a client's open premises, by id."""
        ...


class ExecutionConfirmations(Protocol):
    """Which confirmations of executions stand; as of the projection's last event."""

    def on_requirement(self, requirement_id: UUID) -> Sequence[UUID]:
        """Ids of those that confirm a requirement, any order."""
        ...

    def of_algorithm(self, algorithm_id: UUID) -> Sequence[UUID]:
        """Ids of those that rest on an algorithm, any order."""
        ...

    def of_client(self, client_id: UUID) -> Sequence[UUID]:
        """Ids of a client's, any order."""
        ...

    def due(self, today: date) -> Sequence[UUID]:
        """Ids of those of which a term has ended, or a version given way, by today."""
        ...


class EvaluatedRule(Value):
    """A rule that can be evaluated, in its version of today.

    Attributes:
        subject: its name and version.
        title: what people call it.
        passages: its text by provision; "" is the whole where there are no provisions.
        places: what provisions are called, e.g. {"p3": "2.1"}.
        body: the supervisory body whose rules' developer considers evaluations; "" for
            a draft.
        developer: the organisation that drafts it; None for a requirement in force.
        closes: the last day to evaluate; None: any day.
        is_open: whether it can be evaluated today.
    """

    subject: EvaluatedSubject
    title: str
    passages: Mapping[str, str]
    places: Mapping[str, str] = {}
    body: str = ""
    developer: UUID | None = None
    closes: date | None = None
    is_open: bool = True


class EvaluatedRules(Protocol):
    """What can be evaluated, as everybody reads it today."""

    def rule(self, kind: SubjectKind, code: str) -> EvaluatedRule:
        """A requirement or a draft.

        Raises:
            NotFound: nothing of this name is published.
        """
        ...

    def of(self, subject: EvaluatedSubject) -> EvaluatedRule:
        """The version that was evaluated; refusals as `rule`."""
        ...

    def unknown(self, codes: Collection[str]) -> list[str]:
        """Those of these codes that name no published requirement."""
        ...


class Segments(Protocol):
    """What clients are like."""

    def of_client(self, client_id: UUID) -> Likeness:
        """Activity, region and size, as far as they are known.

        Raises:
            NotFound: there is no such client, or it was forgotten.
        """
        ...


class WaitingVoices(Protocol):
    """Whose evaluations wait for a round; as of the last event of the projections."""

    def subjects(self) -> list[str]:
        """Names of the rules for which something waits, sorted."""
        ...

    def of_subject(self, subject: str, limit: int) -> list[UUID]:
        """Ids of voices of which something waits, in no telling order."""
        ...


class RecordsKept(Protocol):
    """What the records of clients say, as of a moment (C3)."""

    def position(self) -> int:
        """Up to which place in the log records are kept."""
        ...

    def client(self, id: UUID | None, ogrn: str | None) -> UUID | None:
        """A client by its id or its OGRN; None when there is none."""
        ...

    def subjects(
        self,
        bodies: Collection[str],
        codes: Collection[str] | None,
        control_kind: str | None,
        moment: Moment,
        most: int,
    ) -> Sequence[RequirementAt]:
        """Requirements that were in force, by code.

        Args:
            bodies: only what these supervise.
            codes: only these; None: whatever their code.
            control_kind: only of this kind of control; None: of every kind.
            moment: as of when.
            most: at most so many.
        """
        ...

    def findings(
        self,
        client_id: UUID,
        subjects: Sequence[RequirementAt],
        moment: Moment,
        bodies: Collection[str],
    ) -> tuple[Finding, ...]:
        """What a client's records say of each requirement, in the order given.

        The same arguments give the same answer whenever it is asked.

        Args:
            client_id: whose records.
            subjects: requirements.
            moment: as of when.
            bodies: only records meant for these.
        """
        ...

    def outcomes(
        self,
        clients: Sequence[UUID],
        subjects: Sequence[RequirementAt],
        moment: Moment,
        bodies: Collection[str],
    ) -> Mapping[UUID, Sequence[Outcome]]:
        """The same of many clients, without the records; in the order given."""
        ...

    def size(self, segment: Segment) -> int:
        """How many clients a segment has."""
        ...

    def members(
        self, segment: Segment, after: UUID | None, limit: int
    ) -> Sequence[UUID]:
        """The next clients of a segment, in the order of their ids."""
        ...


class OffersReceived(Protocol):
    """Which offers reached whom; as of the last event of the projection."""

    def received(self, client_id: UUID, offer: UUID) -> bool:
        """Whether an offer was made to a client."""
        ...

    def running(self) -> Sequence[UUID]:
        """Ids of the surveys that are not finished, oldest first."""
        ...


class DueDeadlines(Protocol):
    """Which deadlines have something to say."""

    def taken(
        self,
        now: datetime,
        limit: int,
        after: tuple[datetime, UUID] | None = None,
    ) -> AbstractContextManager[Sequence[tuple[datetime, UUID]]]:
        """Those whose moment has come, for this worker alone inside the block.

        As of the last event of the projection: one of them may have been said already.

        Args:
            now: the instant.
            limit: how many at most.
            after: the last one of a portion before.

        Returns:
            Instant and id, in this order; those that another worker has are left out.
        """
        ...


class OpenDeadlines(Protocol):
    """Which deadlines a change of the calendar may concern."""

    def counted_before(
        self, version: int, after: UUID | None, limit: int
    ) -> Sequence[UUID]:
        """Ids of open ones counted by an older calendar, in their order.

        Args:
            version: of the calendar.
            after: the last id of a portion before.
            limit: how many at most.
        """
        ...

    def turns(self, task: str, about_id: UUID) -> Sequence[int]:
        """Which turns of a task are open in a thing; in no order."""
        ...


class DueDeliveries(Protocol):
    """What is to go out; as of the last event of the projection."""

    def taken(
        self, now: datetime, limit: int
    ) -> AbstractContextManager[Sequence[DueDelivery]]:
        """What is due, for this worker alone until the end of the block."""
        ...

    def given_up(self, channel: UUID) -> Sequence[UUID]:
        """Ids of the deliveries of a channel that were given up, oldest first."""
        ...


class Message(NamedTuple):
    """A delivery in words, as every kind of channel may need it.

    Attributes:
        id: of the delivery.
        subject, text: in the recipient's language.
        link: the page of the notice, whole address; "" when there is none.
        revoke: whole address that revokes the consent it rests on; "" when none.
        payload: for programs, as JSON.
        secrets: that sign it, the newest first; of webhooks.
    """

    id: UUID
    subject: str
    text: str
    link: str
    revoke: str
    payload: Mapping[str, object]
    secrets: tuple[bytes, ...]


class Messages(Protocol):
    """Puts what is due into words."""

    def of(self, due: Sequence[DueDelivery]) -> Mapping[UUID, Message]:
        """The messages by delivery; one that lacks is about nothing that there is."""
        ...


class Carrier(Protocol):
    """One kind of channel."""

    def check(self, address: str) -> str:
        """The address as it is kept.

        Raises:
            Refusal: nothing can be sent there.
        """
        ...

    def carry(self, message: Message, address: str) -> Answer:
        """Send; whatever goes wrong is an answer, too."""
        ...


class BodyOrganisations(Protocol):
    """Which organisations stand behind the names that the register uses."""

    def answering_for(self, body: str) -> Sequence[UUID]:
        """Ids of the authorities that answer for a supervisory body."""
        ...

    def keeping(self, registry: str) -> Sequence[UUID]:
        """Ids of the organisations that keep a state register."""
        ...

    def developing(self, body: str) -> Sequence[UUID]:
        """Ids of those that write the rules that a body supervises."""
        ...

    def registrars(self) -> Sequence[UUID]:
        """Ids of those that keep the register of requirements."""
        ...


class NoticesKept(Protocol):
    """Whose notices are whose; as of the last event of the projection."""

    def recipient(self, id: UUID) -> UUID | None:
        """Whose inbox a notice is in; None when there is none such."""
        ...

    def unread_of(
        self, recipient: UUID, limit: int, hidden: Collection[Topic] = ()
    ) -> Sequence[UUID]:
        """Ids of unread notices of an inbox but of some topics, the newest first."""
        ...


class WaitingEvaluations(Protocol):
    """Until when evaluations of a rule are considered."""

    def dues(self, subject: str) -> Mapping[date, str | None]:
        """Last days, with the rule by which something waits; None: nothing does.

        Args:
            subject: name of the rule and its version, see `domain.evaluation.Subject`.
        """
        ...


class Places(Protocol):
    """Where terms run."""

    def at(self, region: str | None = None) -> Place:
        """The calendar of now, time zone and days off of a region with two digits.

        None: of the whole country, in the time zone of the service.
        """
        ...


class Found(Protocol):
    """Whom a mailing is for."""

    @property
    def expected(self) -> int:
        """How many may have to be told."""
        ...

    def portions(self, after: UUID | None, most: int) -> Iterator[Portion]:
        """Whom to tell what, in the order of ids.

        Args:
            after: id of the last business that was looked at; None: from the first on.
            most: businesses in a portion.
        """
        ...


class Audience(Protocol):
    """Finds whom something concerns, among everybody; as of the read models."""

    def finding(self, subjects: Sequence[MailingSubject]) -> Found:
        """Whom these concern."""
        ...


class Happened(Protocol):
    """What there is to tell; as of the last event of the projections."""

    def between(self, after: int, until: int, days: Days) -> tuple[MailingSubject, ...]:
        """What was recorded at (after, until] of the log, and the days that come near.

        Requirements by code, then drafts by number.
        """
        ...


class MailingsKnown(Protocol):
    """Which mailings there are; as of the last event of the projection."""

    def running(self, template: str | None = None) -> list[UUID]:
        """Ids of those that are not finished, of all kinds or of one, oldest first."""
        ...

    def seen_until(self) -> int:
        """Place in the log up to which changes and those whom they concern are seen."""
        ...

    def last_window(self) -> MailingWindow | None:
        """What the last mailing about changes covered; None: there was none."""
        ...

    def first_begun_at(self) -> datetime | None:
        """When the first mailing about changes was begun, UTC."""
        ...


class AgreeableScopes(Protocol):
    """To what a client can agree; as of the last event of the projections."""

    def agreeable(self, scope: Scope) -> bool:
        """Whether there is such a proactive service, or life situation to offer."""
        ...


class StateHolds(Protocol):
    """What the state has of a business; as of the last event of the projections."""

    def held(
        self,
        client_id: UUID,
        items: Sequence[Item],
        stands: Mapping[str, int],
        reader: UUID,
        today: date,
    ) -> Sequence[Held]:
        """Those of some items that are recorded, by their numbers; none twice.

        Args:
            client_id: whose.
            items: what is asked for.
            stands: by kind of document, for how many days an earlier answer stands.
            reader: organisation that asks; of others no page is named.
            today: the day.
        """
        ...

    def circumstances(self, client_id: UUID) -> tuple[Circumstances, str | None]:
        """What matters for the time of a business, and the region it works in.

        Raises:
            NotFound: there is no such business.
        """
        ...

    def supervised(
        self, codes: Collection[str], bodies: Collection[str], today: date
    ) -> Sequence[str]:
        """Those requirements in force on a day that one of the bodies supervises."""
        ...
