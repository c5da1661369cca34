"""Who may do what: what a person may not see does not exist for that person."""

from uuid import uuid4

import pytest

from application.access import (
    ALLOWED,
    EVERYONE,
    Action,
    allow,
    allow_declaration,
    check_scopes,
    may,
)
from domain.errors import NotFound
from domain.kernel import PUBLIC, Actor, Role
from domain.person import Scope, ScopeTooNarrow

OURS, THEIRS = uuid4(), uuid4()
FIRE = "МЧС России"


def somebody(role: Role) -> Actor:
    return Actor(id="somebody", role=role, organisation=OURS)


def test_every_action_is_somebodys_and_every_role_is_known() -> None:
    assert set(ALLOWED) == set(Action)
    assert all(ALLOWED.values())
    assert set().union(*ALLOWED.values()) == set(Role)


@pytest.mark.parametrize("action", Action)
def test_the_public_reads_what_is_public_signs_in_and_revokes_by_link(
    action: Action,
) -> None:
    allowed = {Action.READ_PUBLIC, Action.SIGN_IN, Action.REVOKE_CONSENT}

    assert may(PUBLIC, action) == (action in allowed)


@pytest.mark.parametrize("action", Action)
def test_a_scheduled_job_reacts_and_nothing_else(action: Action) -> None:
    assert may(somebody(Role.SYSTEM), action) == (action is Action.REACT)


@pytest.mark.parametrize(
    "action", [Action.READ_CLIENT, Action.KEEP_CLIENT, Action.READ_LIST, Action.DECLARE]
)
@pytest.mark.parametrize("role", Role)
def test_what_is_a_clients_is_for_that_client_alone(action: Action, role: Role) -> None:
    if role is Role.CLIENT:
        allow(somebody(role), action, of=OURS)
    else:
        with pytest.raises(NotFound):
            allow(somebody(role), action, of=OURS)
    with pytest.raises(NotFound):
        allow(somebody(role), action, of=THEIRS)


@pytest.mark.parametrize("role", Role)
def test_a_declaration_is_read_by_its_client_and_its_supervisors(role: Role) -> None:
    def reads(client: object, bodies: frozenset[str]) -> bool:
        try:
            allow_declaration(
                somebody(role),
                client_id=client,  # type: ignore[arg-type]
                control_body=FIRE,
                bodies=bodies,
            )
        except NotFound:
            return False
        return True

    supervises = role in {Role.INSPECTOR, Role.HEAD}
    assert reads(OURS, frozenset()) == (role is Role.CLIENT)
    assert reads(THEIRS, frozenset({FIRE})) == supervises
    assert not reads(THEIRS, frozenset({"Роспотребнадзор"}))
    assert not reads(THEIRS, frozenset())


def test_everybody_but_a_job_may_read_what_is_public() -> None:
    assert ALLOWED[Action.READ_PUBLIC] == EVERYONE == set(Role) - {Role.SYSTEM}


def test_a_token_that_only_reads_changes_nothing() -> None:
    check_scopes([Scope.READ], changes=False)
    check_scopes([Scope.WRITE], changes=True)
    check_scopes([Scope.WRITE], changes=False)

    for scopes in ([Scope.READ], []):
        with pytest.raises(ScopeTooNarrow):
            check_scopes(scopes, changes=True)
