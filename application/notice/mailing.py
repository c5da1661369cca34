"""Tells everybody whom a change concerns, in the background, once (L8, R3)."""

from typing import NamedTuple

from application.access import Action, allow
from application.log import EventLog, Key, Receipt
from application.ports import Audience, Clock, Found, Happened, MailingsKnown
from domain.errors import RuleBroken, Stale
from domain.kernel import Actor, Role
from domain.law_term import LawTerms
from domain.notice import Templates
from domain.notice.changes import Days
from domain.notice.mailing import (
    CHANGES,
    HELP,
    HelpOffered,
    Mailing,
    Subject,
    Window,
    mailing_id,
)

MAILER = Actor(id="system:mailings", role=Role.SYSTEM)
INFORMING = "LAW-160"
"""The rule by which clients are informed of requirements."""
AT_ONCE = 2_000
"""Businesses that are told by one event."""


class NothingToTell(RuleBroken):
    code = "nothing-to-tell"
    title = "Nothing has changed since the last mailing, and no day comes near"


class MailingGoesOn(RuleBroken):
    code = "mailing-goes-on"
    title = "The last mailing is still under way: begin the next one after it"


class NextMailing(NamedTuple):
    """What there is to tell.

    Attributes:
        window: the part of the log and the days that it covers.
        subjects: what happened, and what comes near.
    """

    window: Window
    subjects: tuple[Subject, ...]


class Mailings:
    """The commands of mailings; one that was begun is gone through by the worker.

    Args:
        log: where they are recorded.
        clock: what time it is.
        law: has the rule by which clients are informed.
        templates: the words of notices.
        happened: what there is to tell.
        changes: whom changes concern.
        help: whom an offer of help reaches, of those who want to hear of such.
        known: mailings that there are.
    """

    def __init__(
        self,
        log: EventLog,
        clock: Clock,
        law: LawTerms,
        templates: Templates,
        happened: Happened,
        changes: Audience,
        help: Audience,
        known: MailingsKnown,
    ) -> None:
        self._log = log
        self._clock = clock
        self._law = law
        self._templates = templates
        self._happened = happened
        self._audiences = {CHANGES: changes, HELP: help}
        self._known = known

    def begin(self, *, by: Actor, key: Key | None = None) -> Receipt:
        """Begin to tell what changed since the last mailing; administrators.

        The first one looks only at days that come near: what was recorded before it
        is no news to anybody.

        Raises:
            NotFound: the role may not.
            MailingGoesOn: the last one is not finished.
            NothingToTell: there is nothing.
            Stale: somebody else has just begun it.
        """
        allow(by, Action.KEEP_MAILINGS)
        return self._log.once(by, key, lambda: self._begin(by, key))

    def begin_of_day(self) -> Receipt | None:
        """Begin what is to be told today, if there is anything; the worker."""
        try:
            return self._begin(MAILER, None)
        except (MailingGoesOn, NothingToTell, Stale):
            return None

    def next(self, *, by: Actor) -> "NextMailing":
        """What the next mailing would tell if it were begun now; administrators."""
        allow(by, Action.KEEP_MAILINGS)
        return self._next()

    def _next(self) -> "NextMailing":
        until = self._known.seen_until()
        last, first_at = self._known.last_window(), self._known.first_begun_at()
        days = Days(
            today=self._clock.today(),
            before=last.day if last else None,
            told_since=first_at or self._clock.now(),
        )
        window = Window(
            number=last.number + 1 if last else 1,
            after=last.until if last else until,
            until=until,
            day=days.today,
        )
        return NextMailing(
            window=window,
            subjects=self._happened.between(window.after, until, days),
        )

    def _begin(self, by: Actor, key: Key | None) -> Receipt:
        if self._known.running(CHANGES):
            raise MailingGoesOn
        window, subjects = self._next()
        if window.number > 1 and not subjects:
            raise NothingToTell
        mailing = Mailing.about_changes(
            window,
            subjects,
            law=self._law.on(INFORMING, window.day).id,
            template_version=self._templates.newest(CHANGES).version,
            expected=self._audiences[CHANGES].finding(subjects).expected,
            by=by,
        )
        if not subjects:
            mailing.finish(by=by)
        return self._log.record(mailing, by=by, key=key)

    def offer(self, offered: HelpOffered, *, by: Actor = MAILER) -> Receipt | None:
        """Begin to tell of an offer of help, unless that was done; the worker.

        Returns:
            The receipt; None when it was begun before.
        """
        allow(by, Action.REACT)
        if self._log.find(Mailing, mailing_id(f"{HELP}/{offered.offer}")):
            return None
        mailing = Mailing.about_offer(
            offered,
            template_version=self._templates.newest(HELP).version,
            expected=self._audiences[HELP].finding((offered,)).expected,
            by=by,
        )
        try:
            return self._log.record(mailing, by=by)
        except Stale:
            return None

    def go_through(self, mailing: Mailing, *, by: Actor = MAILER) -> bool:
        """Tell everybody who is left of a mailing; the worker.

        Every portion is an event that names where it came to: what was broken off goes
        on there, and of two workers one loses the race and tells nobody.

        Returns:
            Whether it came to the end; False: somebody else is at it.
        """
        allow(by, Action.REACT)
        found: Found = self._audiences[mailing.template].finding(mailing.subjects)
        try:
            for portion in found.portions(mailing.after, AT_ONCE):
                mailing.tell(portion, by=by)
                self._log.record(mailing, by=by)
            mailing.finish(by=by)
            self._log.record(mailing, by=by)
        except Stale:
            return False
        return True

    def go_on_with_all(self) -> None:
        """Finish every mailing that is not; the worker."""
        for id in self._known.running():
            mailing = self._log.load(Mailing, id)
            if not mailing.is_finished:
                self.go_through(mailing)
