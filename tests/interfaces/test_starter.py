"""What a new installation begins with; loading it again changes nothing."""

from collections import Counter
from datetime import date

import pytest

from domain.appeal import AppealStatus
from domain.condition import Verdict
from domain.inspection import Stage
from domain.kernel import Role
from domain.profile import Profile
from interfaces.gateways.database import Database
from interfaces.gateways.sign_in import demo_people
from interfaces.invited import invited
from interfaces.service import Service
from interfaces.starter import load_starter
from projections.algorithm import AlgorithmFilters
from projections.applicability import Wanted
from projections.requirement import Filters
from tests.conftest import StoppedClock
from tests.interfaces.shell import ADMIN, service_of, settings_of

pytestmark = pytest.mark.database

TODAY = date(2026, 11, 21)


@pytest.fixture
def service(database: Database, clock: StoppedClock) -> Service:
    return service_of(database, clock, settings_of(database))


def started(service: Service) -> Service:
    load_starter(service)
    service.runner.drain()
    return service


def ways(service: Service, name: str) -> list[tuple[str, Role]]:
    id = service.pseudonyms.of("person", f"demo\n{name}\n0")
    return [(way.organisation, way.role) for way in service.person_view.memberships(id)]


def test_the_register_the_bodies_and_the_demo_people_are_there(
    service: Service,
) -> None:
    started(service)

    register = service.requirement_view.facets(Filters(), TODAY)
    assert register.total == 162
    algorithms = service.algorithm_view.search(AlgorithmFilters(), TODAY)
    assert algorithms.total == 24
    assert service.requirement_view.titles(["56.10"])
    roles = Counter(role for one in demo_people() for _, role in ways(service, one.id))
    assert roles[Role.CLIENT] == 4
    assert set(roles) >= {
        Role.INSPECTOR,
        Role.HEAD,
        Role.REGISTRAR,
        Role.RULE_DEVELOPER,
        Role.APPEALS_OFFICER,
        Role.OMBUDSMAN,
        Role.OPERATOR,
        Role.ADMINISTRATOR,
    }
    assert ways(service, "newcomer") == []


def test_every_body_that_an_authority_answers_for_is_of_the_register(
    service: Service,
) -> None:
    started(service)
    answered = set()
    for organisation in service.person_view.organisations(limit=50):
        answered |= set(organisation.bodies)
    bodies = {
        one.value for one in service.requirement_view.facets(Filters(), TODAY).body
    }

    assert answered
    assert answered <= bodies


LEAST = {"anna": 56, "maria": 5, "oleg": 20, "irina": 20}


def test_the_demo_reckons_risk_by_criteria_that_are_told_to_be_invented(
    service: Service,
) -> None:
    started(service)

    (line,) = service.risk_view.profiles(TODAY)
    card = service.risk_view.profile(line.id)
    assert card
    assert line.control_body == "МЧС России"
    assert card.editions[0].criteria.source.startswith("Демонстрация")


def test_one_demo_appeal_waits_and_one_was_decided(service: Service) -> None:
    started(service)

    oleg = service.pseudonyms.of("person", "demo\noleg\n0")
    [way] = service.person_view.memberships(oleg)
    found = service.appeal_view.of_client(way.organisation_id)
    assert {one.status for one in found.appeals} == {
        AppealStatus.SENT,
        AppealStatus.DECIDED,
    }


def test_each_demo_client_has_a_list_worth_looking_at(service: Service) -> None:
    started(service)

    for name, least in LEAST.items():
        id = service.pseudonyms.of("person", f"demo\n{name}\n0")
        [way] = service.person_view.memberships(id)
        found = service.personal_lists.of_client(way.organisation_id, Wanted(on=TODAY))
        assert found.counts[Verdict.APPLIES] >= least
        card = service.client_view.get(way.organisation_id)
        assert card
        assert all(
            service.vocabulary.has(fact, one.value) for fact, one in card.facts.items()
        )


def test_loading_again_changes_nothing(service: Service) -> None:
    started(service)
    before = service.log.head()

    started(service)

    assert service.log.head() == before


def test_loading_again_leaves_a_forgotten_business_forgotten(service: Service) -> None:
    started(service)
    cafe = service.pseudonyms.of("inn", "630000000119")
    service.clients.forget(cafe, by=ADMIN)
    before = service.log.head()

    started(service)

    assert service.log.head() == before
    assert service.client_view.get(cafe) is None


def test_a_real_installation_begins_without_demo_people(
    database: Database, clock: StoppedClock
) -> None:
    settings = settings_of(
        database,
        SVERKA_SIGN_IN="oidc",
        SVERKA_OIDC_ISSUER="https://id.example.org",
        SVERKA_OIDC_CLIENT_ID="sverka",
        SVERKA_OIDC_CLIENT_SECRET="secret",  # noqa: S106
    )
    service = started(service_of(database, clock, settings))

    assert service.person_view.people() == []
    assert service.person_view.organisations() == []
    assert service.personal_lists.of_profile(Profile(), Wanted(on=TODAY)).found > 150


def test_a_draft_waits_for_the_cafe_to_evaluate_it(service: Service) -> None:
    started(service)
    load_starter(service)

    [draft] = service.draft_view.open_now()
    cafe = service.pseudonyms.of("inn", "630000000119")
    [asked] = invited(service, cafe)
    assert asked.draft == draft
    assert asked.is_sure


def test_a_request_for_information_waits_for_the_cafe_to_answer(
    service: Service,
) -> None:
    started(service)
    load_starter(service)
    service.runner.drain()

    cafe = service.pseudonyms.of("inn", "630000000119")
    requests = service.information_request_view
    [asked] = requests.of(client_id=cafe, is_open=True).requests
    assert asked.purpose.startswith("Демонстрация")


def test_an_inspection_of_the_cafe_is_announced(service: Service) -> None:
    started(service)
    load_starter(service)
    service.runner.drain()

    cafe = service.pseudonyms.of("inn", "630000000119")
    [announced] = service.inspection_view.of(client_id=cafe).inspections
    case = service.inspection_view.case(announced.id)
    assert case
    assert case.stage is Stage.NOTIFIED
    assert case.starts > service.clock.now()
    assert case.order.basis.startswith("Демонстрация")
