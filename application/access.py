"""Who may do what: the only place that decides it.

What a person may not see does not exist for that person: the answer is NotFound, the
same as for a thing that was never there.
"""

from collections.abc import Callable, Collection, Iterable
from enum import StrEnum
from uuid import UUID

from application.ports import Bodies, EvaluatedRule, RegistersKept
from domain.consultation import REGISTRAR
from domain.deadline import Party as DeadlineParty
from domain.errors import NotFound
from domain.exchange import Party, party_of
from domain.kernel import Actor, Role
from domain.notice import Topic
from domain.person import Scope, ScopeTooNarrow
from domain.timeline import Reach
from domain.video import Side


class Action(StrEnum):
    """What can be asked of the service, in words of the business."""

    READ_PUBLIC = "read_public"
    SIGN_IN = "sign_in"
    KEEP_SELF = "keep_self"
    REGISTER_CLIENT = "register_client"
    READ_CLIENT = "read_client"
    KEEP_CLIENT = "keep_client"
    READ_LIST = "read_list"
    EXPORT_LIST = "export_list"
    KEEP_CALENDAR_FEED = "keep_calendar_feed"
    DECLARE = "declare"
    READ_DECLARATION = "read_declaration"
    READ_DECLARATIONS_OF_BODY = "read_declarations_of_body"
    DECIDE_DECLARATION = "decide_declaration"
    KEEP_EVIDENCE = "keep_evidence"
    EXECUTE = "execute"
    DO_STEP = "do_step"
    READ_EXECUTION_CONFIRMATION = "read_execution_confirmation"
    QUESTION_EXECUTION = "question_execution"
    LOOK_AT_RECORDS = "look_at_records"
    READ_LOOK = "read_look"
    ANSWER_LOOK = "answer_look"
    ASSESS = "assess"
    READ_COMPLIANCE = "read_compliance"
    ANNUL_COMPLIANCE = "annul_compliance"
    ASK = "ask"
    READ_QUESTION = "read_question"
    ANSWER_QUESTION = "answer_question"
    DISPUTE = "dispute"
    READ_DISPUTE = "read_dispute"
    ANSWER_DISPUTE = "answer_dispute"
    READ_THREAD = "read_thread"
    BEGIN_THREAD = "begin_thread"
    CHOOSE_REPRESENTATIVE = "choose_representative"
    READ_DEADLINES = "read_deadlines"
    READ_INFORMATION_REQUEST = "read_information_request"
    ASK_FOR_INFORMATION = "ask_for_information"
    GIVE_INFORMATION = "give_information"
    KEEP_ABSENCES = "keep_absences"
    KEEP_RISK_CRITERIA = "keep_risk_criteria"
    ASSIGN_RISK = "assign_risk"
    DECIDE_RISK = "decide_risk"
    READ_RISK = "read_risk"
    OBJECT_TO_RISK = "object_to_risk"
    READ_CAUTION = "read_caution"
    CAUTION = "caution"
    REPLY_TO_CAUTION = "reply_to_caution"
    READ_VISIT = "read_visit"
    VISIT = "visit"
    RECEIVE_VISIT = "receive_visit"
    READ_INSPECTION = "read_inspection"
    ORDER_INSPECTION = "order_inspection"
    HOLD_INSPECTION = "hold_inspection"
    RECEIVE_INSPECTION = "receive_inspection"
    REPRESENT_IN_INSPECTION = "represent_in_inspection"
    KEEP_PLAN = "keep_plan"
    APPROVE_PLAN = "approve_plan"
    HOLD_VIDEO = "hold_video"
    ADVISE_AS_OMBUDSMAN = "advise_as_ombudsman"
    READ_OMBUDSMAN = "read_ombudsman"
    APPEAL = "appeal"
    READ_APPEAL = "read_appeal"
    DECIDE_APPEAL = "decide_appeal"
    EXPLAIN_APPEALED = "explain_appealed"
    CLAIM_DAMAGE = "claim_damage"
    READ_DAMAGE = "read_damage"
    ANSWER_DAMAGE = "answer_damage"
    RECORD_BURDEN = "record_burden"
    READ_BURDEN = "read_burden"
    READ_NOTICES = "read_notices"
    CONSENT = "consent"
    REVOKE_CONSENT = "revoke_consent"
    KEEP_MAILINGS = "keep_mailings"
    KEEP_CHANNELS = "keep_channels"
    EXAMINE_ITSELF = "examine_itself"
    CONFIRM = "confirm"
    KEEP_SITUATIONS = "keep_situations"
    KEEP_LAW = "keep_law"
    KEEP_REGISTER = "keep_register"
    DRAFT_RULE = "draft_rule"
    MEASURE_IMPACT = "measure_impact"
    FOLLOW = "follow"
    KEEP_ALGORITHM = "keep_algorithm"
    APPROVE_ALGORITHM = "approve_algorithm"
    WITHDRAW_ALGORITHM = "withdraw_algorithm"
    ASK_FOR_ALGORITHM = "ask_for_algorithm"
    READ_COVERAGE = "read_coverage"
    EVALUATE = "evaluate"
    CONSIDER = "consider"
    RELEASE_TEXT = "release_text"
    KEEP_PEOPLE = "keep_people"
    FORGET = "forget"
    READ_STATUS = "read_status"
    READ_RECEIPT = "read_receipt"
    READ_TIMELINE = "read_timeline"
    READ_TIMELINE_OF_CLIENT = "read_timeline_of_client"
    REACT = "react"


EVERYONE = frozenset(Role) - {Role.SYSTEM}
SIGNED_IN = EVERYONE - {Role.PUBLIC}
SUPERVISORS = frozenset({Role.INSPECTOR, Role.HEAD})
NOTICED = SIGNED_IN - {Role.PERSON, Role.EMPLOYEE}
"""Who reads what an organisation is told: those who act for it."""
REPRESENTATIVES = frozenset({Role.PERSON, Role.CLIENT, Role.EMPLOYEE})
"""Who may be named by a business to stand for it; also somebody of another business."""
DECIDE_APPEALS = frozenset({Role.APPEALS_OFFICER, Role.HEAD})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.READ_PUBLIC: EVERYONE,
    Action.SIGN_IN: EVERYONE,
    Action.KEEP_SELF: SIGNED_IN,
    Action.REGISTER_CLIENT: SIGNED_IN,
    Action.READ_CLIENT: frozenset({Role.CLIENT}),
    Action.KEEP_CLIENT: frozenset({Role.CLIENT}),
    Action.READ_LIST: frozenset({Role.CLIENT}),
    Action.EXPORT_LIST: frozenset({Role.CLIENT}),
    Action.KEEP_CALENDAR_FEED: SUPERVISORS | {Role.CLIENT},
    Action.DECLARE: frozenset({Role.CLIENT}),
    Action.READ_DECLARATION: SUPERVISORS | {Role.CLIENT},
    Action.READ_DECLARATIONS_OF_BODY: SUPERVISORS,
    Action.DECIDE_DECLARATION: SUPERVISORS,
    Action.KEEP_EVIDENCE: frozenset({Role.CLIENT}),
    Action.EXECUTE: frozenset({Role.CLIENT}),
    Action.DO_STEP: frozenset({Role.CLIENT, Role.EMPLOYEE}),
    Action.READ_EXECUTION_CONFIRMATION: SUPERVISORS | {Role.CLIENT},
    Action.QUESTION_EXECUTION: SUPERVISORS,
    Action.LOOK_AT_RECORDS: SUPERVISORS,
    Action.READ_LOOK: SUPERVISORS | {Role.CLIENT},
    Action.ANSWER_LOOK: frozenset({Role.CLIENT}),
    Action.ASSESS: frozenset({Role.CLIENT}),
    Action.READ_COMPLIANCE: SUPERVISORS | {Role.CLIENT},
    Action.ANNUL_COMPLIANCE: SUPERVISORS,
    Action.ASK: frozenset({Role.CLIENT}),
    Action.READ_QUESTION: SUPERVISORS | {Role.REGISTRAR, Role.CLIENT},
    Action.ANSWER_QUESTION: SUPERVISORS | {Role.REGISTRAR},
    Action.DISPUTE: frozenset({Role.CLIENT}),
    Action.READ_DISPUTE: SUPERVISORS | {Role.REGISTRAR, Role.CLIENT},
    Action.ANSWER_DISPUTE: SUPERVISORS | {Role.REGISTRAR},
    Action.READ_THREAD: SUPERVISORS
    | {Role.PERSON, Role.CLIENT, Role.EMPLOYEE}
    | {Role.APPEALS_OFFICER, Role.OMBUDSMAN},
    Action.BEGIN_THREAD: SUPERVISORS | {Role.CLIENT},
    Action.CHOOSE_REPRESENTATIVE: frozenset({Role.CLIENT}),
    Action.READ_INFORMATION_REQUEST: SUPERVISORS | {Role.CLIENT},
    Action.ASK_FOR_INFORMATION: SUPERVISORS,
    Action.GIVE_INFORMATION: frozenset({Role.CLIENT}),
    Action.KEEP_ABSENCES: frozenset({Role.CLIENT}),
    Action.KEEP_RISK_CRITERIA: frozenset({Role.HEAD}),
    Action.ASSIGN_RISK: SUPERVISORS,
    Action.DECIDE_RISK: frozenset({Role.HEAD}),
    Action.READ_RISK: SUPERVISORS | {Role.CLIENT},
    Action.OBJECT_TO_RISK: frozenset({Role.CLIENT}),
    Action.READ_CAUTION: SUPERVISORS | {Role.CLIENT},
    Action.CAUTION: SUPERVISORS,
    Action.REPLY_TO_CAUTION: frozenset({Role.CLIENT}),
    Action.READ_VISIT: SUPERVISORS | {Role.CLIENT},
    Action.VISIT: SUPERVISORS,
    Action.RECEIVE_VISIT: frozenset({Role.CLIENT}),
    Action.READ_INSPECTION: SUPERVISORS | REPRESENTATIVES,
    Action.ORDER_INSPECTION: SUPERVISORS,
    Action.HOLD_INSPECTION: SUPERVISORS,
    Action.RECEIVE_INSPECTION: frozenset({Role.CLIENT}),
    Action.REPRESENT_IN_INSPECTION: REPRESENTATIVES,
    Action.KEEP_PLAN: SUPERVISORS,
    Action.APPROVE_PLAN: frozenset({Role.HEAD}),
    Action.HOLD_VIDEO: SUPERVISORS
    | REPRESENTATIVES
    | {Role.APPEALS_OFFICER, Role.OMBUDSMAN},
    Action.ADVISE_AS_OMBUDSMAN: frozenset({Role.OMBUDSMAN}),
    Action.READ_OMBUDSMAN: SUPERVISORS
    | REPRESENTATIVES
    | {Role.APPEALS_OFFICER, Role.OMBUDSMAN},
    Action.APPEAL: REPRESENTATIVES,
    Action.READ_APPEAL: SUPERVISORS
    | REPRESENTATIVES
    | {Role.APPEALS_OFFICER, Role.OMBUDSMAN},
    Action.DECIDE_APPEAL: DECIDE_APPEALS,
    Action.EXPLAIN_APPEALED: SUPERVISORS,
    Action.CLAIM_DAMAGE: frozenset({Role.CLIENT}),
    Action.READ_DAMAGE: frozenset({Role.CLIENT, Role.HEAD, Role.APPEALS_OFFICER}),
    Action.ANSWER_DAMAGE: frozenset({Role.HEAD}),
    Action.RECORD_BURDEN: REPRESENTATIVES,
    Action.READ_BURDEN: SUPERVISORS | REPRESENTATIVES | {Role.OMBUDSMAN},
    Action.READ_DEADLINES: SUPERVISORS
    | {Role.CLIENT, Role.REGISTRAR, Role.RULE_DEVELOPER, Role.APPEALS_OFFICER},
    Action.READ_NOTICES: NOTICED,
    Action.CONSENT: frozenset({Role.CLIENT}),
    Action.REVOKE_CONSENT: EVERYONE,
    Action.KEEP_MAILINGS: frozenset({Role.ADMINISTRATOR}),
    Action.KEEP_CHANNELS: NOTICED - {Role.INSPECTOR, Role.APPEALS_OFFICER},
    Action.EXAMINE_ITSELF: frozenset({Role.CLIENT}),
    Action.CONFIRM: frozenset({Role.CLIENT}),
    Action.KEEP_SITUATIONS: frozenset({Role.REGISTRAR}),
    Action.KEEP_LAW: frozenset({Role.ADMINISTRATOR}),
    Action.KEEP_REGISTER: frozenset({Role.REGISTRAR}),
    Action.DRAFT_RULE: frozenset({Role.RULE_DEVELOPER}),
    Action.MEASURE_IMPACT: frozenset({Role.RULE_DEVELOPER, Role.REGISTRAR}),
    Action.FOLLOW: frozenset({Role.CLIENT}),
    Action.KEEP_ALGORITHM: SUPERVISORS | {Role.REGISTRAR},
    Action.APPROVE_ALGORITHM: frozenset({Role.HEAD}),
    Action.WITHDRAW_ALGORITHM: frozenset({Role.HEAD, Role.REGISTRAR}),
    Action.ASK_FOR_ALGORITHM: frozenset({Role.CLIENT}),
    Action.READ_COVERAGE: SUPERVISORS | {Role.REGISTRAR},
    Action.EVALUATE: frozenset({Role.CLIENT}),
    Action.CONSIDER: frozenset({Role.RULE_DEVELOPER}),
    Action.RELEASE_TEXT: frozenset({Role.OMBUDSMAN}),
    Action.KEEP_PEOPLE: frozenset({Role.ADMINISTRATOR}),
    Action.FORGET: frozenset({Role.ADMINISTRATOR}),
    Action.READ_STATUS: frozenset({Role.ADMINISTRATOR}),
    Action.READ_RECEIPT: SIGNED_IN,
    Action.READ_TIMELINE: frozenset({Role.CLIENT}),
    Action.READ_TIMELINE_OF_CLIENT: SUPERVISORS | {Role.REGISTRAR},
    Action.REACT: frozenset({Role.SYSTEM}),
}


def may(by: Actor, action: Action) -> bool:
    """Whether this role may ask for this at all; whose thing it is comes later."""
    return by.role in ALLOWED[action]


def allow(by: Actor, action: Action, *, of: UUID | None = None) -> None:
    """Let the actor pass, or say that there is nothing here.

    Args:
        by: who asks.
        action: what is asked.
        of: the organisation whose thing it is, where that matters.

    Raises:
        NotFound: the role may not, or the thing belongs to another organisation.
    """
    if not may(by, action) or (of is not None and by.organisation != of):
        raise NotFound


def check_scopes(scopes: Collection[str], *, changes: bool) -> None:
    """Let a program in with its access token, or say what the token lacks.

    Args:
        scopes: of the token; "write" includes "read".
        changes: whether the request may change something.

    Raises:
        ScopeTooNarrow: the token only reads.
    """
    if changes and Scope.WRITE not in scopes:
        raise ScopeTooNarrow


def allow_declaration(
    by: Actor, *, client_id: UUID, control_body: str, bodies: frozenset[str]
) -> None:
    """Let the client that declared, and whoever supervises the requirement, read it.

    Args:
        by: who asks.
        client_id: whose declaration it is.
        control_body: who supervises the requirement.
        bodies: those that the reader's organisation answers for.

    Raises:
        NotFound: it is none of the reader's.
    """
    if by.role is Role.CLIENT:
        allow(by, Action.READ_DECLARATION, of=client_id)
    else:
        allow(by, Action.READ_DECLARATIONS_OF_BODY)
        if control_body not in bodies:
            raise NotFound


def allow_step(by: Actor, *, client_id: UUID, handed_to: UUID | None) -> None:
    """Let whoever acts for the client, and the employee who has the step, deal with it.

    Args:
        by: who asks.
        client_id: whose execution it is.
        handed_to: the person who is to do the step, if somebody special is.

    Raises:
        NotFound: it is none of the reader's.
    """
    allow(by, Action.DO_STEP, of=client_id)
    if by.role is Role.EMPLOYEE and str(handed_to) != by.id:
        raise NotFound


def allow_execution_confirmation(
    by: Actor,
    *,
    client_id: UUID,
    control_bodies: Collection[str],
    bodies: frozenset[str],
) -> frozenset[str] | None:
    """Let the client, and whoever supervises something in a confirmation, read it.

    Args:
        by: who asks.
        client_id: whose confirmation it is.
        control_bodies: who supervise its requirements.
        bodies: those that the reader's organisation answers for.

    Returns:
        The bodies for which the reader sees it; None for the client, who sees all.

    Raises:
        NotFound: it is none of the reader's.
    """
    if by.role is Role.CLIENT:
        allow(by, Action.READ_EXECUTION_CONFIRMATION, of=client_id)
        return None
    allow(by, Action.QUESTION_EXECUTION)
    found = bodies & frozenset(control_bodies)
    if not found:
        raise NotFound
    return found


def answers_for(by: Actor, bodies: Bodies) -> frozenset[str]:
    """The bodies whose questions a reader answers; REGISTRAR for registrars.

    Args:
        by: who asks.
        bodies: knows for which bodies an authority answers.
    """
    if by.organisation is None or not may(by, Action.ANSWER_QUESTION):
        return frozenset()
    if by.role is Role.REGISTRAR:
        return frozenset({REGISTRAR})
    return bodies.of(by.organisation) - {REGISTRAR}


def allow_answering(by: Actor, *, body: str, bodies: Bodies) -> None:
    """Let whoever answers for a body deal with its questions and public answers.

    Raises:
        NotFound: it is another body's.
    """
    allow(by, Action.ANSWER_QUESTION)
    if body not in answers_for(by, bodies):
        raise NotFound


def allow_question(by: Actor, *, client_id: UUID, body: str, bodies: Bodies) -> None:
    """Let the client that asked, and the body that has the question, read it.

    Raises:
        NotFound: it is none of the reader's.
    """
    if by.role is Role.CLIENT:
        allow(by, Action.READ_QUESTION, of=client_id)
    else:
        allow_answering(by, body=body, bodies=bodies)


def allow_compliance(
    by: Actor, *, client_id: UUID, control_body: str, bodies: frozenset[str]
) -> None:
    """Let the client that declared compliance, and the body it declared to, read it.

    Args:
        by: who asks.
        client_id: whose declaration it is.
        control_body: to whom it was made.
        bodies: those that the reader's organisation answers for.

    Raises:
        NotFound: it is none of the reader's.
    """
    if by.role is Role.CLIENT:
        allow(by, Action.READ_COMPLIANCE, of=client_id)
    else:
        allow(by, Action.ANNUL_COMPLIANCE)
        if control_body not in bodies:
            raise NotFound


def allow_thread(by: Actor, parties: Iterable[Party]) -> Party:
    """Let those who take part in a correspondence read it and write in it.

    Args:
        by: who asks.
        parties: who takes part.

    Returns:
        As which of them the actor takes part.

    Raises:
        NotFound: as none.
    """
    allow(by, Action.READ_THREAD)
    found = party_of(by, parties)
    if found is None:
        raise NotFound
    return found


def allow_dispute(
    by: Actor,
    *,
    client_id: UUID,
    registry: str | None,
    authority: UUID | None,
    registers: frozenset[str],
) -> None:
    """Let the client that disputes, and whoever says what is disputed, read it.

    Args:
        by: who asks.
        client_id: whose dispute it is.
        registry: name of the disputed register; None: an inspector's word is disputed.
        authority: organisation of that inspector.
        registers: those that the reader's organisation keeps.

    Raises:
        NotFound: it is none of the reader's.
    """
    if by.role is Role.CLIENT:
        allow(by, Action.READ_DISPUTE, of=client_id)
    else:
        allow(by, Action.ANSWER_DISPUTE, of=authority)
        if registry is not None and registry not in registers:
            raise NotFound


def allow_considering(by: Actor, rule: EvaluatedRule, bodies: Bodies) -> None:
    """Let whoever develops a rule consider what was said of it.

    Raises:
        NotFound: another body develops it.
    """
    allow(by, Action.CONSIDER)
    if not develops(by, rule, bodies):
        raise NotFound


def develops(by: Actor, rule: EvaluatedRule, bodies: Bodies) -> bool:
    """Whether somebody acts for the organisation that develops a rule."""
    if by.organisation is None:
        return False
    if rule.developer is not None:
        return rule.developer == by.organisation
    return rule.body in bodies.of(by.organisation)


def allow_look(by: Actor, *, authority: UUID, clients: Collection[UUID]) -> None:
    """Let the body that looked, and those whose records it looked at, read of it.

    Args:
        by: who asks.
        authority: organisation that looked.
        clients: whose records, as far as the reader may be among them.

    Raises:
        NotFound: it is none of the reader's.
    """
    allow(by, Action.READ_LOOK)
    if by.role is Role.CLIENT:
        if by.organisation not in clients:
            raise NotFound
    elif by.organisation != authority:
        raise NotFound


def parties_of(by: Actor, bodies: Bodies, registers: RegistersKept) -> frozenset[str]:
    """As whom somebody has deadlines, by `domain.deadline.Party.key`.

    Args:
        by: who asks.
        bodies: knows for which supervisory bodies an organisation answers.
        registers: knows which state registers it keeps.
    """
    id = by.organisation
    if id is None or not may(by, Action.READ_DEADLINES):
        return frozenset()
    if by.role is Role.CLIENT:
        return frozenset({DeadlineParty.client(id).key})
    if by.role is Role.APPEALS_OFFICER:
        return frozenset({DeadlineParty.appeals(id).key})
    kept = {DeadlineParty.register(name) for name in registers.registers_of(id)}
    match by.role:
        case Role.REGISTRAR:
            found = {DeadlineParty.body(REGISTRAR), *kept}
        case Role.RULE_DEVELOPER:
            found = {DeadlineParty.developer(name) for name in bodies.of(id)}
        case _:
            found = {*(DeadlineParty.body(name) for name in bodies.of(id)), *kept}
    own = {DeadlineParty.authority(id)}
    if by.role in DECIDE_APPEALS:
        own.add(DeadlineParty.appeals(id))
    return frozenset(one.key for one in (*own, *found))


def allow_deadline(
    by: Actor, *, parties: Collection[str], sides: Collection[str | None]
) -> None:
    """Let both sides of a deadline read it; of one that everybody awaits, everybody.

    Args:
        by: who asks.
        parties: as whom the reader has deadlines, see `parties_of`.
        sides: keys of who owes and who waits; None: everybody waits.

    Raises:
        NotFound: it is none of the reader's.
    """
    allow(by, Action.READ_DEADLINES)
    if None not in sides and not set(parties).intersection(sides):
        raise NotFound


_IN_HISTORY: dict[str, Action] = {
    "applicability": Action.READ_DECLARATIONS_OF_BODY,
    "caution": Action.CAUTION,
    "client": Action.ANSWER_DISPUTE,
    "compliance": Action.ANNUL_COMPLIANCE,
    "consultation": Action.ANSWER_QUESTION,
    "data_assessment": Action.LOOK_AT_RECORDS,
    "deadline": Action.READ_DEADLINES,
    "exchange": Action.READ_THREAD,
    "information_request": Action.READ_INFORMATION_REQUEST,
    "inspection": Action.HOLD_INSPECTION,
    "plan": Action.KEEP_PLAN,
    "risk": Action.READ_RISK,
    "execution": Action.QUESTION_EXECUTION,
    "video": Action.HOLD_VIDEO,
    "visit": Action.READ_VISIT,
    "ombudsman": Action.READ_OMBUDSMAN,
    "burden": Action.READ_BURDEN,
    "appeal": Action.DECIDE_APPEAL,
    "damage": Action.READ_DAMAGE,
}
"""What one must be allowed to see steps in things of a context."""


def reach_of(by: Actor, bodies: Bodies, registers: RegistersKept) -> Reach:
    """How far somebody of the state sees into the histories of clients.

    Args:
        by: who asks.
        bodies: knows for which supervisory bodies an organisation answers.
        registers: knows which state registers it keeps.

    Raises:
        NotFound: nothing of them is shared with this role.
    """
    allow(by, Action.READ_TIMELINE_OF_CLIENT)
    if by.organisation is None:
        raise NotFound
    return Reach(
        contexts=tuple(name for name, need in _IN_HISTORY.items() if may(by, need)),
        bodies=tuple(sorted(answers_for(by, bodies))),
        registers=tuple(sorted(registers.registers_of(by.organisation))),
        authority=by.organisation,
    )


def allow_risk(by: Actor, *, client_id: UUID, authority: UUID) -> None:
    """Let the business, and the body that assigned it, read a category of risk.

    Raises:
        NotFound: it is none of the reader's.
    """
    of = client_id if by.role is Role.CLIENT else authority
    allow(by, Action.READ_RISK, of=of)


def allow_caution(by: Actor, *, client_id: UUID, authority: UUID) -> None:
    """Let the business that is cautioned, and the body that cautions, read it.

    Raises:
        NotFound: it is none of the reader's.
    """
    of = client_id if by.role is Role.CLIENT else authority
    allow(by, Action.READ_CAUTION, of=of)


def allow_information_request(by: Actor, *, client_id: UUID, authority: UUID) -> None:
    """Let the business that is asked, and the body that asks, read a request.

    Raises:
        NotFound: it is none of the reader's.
    """
    of = client_id if by.role is Role.CLIENT else authority
    allow(by, Action.READ_INFORMATION_REQUEST, of=of)


def side_in_meeting(
    by: Actor,
    *,
    client_id: UUID,
    authority: UUID,
    represents: Callable[[], bool],
    helps: Callable[[], bool],
) -> Side:
    """For whom somebody takes part in meetings by video about a case.

    Args:
        by: who asks.
        client_id: whose case it is.
        authority: organisation that has it.
        represents: whether the client lets the person do this for it.
        helps: whether the reader's office takes part in the case.

    Raises:
        NotFound: for nobody.
    """
    allow(by, Action.HOLD_VIDEO)
    if by.role is Role.CLIENT and by.organisation == client_id:
        return Side.CLIENT
    if by.role in SUPERVISORS and by.organisation == authority:
        return Side.BODY
    if by.role in REPRESENTATIVES and represents():
        return Side.CLIENT
    if by.role is Role.OMBUDSMAN and helps():
        return Side.HELPER
    raise NotFound


def side_in_hearing(
    by: Actor,
    *,
    client_id: UUID,
    authority: UUID,
    is_explained: bool,
    took_part: Callable[[], bool],
    represents: Callable[[], bool],
    helps: Callable[[], bool],
) -> Side:
    """For whom somebody takes part in hearings of an appeal by video.

    Args:
        by: who asks.
        client_id: who appeals.
        authority: organisation that decides.
        is_explained: whether the body was asked why what it did was lawful.
        took_part: whether the reader did something in what is appealed.
        represents: whether the client lets the person be heard for it.
        helps: whether the reader's office takes part in the appeal.

    Raises:
        NotFound: for nobody.
    """
    allow(by, Action.HOLD_VIDEO)
    if by.role is Role.CLIENT and by.organisation == client_id:
        return Side.CLIENT
    if by.organisation == authority:
        if by.role in DECIDE_APPEALS:
            return Side.EXPLAINS if took_part() else Side.BODY
        if by.role is Role.INSPECTOR and is_explained:
            return Side.EXPLAINS
    if by.role in REPRESENTATIVES and represents():
        return Side.CLIENT
    if by.role is Role.OMBUDSMAN and helps():
        return Side.HELPER
    raise NotFound


def topics_hidden_from(by: Actor) -> frozenset[Topic]:
    """What a body is told that not everybody who acts for it may read.

    Of an appeal inspectors know what they have to explain and what stands still, which
    they are told as news of their inspections.
    """
    if by.role in SUPERVISORS and not may(by, Action.DECIDE_APPEAL):
        return frozenset({Topic.APPEALS})
    return frozenset()


def allow_visit(by: Actor, *, client_id: UUID, authority: UUID) -> None:
    """Let the business that is visited, and the body that visits, read of a visit.

    Raises:
        NotFound: it is none of the reader's.
    """
    of = client_id if by.role is Role.CLIENT else authority
    allow(by, Action.READ_VISIT, of=of)


def allow_ombudsman(by: Actor, *, takes_part: bool) -> None:
    """Let an ombudsman's office into an inspection in which it takes part.

    Raises:
        NotFound: it takes no part in it.
    """
    allow(by, Action.ADVISE_AS_OMBUDSMAN)
    if not takes_part:
        raise NotFound
