"""A business answers a request for information, or asks for more time (C4)."""

from uuid import UUID

from application.exchange import Correspondence
from application.information_request.commands import AskMoreTime, GiveInformation
from application.information_request.handling import Handling, about
from application.log import EventLog, Key, Receipt
from application.ports import Clock
from domain.exchange import Kind, Letter
from domain.information_request import OPEN, Given
from domain.kernel import Actor


class InformationAnswers:
    """The commands of the business that is asked."""

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        correspondence: Correspondence,
        handling: Handling,
    ) -> None:
        self._log = log
        self._clock = clock
        self._correspondence = correspondence
        self._handling = handling

    def ask_more_time(
        self,
        id: UUID,
        command: AskMoreTime,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Ask for more time; the business's clock stands until the body decides.

        Raises:
            NotFound, Stale: of the request.
            RequestOver, MoreTimeAsked: see `InformationRequest.ask_more`.
        """

        def decide() -> Receipt:
            request = self._handling.given_to(id, version, by)
            request.ask_more(days=command.days, reason=command.reason, by=by)
            changed = self._handling.deciding(request, by)
            return self._log.record(request, *changed, by=by, key=key)

        return self._log.once(by, key, decide)

    def give(
        self,
        id: UUID,
        command: GiveInformation,
        *,
        by: Actor,
        key: Key | None = None,
        version: int | None = None,
    ) -> Receipt:
        """Answer everything that was asked for; it is sent in the correspondence.

        Raises:
            NotFound, Stale: of the request.
            RequestOver, NoSuchItem, AnswersMissing: see `InformationRequest.answer`.
            Refusal: what the correspondence says of the message and its files.
        """

        def decide() -> Receipt:
            request = self._handling.given_to(id, version, by)
            given = {
                number: Given(text=one.text, files=one.files)
                for number, one in command.items.items()
            }
            request.check_given(given)
            written = self._correspondence.write(
                request.thread,
                Letter(kind=Kind.ANSWER, text=_text(given), basis=about(id).address),
                [file for n in sorted(given) for file in given[n].files],
                request.message,
                by=by,
            )
            request.answer(
                given, message=written[0].id, by=by, today=self._clock.today()
            )
            changed = self._handling.ended(request, by, kept=True)
            return self._log.record(request, *written, *changed, by=by, key=key)

        # One answers what one has opened; who answers here has it before the eyes.
        request = self._handling.given_to(id, None, by)
        if request.status in OPEN:
            self._correspondence.open(request.message, by=by)
        return self._log.once(by, key, decide)


def _text(given: dict[int, Given]) -> str:
    """What is said in words, by the numbers of the items."""
    said = ((n, given[n].text.strip()) for n in sorted(given))
    return "\n\n".join(f"{n}. {text}" for n, text in said if text)
