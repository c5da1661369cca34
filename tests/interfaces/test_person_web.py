"""Pages of people: signing in and out, acting as, tokens, colleagues, their keepers."""

import re
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from domain.kernel import Role
from domain.person import Membership
from interfaces.service import Service
from tests.conftest import StoppedClock
from tests.interfaces.shell import Cast, demo

pytestmark = pytest.mark.database


def form(**fields: Any) -> dict[str, Any]:
    return {"idempotency_key": "a-key"} | fields


def test_a_demo_person_signs_in_and_out(site: TestClient) -> None:
    picking = site.get("/sign-in?next=/person")
    signed = site.post("/sign-in/demo", data={"person": "anna", "next": "/person"})
    account = site.get("/person")
    out = site.post("/sign-out")
    after = site.get("/person")

    assert "Анна Кузнецова" in picking.text
    assert (signed.status_code, signed.headers["Location"]) == (303, "/person")
    assert "Мои данные" in account.text
    assert "Анна Кузнецова" in account.text
    assert (out.status_code, out.headers["Location"]) == (303, "/")
    assert after.headers["Location"] == "/sign-in?next=%2Fperson"


def test_signing_in_as_nobody_is_said_in_the_summary(site: TestClient) -> None:
    answer = site.post("/sign-in/demo", data={"next": "/person"})

    assert answer.status_code == 422
    assert '<a href="#person">Выберите, кем вы хотите быть</a>' in answer.text


@pytest.mark.parametrize(
    "strange",
    [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "evil",
        "",
    ],
)
def test_signing_in_never_leads_to_another_site(site: TestClient, strange: str) -> None:
    answer = site.post("/sign-in/demo", data={"person": "anna", "next": strange})

    assert answer.headers["Location"] == "/"


def test_a_session_gets_a_new_secret_at_each_sign_in(site: TestClient) -> None:
    demo(site)
    first = site.cookies["sverka"]
    demo(site)

    second = site.cookies["sverka"]
    site.cookies.clear()
    stolen = site.get("/person", headers={"Cookie": f"sverka={first}"})

    assert first != second
    assert stolen.status_code == 303


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts(site: TestClient) -> None:
    answer = site.post("/sign-in/demo", data={"person": "anna"})

    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie


def test_signing_out_everywhere_ends_every_session(
    site: TestClient, cast: Cast
) -> None:
    demo(site)
    elsewhere = cast.session(cast.person("anna"))

    site.post("/sign-out/everywhere")

    assert cast.service.sessions.signed(elsewhere) is None
    assert site.get("/person").status_code == 303


def test_somebody_with_several_memberships_chooses_as_whom_to_act(
    site: TestClient, cast: Cast
) -> None:
    anna, fire, tax = cast.person(), cast.authority(), cast.authority("ФНС")
    cast.join(anna, fire, Role.INSPECTOR)
    cast.join(anna, tax, Role.HEAD)

    signed = site.post("/sign-in/demo", data={"person": "anna", "next": "/about"})
    asked = site.get(signed.headers["Location"])
    wrong = site.post("/person/act-as", data={"way": "the king", "next": "/about"})
    way = f"{tax}:{Role.HEAD}"
    chosen = site.post("/person/act-as", data={"way": way, "next": "/about"})

    assert signed.headers["Location"] == "/person/act-as?next=%2Fabout"
    assert f"{fire}:inspector" in asked.text
    assert wrong.status_code == 422
    assert chosen.headers["Location"] == "/about"
    assert "Вы действуете как: Руководитель контроля" in site.get("/about").text


def test_nobody_acts_for_an_organisation_of_others(
    site: TestClient, cast: Cast
) -> None:
    fire = cast.authority()
    demo(site)

    answer = site.post("/person/act-as", data={"way": f"{fire}:inspector"})

    assert answer.status_code == 404


def test_a_token_is_shown_once_works_and_is_revoked(
    site: TestClient,
) -> None:
    demo(site)
    fields = form(name="учёт", scopes="read", days="30")

    made = site.post("/person/tokens", data=fields)
    again = site.post("/person/tokens", data=fields)
    token = re.findall(r"sverka_[\w-]{43}", made.text)[0]
    site_of_program = {"Authorization": f"Bearer {token}"}
    works = site.get("/api/person", headers=site_of_program)
    listed = site.get("/person/tokens")
    [path] = re.findall(r'action="(/person/tokens/[\w-]+/revoke)"', listed.text)
    revoked = site.post(path, data=form(idempotency_key="other"))
    dead = site.get("/api/person", headers=site_of_program)

    assert made.status_code == 200
    assert "sverka_" not in again.text
    assert "Этот ключ уже сделан" in again.text
    assert works.status_code == 200
    assert token not in listed.text
    assert revoked.headers["Location"] == "/person/tokens"
    assert dead.status_code == 401


def test_a_wrong_token_form_keeps_what_was_typed(site: TestClient) -> None:
    demo(site)

    answer = site.post("/person/tokens", data=form(name="  ", scopes="write", days="9"))

    assert answer.status_code == 422
    assert '<a href="#name">Заполните это поле</a>' in answer.text
    assert re.search(r'value="write" checked', answer.text)


def test_an_owner_lets_a_colleague_in_and_out(site: TestClient, cast: Cast) -> None:
    anna, boris = cast.person("anna"), cast.person("maria")
    client = cast.client(anna)
    demo(site)

    empty = site.post("/person/colleagues", data=form(person_id="nobody"))
    stranger = site.post(
        "/person/colleagues", data=form(person_id=str(client), idempotency_key="k2")
    )
    let_in = site.post(
        "/person/colleagues", data=form(person_id=f" {boris} ", idempotency_key="k3")
    )
    twice = site.post(
        "/person/colleagues", data=form(person_id=str(boris), idempotency_key="k4")
    )
    listed = site.get("/person/colleagues")
    out = site.post(
        f"/person/colleagues/{boris}/remove", data=form(idempotency_key="k5")
    )

    assert (empty.status_code, stranger.status_code) == (422, 404)
    assert 'href="#person_id"' in stranger.text
    assert let_in.status_code == 303
    assert twice.status_code == 409
    assert "Maria" in listed.text
    assert out.status_code == 303
    assert "Maria" not in site.get("/person/colleagues").text


def test_only_administrators_see_people(site: TestClient, cast: Cast) -> None:
    anna = cast.person()
    demo(site)

    for path in ("/people", f"/people/{anna}", "/people/organisations"):
        assert site.get(path).status_code == 404, path


def test_an_administrator_keeps_organisations_and_people(
    site: TestClient, cast: Cast
) -> None:
    cast.administrator("admin")
    anna = cast.person("anna")
    demo(site, "admin")

    wrong = site.post(
        "/people/organisations", data=form(kind="kingdom", name="", bodies="")
    )
    fire = site.post(
        "/people/organisations",
        data=form(kind="authority", name="ГУ МЧС", bodies="МЧС России\n\nГПН"),
    )
    organisation = fire.headers["Location"].rpartition("/")[2]
    joined = site.post(
        f"/people/{anna}/memberships",
        data=form(organisation=organisation, role="inspector", idempotency_key="k2"),
    )
    no_fit = site.post(
        f"/people/{anna}/memberships",
        data=form(organisation=organisation, role="operator", idempotency_key="k3"),
    )
    seen = site.get(fire.headers["Location"])
    stale = site.post(
        fire.headers["Location"],
        data=form(name="МЧС", version="7", idempotency_key="k4"),
    )
    corrected = site.post(
        fire.headers["Location"],
        data=form(name="МЧС", version="1", idempotency_key="k5"),
    )
    left = site.post(
        f"/people/{anna}/memberships/remove",
        data=form(organisation=organisation, role="inspector", idempotency_key="k6"),
    )

    assert wrong.status_code == 422
    assert all(f'href="#{field}"' in wrong.text for field in ("kind", "name"))
    assert joined.headers["Location"] == f"/people/{anna}"
    assert no_fit.status_code == 422
    assert "Anna" in seen.text
    assert "ГПН" in seen.text
    assert stale.status_code == 412
    assert corrected.status_code == 303
    assert left.status_code == 303
    assert "Anna" not in site.get(fire.headers["Location"]).text


def test_people_are_found_and_paged(site: TestClient, cast: Cast) -> None:
    cast.administrator("admin")
    for number in range(51):
        cast.person(f"person-{number:02}")
    demo(site, "admin")

    first = site.get("/people?text=person")
    [more] = re.findall(r'href="(/people\?text=person&amp;after=[^"]+)"', first.text)
    second = site.get(more.replace("&amp;", "&"))

    assert first.text.count('scope="row"') == 50
    assert second.text.count('scope="row"') == 1
    assert site.get("/people?after=nonsense").status_code == 422


def test_a_person_is_forgotten_after_a_question(site: TestClient, cast: Cast) -> None:
    cast.administrator("admin")
    anna = cast.person("anna")
    secret = cast.session(anna)
    demo(site, "admin")

    asked = site.get(f"/people/{anna}/forget")
    done = site.post(f"/people/{anna}/forget", data=form())

    assert "Anna" in asked.text
    assert done.headers["Location"] == "/people"
    assert site.get(f"/people/{anna}").status_code == 404
    assert cast.service.sessions.signed(secret) is None


def test_leaving_takes_effect_on_the_next_request(
    site: TestClient, cast: Cast, shell_service: Service
) -> None:
    admin = cast.administrator("admin")
    [way] = shell_service.person_view.memberships(admin)
    demo(site, "admin")
    assert site.get("/people").status_code == 200

    site.post(
        f"/people/{admin}/memberships/remove",
        data=form(organisation=str(way.organisation_id), role="administrator"),
    )

    assert site.get("/people").status_code == 404


def test_a_session_is_over_after_two_hours_of_silence(
    site: TestClient, clock: StoppedClock
) -> None:
    demo(site)

    clock.pass_by(timedelta(hours=2))

    assert site.get("/person").headers["Location"].startswith("/sign-in")


def test_the_choice_of_a_membership_is_kept_by_the_session(
    site: TestClient, cast: Cast
) -> None:
    anna, fire, tax = cast.person(), cast.authority(), cast.authority("ФНС")
    for organisation in (fire, tax):
        cast.join(anna, organisation, Role.INSPECTOR)
    secret = cast.session(anna, Membership(organisation=fire, role=Role.INSPECTOR))

    answer = site.get("/api/person", headers={"Cookie": f"sverka={secret}"})

    assert answer.json()["signed"]["organisation_id"] == str(fire)
    assert len(answer.json()["memberships"]) == 2
