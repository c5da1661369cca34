"""Settings are checked at start, and every fault is told at once."""

import base64
import stat
from pathlib import Path

import pytest

from interfaces.settings import NAMES, BadSettings, Settings

KEY = base64.b64encode(bytes(32)).decode()
CONNINFO = "postgresql://sverka:secret@db/sverka"


def test_an_empty_environment_means_an_embedded_server_with_a_key_of_its_own(
    tmp_path: Path,
) -> None:
    home = tmp_path / "home"

    settings = Settings.from_env({"SVERKA_HOME": str(home)})

    assert settings.is_embedded
    assert settings.data == home / "postgres"
    assert len(settings.master_key) == 32
    assert stat.S_IMODE((home / "master.key").stat().st_mode) == 0o600
    assert list(home.iterdir()) == [home / "master.key"]


def test_the_key_is_made_once(tmp_path: Path) -> None:
    env = {"SVERKA_HOME": str(tmp_path)}

    first, second = Settings.from_env(env), Settings.from_env(env)

    assert first.master_key == second.master_key


def test_a_database_of_ones_own_demands_a_key_of_ones_own(tmp_path: Path) -> None:
    env = {"SVERKA_HOME": str(tmp_path), "DATABASE_URL": CONNINFO}

    with pytest.raises(BadSettings, match="SVERKA_MASTER_KEY is needed"):
        Settings.from_env(env)

    assert list(tmp_path.iterdir()) == []
    settings = Settings.from_env(env | {"SVERKA_MASTER_KEY": KEY})
    assert settings.database_url == CONNINFO


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadSettings) as bad:
        Settings.from_env(
            {
                "SVERKA_HOME": str(tmp_path),
                "DATABASE_URL": "no such thing: secret",
                "PORT": "0",
                "SVERKA_SIGN_IN": "nobody",
                "SVERKA_LOG": "xml",
                "SVERKA_WEB_PROCESSES": "many",
                "SVERKA_PUBLIC_URL": "example.org",
                "SVERKA_TIME_ZONE": "Europe/Nowhere",
                "SVERKA_MASTER_KEY": "c2hvcnQ=",
                "SVERKA_PROT": "8000",
            }
        )

    assert sorted(fault.split()[0] for fault in bad.value.faults) == [
        "DATABASE_URL",
        "PORT",
        "SVERKA_LOG",
        "SVERKA_MASTER_KEY",
        "SVERKA_PROT",
        "SVERKA_PUBLIC_URL",
        "SVERKA_SIGN_IN",
        "SVERKA_TIME_ZONE",
        "SVERKA_WEB_PROCESSES",
    ]
    assert "secret" not in str(bad.value)


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "x" * 300])
def test_a_time_zone_is_not_a_path(tmp_path: Path, zone: str) -> None:
    with pytest.raises(BadSettings, match="SVERKA_TIME_ZONE"):
        Settings.from_env({"SVERKA_HOME": str(tmp_path), "SVERKA_TIME_ZONE": zone})


@pytest.mark.parametrize("port", ["-1", "65536", "8000.0", "٨٠٠٠", "80 00"])
def test_a_port_is_a_number_that_exists(tmp_path: Path, port: str) -> None:
    with pytest.raises(BadSettings, match="PORT must be a whole number"):
        Settings.from_env({"SVERKA_HOME": str(tmp_path), "PORT": port})


def test_answering_people_needs_somebody_to_ask_who_they_are(tmp_path: Path) -> None:
    settings = Settings.from_env({"SVERKA_HOME": str(tmp_path)})

    with pytest.raises(BadSettings, match="SVERKA_OIDC_ISSUER is needed"):
        settings.check_sign_in()

    demo = {"SVERKA_HOME": str(tmp_path), "SVERKA_SIGN_IN": "demo"}
    Settings.from_env(demo).check_sign_in()


def test_secrets_are_not_shown(tmp_path: Path) -> None:
    settings = Settings.from_env(
        {
            "SVERKA_HOME": str(tmp_path),
            "DATABASE_URL": CONNINFO,
            "SVERKA_MASTER_KEY": KEY,
            "SVERKA_OIDC_CLIENT_SECRET": "provider-word",
        }
    )

    shown = f"{settings} {settings!r}"

    assert not any(word in shown for word in ("secret@", KEY, "provider-word", "\\x00"))


def test_a_home_that_cannot_be_written_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(BadSettings, match="SVERKA_HOME"):
        Settings.from_env({"SVERKA_HOME": str(tmp_path / "file" / "home")})


def test_the_public_address_follows_host_and_port(tmp_path: Path) -> None:
    env = {"SVERKA_HOME": str(tmp_path), "SVERKA_HOST": "0.0.0.0", "PORT": "81"}  # noqa: S104

    assert Settings.from_env(env).public_url == "http://127.0.0.1:81"


def test_every_setting_is_explained_to_those_who_run_it() -> None:
    text = Path("docs/running.md").read_text("utf-8")

    missing = [name for name in {*NAMES, "DATABASE_URL", "PORT"} if name not in text]

    assert missing == []
