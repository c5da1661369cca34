"""People, organisations and access tokens: what is allowed and what is refused."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.errors import NotFound
from domain.kernel import Actor, Role
from domain.person import (
    AlreadyMember,
    BodiesNotOurs,
    Membership,
    NameOfOrganisationMissing,
    NameOfTokenMissing,
    NoScope,
    NotMember,
    Organisation,
    OrganisationKind,
    Person,
    PersonForgotten,
    RoleDoesNotFit,
    Scope,
    TermTooLong,
    TokenRevoked,
    TooManyTokens,
)
from tests.facts import new_facts

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
ADMIN = Actor(id=str(uuid4()), role=Role.ADMINISTRATOR, organisation=uuid4())
CAFE = Membership(organisation=uuid4(), role=Role.CLIENT)


def anna() -> Person:
    id = uuid4()
    by = Actor(id=str(id), role=Role.PERSON)
    return Person.register(id=id, name="Анна", email=None, by=by)


def token(person: Person, **differently: Any) -> Any:
    given: dict[str, Any] = {
        "digest": "ab" * 32,
        "name": "учёт",
        "scopes": frozenset({Scope.READ}),
        "acting": None,
        "term": timedelta(days=30),
        "now": NOW,
        "by": ADMIN,
    }
    return person.issue_token(**given | differently)


def authority() -> Organisation:
    return Organisation.found(
        kind=OrganisationKind.AUTHORITY, name="МЧС", bodies=("МЧС России",), by=ADMIN
    )


def test_what_a_person_is_called_is_taken_over_only_when_it_changed() -> None:
    person = anna()

    person.describe(name="Анна", email=None, by=ADMIN)
    person.describe(name="Анна Кузнецова", email="anna@example.org", by=ADMIN)

    assert new_facts(person) == [
        ("Registered", {"name": "Анна", "email": None}),
        ("Described", {"name": "Анна Кузнецова", "email": "anna@example.org"}),
    ]


def test_a_person_joins_once_and_leaves_once() -> None:
    person = anna()

    person.join(CAFE, by=ADMIN)
    with pytest.raises(AlreadyMember):
        person.join(CAFE, by=ADMIN)
    person.leave(CAFE, by=ADMIN)
    with pytest.raises(NotMember):
        person.leave(CAFE, by=ADMIN)

    assert [name for name, _ in new_facts(person)] == ["Registered", "Joined", "Left"]


def test_the_same_person_may_hold_two_roles_in_one_organisation() -> None:
    person = anna()
    body = uuid4()

    person.join(Membership(organisation=body, role=Role.INSPECTOR), by=ADMIN)
    person.join(Membership(organisation=body, role=Role.HEAD), by=ADMIN)

    assert len(person.memberships) == 2


def test_a_token_says_what_it_may_do_as_whom_and_until_when() -> None:
    person = anna()
    person.join(CAFE, by=ADMIN)

    token_id = token(person, acting=CAFE, scopes=frozenset({Scope.WRITE, Scope.READ}))

    assert new_facts(person)[-1] == (
        "TokenIssued",
        {
            "token_id": token_id,
            "digest": "ab" * 32,
            "name": "учёт",
            "scopes": (Scope.READ, Scope.WRITE),
            "acting": CAFE.model_dump(),
            "expires_at": NOW + timedelta(days=30),
        },
    )


@pytest.mark.parametrize(
    ("differently", "refusal"),
    [
        ({"name": " \t "}, NameOfTokenMissing),
        ({"scopes": frozenset()}, NoScope),
        ({"term": timedelta(hours=23)}, TermTooLong),
        ({"term": timedelta(days=367)}, TermTooLong),
        ({"acting": CAFE}, NotMember),
    ],
)
def test_a_token_is_refused_when_its_content_is_wrong(
    differently: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        token(anna(), **differently)


def test_only_tokens_that_are_alive_count_against_the_most() -> None:
    person = anna()
    for _ in range(19):
        token(person)
    token(person, term=timedelta(days=1))

    with pytest.raises(TooManyTokens):
        token(person)

    assert token(person, now=NOW + timedelta(days=1))


def test_a_token_is_revoked_once_and_only_by_its_owner() -> None:
    person, other = anna(), anna()
    token_id = token(person)

    with pytest.raises(NotFound):
        other.revoke_token(token_id, by=ADMIN)
    person.revoke_token(token_id, by=ADMIN)
    with pytest.raises(TokenRevoked):
        person.revoke_token(token_id, by=ADMIN)

    assert new_facts(person)[-1] == ("TokenRevoked", {"token_id": token_id})


def test_nothing_more_can_happen_to_a_person_who_was_forgotten() -> None:
    person = anna()
    person.join(CAFE, by=ADMIN)
    token_id = token(person)

    person.forget(by=ADMIN)

    with pytest.raises(PersonForgotten):
        person.forget(by=ADMIN)
    with pytest.raises(PersonForgotten):
        person.join(CAFE, by=ADMIN)
    with pytest.raises(PersonForgotten):
        person.describe(name="Иван", email=None, by=ADMIN)
    with pytest.raises(PersonForgotten):
        token(person)
    with pytest.raises(NotMember):
        person.leave(CAFE, by=ADMIN)
    with pytest.raises(NotFound):
        person.revoke_token(token_id, by=ADMIN)


def test_an_organisation_has_the_same_id_however_its_name_is_spaced() -> None:
    one = authority()
    two = Organisation.found(
        kind=OrganisationKind.AUTHORITY, name=" мчс ", bodies=(), by=ADMIN
    )

    assert one.id == two.id


def test_an_organisation_is_corrected_only_when_something_differs() -> None:
    organisation = authority()

    organisation.correct(name="МЧС", bodies=("МЧС России",), by=ADMIN)
    organisation.correct(name="ГУ МЧС", bodies=("МЧС России", " ", "ГПН"), by=ADMIN)

    assert new_facts(organisation)[1:] == [
        (
            "Corrected",
            {"name": "ГУ МЧС", "bodies": ("МЧС России", "ГПН"), "registers": ()},
        )
    ]


def test_an_organisation_needs_a_name() -> None:
    with pytest.raises(NameOfOrganisationMissing):
        Organisation.found(
            kind=OrganisationKind.OPERATOR, name="  ", bodies=(), by=ADMIN
        )
    with pytest.raises(NameOfOrganisationMissing):
        authority().correct(name="", bodies=(), by=ADMIN)


def test_only_an_authority_answers_for_supervisory_bodies() -> None:
    with pytest.raises(BodiesNotOurs):
        Organisation.found(
            kind=OrganisationKind.OMBUDSMAN_OFFICE,
            name="Аппарат",
            bodies=("МЧС России",),
            by=ADMIN,
        )


@pytest.mark.parametrize(
    ("role", "fits"),
    [
        (Role.INSPECTOR, True),
        (Role.HEAD, True),
        (Role.APPEALS_OFFICER, True),
        (Role.CLIENT, False),
        (Role.ADMINISTRATOR, False),
        (Role.SYSTEM, False),
    ],
)
def test_a_role_must_fit_the_kind_of_organisation(role: Role, *, fits: bool) -> None:
    if fits:
        authority().check_role(role)
    else:
        with pytest.raises(RoleDoesNotFit):
            authority().check_role(role)
