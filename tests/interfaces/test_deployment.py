"""The files for containers say what they must; there is no container runtime here."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from interfaces.settings import NAMES

COMPOSE = Path("docker-compose.yml")
DOCKERFILE = Path("Dockerfile").read_text("utf-8")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    return found


def test_web_and_worker_start_after_the_migrations_on_a_healthy_database(
    services: dict[str, Any],
) -> None:
    migrated = {"condition": "service_completed_successfully"}
    healthy = {"condition": "service_healthy"}

    assert services["migrate"]["depends_on"] == {"database": healthy}
    for name in ("web", "worker"):
        assert services[name]["depends_on"] == {
            "migrate": migrated,
            "database": healthy,
        }
    assert "pg_isready" in services["database"]["healthcheck"]["test"]


def test_every_secret_is_demanded_and_none_has_a_default() -> None:
    text = COMPOSE.read_text("utf-8")

    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|KEY|SECRET)\w*)([^}]*)\}", text)

    # Without a relay there is no secret of one: empty, never a value of ours.
    assert ("SVERKA_TURN_SECRET", ":-") in secrets
    demanded = {*secrets} - {("SVERKA_TURN_SECRET", ":-")}
    assert {name for name, _ in demanded} == {
        "SVERKA_DATABASE_PASSWORD",
        "SVERKA_MASTER_KEY",
        "SVERKA_OIDC_CLIENT_SECRET",
    }
    assert all(demand.startswith(":?") for _, demand in demanded)


def test_containers_are_given_only_settings_that_exist(
    services: dict[str, Any],
) -> None:
    given = set(services["web"]["environment"])

    assert given - NAMES == {"DATABASE_URL"}
    assert services["web"]["environment"]["SVERKA_SIGN_IN"] == "oidc"


def test_web_can_be_scaled_and_the_others_say_what_they_run(
    services: dict[str, Any],
) -> None:
    commands = {name: services[name].get("command") for name in services}

    assert commands == {
        "database": None,
        "migrate": ["migrate"],
        "web": ["web"],
        "worker": ["worker"],
    }
    assert "container_name" not in services["web"]
    assert "8000-8009" in services["web"]["ports"][0]


def test_the_image_runs_as_nobody_special_on_locked_packages() -> None:
    words = [line.split()[0] for line in DOCKERFILE.splitlines() if line.strip()]

    assert "--require-hashes" in DOCKERFILE
    assert DOCKERFILE.index("USER sverka") < DOCKERFILE.index("ENTRYPOINT")
    assert "HEALTHCHECK" in words
    assert "/readyz" in DOCKERFILE


def test_the_image_is_given_every_folder_that_it_copies() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    let_in = {
        line.removeprefix("!")
        for line in Path(".dockerignore").read_text("utf-8").splitlines()
        if line.startswith("!")
    }

    names = {name for line in copied for name in line.split()}

    assert names <= let_in
    assert {name for name in names if not Path(name).exists()} <= {"README.md"}
