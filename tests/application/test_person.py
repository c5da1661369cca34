"""Commands about people on the real log: who may, and what is recorded once."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from application.log import EventLog, Key, KeyReused, Receipt
from application.person import (
    AddPerson,
    CorrectOrganisation,
    FoundOrganisation,
    IssueToken,
    People,
    RemovePerson,
    SignIn,
    digest_of,
)
from domain.client import Client
from domain.errors import NotFound, Stale
from domain.kernel import PUBLIC, Actor, Role
from domain.person import (
    Membership,
    Organisation,
    OrganisationKind,
    OrganisationKnown,
    Person,
    RoleDoesNotFit,
    Scope,
    TermTooLong,
)
from domain.profile import ClientKind
from interfaces.gateways.pseudonyms import KeyedPseudonyms
from tests.conftest import StoppedClock

pytestmark = pytest.mark.database

ADMIN = Actor(id=str(uuid4()), role=Role.ADMINISTRATOR, organisation=uuid4())
JOB = Actor(id="system:cli", role=Role.SYSTEM)
FIRE = FoundOrganisation(
    kind=OrganisationKind.AUTHORITY, name="ГУ МЧС", bodies=("МЧС России",)
)
Me = Callable[..., Actor]


@pytest.fixture
def people(log: EventLog, clock: StoppedClock, pseudonyms: KeyedPseudonyms) -> People:
    return People(log, clock, pseudonyms)


@pytest.fixture
def me(people: People) -> Me:
    """Somebody signed in, by name."""

    def sign_in(name: str = "anna", role: Role = Role.PERSON) -> Actor:
        receipt = people.sign_in(identity(name))
        return Actor(id=str(receipt.id), role=role)

    return sign_in


def identity(name: str = "anna", shown: str = "Анна") -> SignIn:
    return SignIn(issuer="https://id.example.org", subject=name, name=shown)


def cafe(log: EventLog, by: Actor) -> UUID:
    client = Client.register(
        id=uuid4(),
        kind=ClientKind.IE,
        name="Кафе",
        inn="630000000119",
        ogrn=None,
        by=by,
    )
    log.record(client, by=by)
    return client.id


def add(people: People, who: Actor, organisation: UUID, role: Role) -> Receipt:
    command = AddPerson(person_id=UUID(who.id), organisation=organisation, role=role)
    return people.add(command, by=ADMIN)


def test_the_same_identity_is_the_same_person(people: People, log: EventLog) -> None:
    first = people.sign_in(identity())
    again = people.sign_in(identity())
    renamed = people.sign_in(identity(shown="Анна Кузнецова"))

    assert (first.id, first.version) == (again.id, again.version)
    assert again.position == 0
    assert log.load(Person, renamed.id).name == "Анна Кузнецова"


def test_the_same_subject_of_another_provider_is_another_person(people: People) -> None:
    ours = people.sign_in(identity())
    theirs = people.sign_in(identity().model_copy(update={"issuer": "https://other"}))

    assert ours.id != theirs.id


def test_who_was_forgotten_comes_back_as_a_new_person(people: People) -> None:
    before = people.sign_in(identity())

    people.forget(before.id, by=ADMIN)
    after = people.sign_in(identity())

    assert after.id != before.id
    assert people.sign_in(identity()).id == after.id


def test_an_organisation_is_entered_once(people: People) -> None:
    people.found(FIRE, by=ADMIN)

    with pytest.raises(OrganisationKnown):
        people.found(FIRE, by=ADMIN)


def test_a_double_click_enters_an_organisation_once(people: People) -> None:
    key = Key(key="k1", fingerprint="f")

    assert people.found(FIRE, by=ADMIN, key=key) == people.found(
        FIRE, by=ADMIN, key=key
    )


def test_correcting_what_somebody_else_corrected_is_refused(people: People) -> None:
    fire = people.found(FIRE, by=ADMIN)
    command = CorrectOrganisation(name="Пожарный надзор", bodies=("МЧС России",))

    people.correct(fire.id, command, by=ADMIN, version=1)

    with pytest.raises(Stale):
        people.correct(fire.id, command, by=ADMIN, version=1)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_administrators_keep_organisations_and_people(
    people: People, me: Me, role: Role
) -> None:
    fire = people.found(FIRE, by=ADMIN)
    who = me()
    by = Actor(id=str(uuid4()), role=role, organisation=fire.id)
    adding = AddPerson(
        person_id=UUID(who.id), organisation=fire.id, role=Role.INSPECTOR
    )
    removing = RemovePerson(**adding.model_dump())

    with pytest.raises(NotFound):
        people.found(FIRE, by=by)
    with pytest.raises(NotFound):
        people.correct(fire.id, CorrectOrganisation(name="Я"), by=by)
    with pytest.raises((NotFound, RoleDoesNotFit)):
        people.add(adding, by=by)
    with pytest.raises((NotFound, RoleDoesNotFit)):
        people.remove(removing, by=by)
    with pytest.raises(NotFound):
        people.forget(UUID(who.id), by=by)


def test_an_administrator_adds_and_removes_a_person(
    people: People, log: EventLog, me: Me
) -> None:
    fire, who = people.found(FIRE, by=ADMIN), me()

    add(people, who, fire.id, Role.INSPECTOR)
    removing = RemovePerson(
        person_id=UUID(who.id), organisation=fire.id, role=Role.INSPECTOR
    )
    people.remove(removing, by=ADMIN)

    assert log.load(Person, UUID(who.id)).memberships == set()


def test_nobody_joins_what_is_not_there_or_in_a_role_that_does_not_fit(
    people: People, me: Me
) -> None:
    fire, who = people.found(FIRE, by=ADMIN), me()

    with pytest.raises(NotFound):
        add(people, who, uuid4(), Role.INSPECTOR)
    with pytest.raises(NotFound):
        add(people, who, uuid4(), Role.CLIENT)
    with pytest.raises(RoleDoesNotFit):
        add(people, who, fire.id, Role.CLIENT)
    with pytest.raises(RoleDoesNotFit):
        add(people, who, fire.id, Role.OMBUDSMAN)
    with pytest.raises(NotFound):
        add(people, Actor(id=str(uuid4()), role=Role.PERSON), fire.id, Role.INSPECTOR)


def test_who_acts_for_a_client_lets_a_colleague_in_there_and_nowhere_else(
    people: People, log: EventLog, me: Me
) -> None:
    anna, boris = me("anna"), me("boris")
    ours, theirs = cafe(log, anna), cafe(log, boris)
    owner = anna.model_copy(update={"role": Role.CLIENT, "organisation": ours})
    adding = AddPerson(person_id=UUID(boris.id), organisation=ours, role=Role.CLIENT)

    people.add(adding, by=owner)

    with pytest.raises(NotFound):
        people.add(adding.model_copy(update={"organisation": theirs}), by=owner)
    with pytest.raises(RoleDoesNotFit):
        people.add(adding.model_copy(update={"role": Role.ADMINISTRATOR}), by=owner)
    assert log.load(Person, UUID(boris.id)).memberships == {
        Membership(organisation=ours, role=Role.CLIENT)
    }


def test_joining_is_decided_and_left_to_be_recorded(
    people: People, log: EventLog, me: Me
) -> None:
    who, ours = me(), uuid4()

    person = people.joining(who, ours, Role.CLIENT)

    assert Membership(organisation=ours, role=Role.CLIENT) in person.memberships
    assert log.load(Person, person.id).memberships == set()
    with pytest.raises(NotFound):
        people.joining(JOB, ours, Role.CLIENT)


def test_the_command_line_appoints_the_first_administrator(
    people: People, log: EventLog, me: Me
) -> None:
    first, second = me("first"), me("second")

    people.appoint(UUID(first.id), "Сверка", by=JOB)
    people.appoint(UUID(second.id), "Сверка", by=JOB)
    with pytest.raises(NotFound):
        people.appoint(UUID(second.id), "Сверка", by=ADMIN)

    held = log.load(Person, UUID(first.id)).memberships
    assert held == log.load(Person, UUID(second.id)).memberships
    [membership] = held
    assert membership.role is Role.ADMINISTRATOR
    assert log.load(Organisation, membership.organisation).name == "Сверка"


def test_a_token_is_told_once_and_only_its_hash_is_kept(
    people: People, log: EventLog, me: Me
) -> None:
    who = me()
    key = Key(key="once", fingerprint="f")
    command = IssueToken(name="учёт", scopes=frozenset({Scope.READ}), days=30)

    issued = people.issue_token(command, by=who, key=key)
    again = people.issue_token(command, by=who, key=key)

    assert issued.token
    assert issued.token.startswith("sverka_")
    assert again.token is None
    assert again.receipt == issued.receipt
    stored = log.events_of(log.tail(0, 100).events)
    [event] = [one for one in stored if isinstance(one, Person.TokenIssued)]
    assert event.digest == digest_of(issued.token)
    assert issued.token not in repr([one.state for one in log.tail(0, 100).events])


def test_the_key_of_a_token_cannot_be_used_for_another(people: People, me: Me) -> None:
    who = me()
    command = IssueToken(name="учёт")
    people.issue_token(command, by=who, key=Key(key="k", fingerprint="one"))

    with pytest.raises(KeyReused):
        people.issue_token(command, by=who, key=Key(key="k", fingerprint="two"))


def test_nobody_signed_in_has_no_tokens(people: People) -> None:
    with pytest.raises(NotFound):
        people.issue_token(IssueToken(name="учёт"), by=PUBLIC)
    with pytest.raises(NotFound):
        people.revoke_token(uuid4(), by=PUBLIC)


def test_the_domain_checks_the_term_even_when_the_command_did_not(
    people: People, me: Me
) -> None:
    command = IssueToken.model_construct(
        name="учёт", scopes=frozenset({Scope.READ}), days=400
    )

    with pytest.raises(TermTooLong):
        people.issue_token(command, by=me())


def test_nobody_revokes_the_token_of_another(people: People, me: Me) -> None:
    anna, boris = me("anna"), me("boris")
    issued = people.issue_token(IssueToken(name="учёт"), by=anna)
    assert issued.token_id

    with pytest.raises(NotFound):
        people.revoke_token(issued.token_id, by=boris)

    people.revoke_token(issued.token_id, by=anna)
