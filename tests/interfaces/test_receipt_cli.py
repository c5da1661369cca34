"""Receipts at the command line: checked without a network, the log checked whole."""

import json
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from domain.receipt import Content, Receipt
from interfaces.cli import main
from interfaces.gateways.database import Database
from interfaces.receipts import KEYS_FILE, NotAKey, keys_of, note_keys
from interfaces.service import Service
from tests.business import business
from tests.conftest import MASTER_KEY, StoppedClock
from tests.receipts import Signatory, altered

pytestmark = pytest.mark.database

LETTER = b"Dear Sirs"
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    database: Database,
    tmp_path: Path,
) -> Run:
    """Runs a command on the test's database: its code, its words, its complaints."""
    monkeypatch.setenv("DATABASE_URL", database.conninfo)
    monkeypatch.setenv("SVERKA_MASTER_KEY", b64encode(MASTER_KEY).decode())
    monkeypatch.setenv("SVERKA_HOME", str(tmp_path))
    monkeypatch.setenv("SVERKA_PUBLIC_URL", "http://testserver")
    monkeypatch.setattr(
        "interfaces.observability.configure_logging", lambda _form: None
    )

    def run(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        return code, *capsys.readouterr()

    return run


@pytest.fixture
def service(database: Database, clock: StoppedClock) -> Service:
    world = business(database, clock)
    world.client()
    return world.service


@pytest.fixture
def receipt(service: Service) -> Receipt:
    content = Content(name="letter.pdf", sha256=sha256(LETTER).hexdigest())
    return service.receipts.receipt_for(1, content=[content])


@pytest.fixture
def files(receipt: Receipt, service: Service, tmp_path: Path) -> Path:
    """A folder with the receipt, the letter, another letter, and the keys."""
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "receipt.json").write_bytes(receipt.to_json())
    (folder / "letter.pdf").write_bytes(LETTER)
    (folder / "other.pdf").write_bytes(b"other")
    lines = "".join(f"{one.text}\n" for one in service.signer.keys().keys)
    (folder / "keys.txt").write_text(f"# keys\n\n{lines}", "utf-8")
    return folder


def test_a_receipt_and_its_file_are_checked_without_a_database(
    run: Run, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "host=/nowhere")
    key = ("--key", files / "keys.txt")

    code, said, _ = run(
        "verify", files / "receipt.json", "--file", files / "letter.pdf", *key
    )

    assert code == 0
    assert said.endswith("the receipt holds\n")
    assert said.count("right ") == 7
    code, said, _ = run(
        "verify", files / "receipt.json", "--file", files / "other.pdf", *key
    )
    assert code == 1
    assert "WRONG  The file is not the one that was handed over" in said


def test_a_forged_receipt_is_found_with_the_key_that_one_trusts(
    run: Run, files: Path, receipt: Receipt
) -> None:
    forger = Signatory("testserver/log")
    forged = altered(receipt, ("keys",), [forger.key.text]).signed(forger.sign)
    (files / "forged.json").write_bytes(forged.to_json())

    code, said, _ = run(
        "verify", files / "forged.json", "--key", files / "keys.txt", "--json"
    )

    told: dict[str, Any] = json.loads(said)
    assert code == 1
    assert told["holds"] is False
    assert told["failed"] == ["key"]


def test_no_key_is_trusted_unless_it_was_named_or_is_known_here(
    run: Run, files: Path, service: Service, tmp_path: Path
) -> None:
    code, _, said = run("verify", files / "receipt.json")
    assert code == 2
    assert "/receipts/keys" in said

    note_keys(tmp_path, service.signer.keys().keys)
    assert (tmp_path / KEYS_FILE).exists()
    assert run("verify", files / "receipt.json")[0] == 0


@pytest.mark.parametrize("text", ["", "# nothing\n", "a+b+c\n"])
def test_a_list_of_keys_without_keys_is_refused(text: str) -> None:
    with pytest.raises(NotAKey):
        keys_of(text)


def test_a_file_that_is_no_receipt_is_told(run: Run, files: Path) -> None:
    code, _, said = run("verify", files / "letter.pdf", "--key", files / "keys.txt")

    assert code == 1
    assert said.startswith("not-a-receipt: ")


def test_the_whole_log_is_checked_and_an_altered_event_is_named(
    run: Run, service: Service
) -> None:
    assert run("audit")[1].endswith("nothing altered\n")
    assert run("status")[0] == 0
    with service.database.connection() as sql:
        sql.execute(
            "UPDATE log_events SET state = replace(convert_from(state, 'UTF8'),"
            " 'person', 'client')::bytea WHERE notification_id = 2"
        )

    code, said, _ = run("audit")

    assert code == 1
    assert said.startswith("event 2 (domain.client")
    assert "an event is not as it was recorded" in said
    code, said, _ = run("status")
    assert code == 1
    assert "an event is not as it was recorded" in said
    report: dict[str, Any] = json.loads(run("audit", "--json")[1])
    assert [one["position"] for one in report["flaws"]] == [2]


def test_a_head_is_taken_away_and_the_log_checked_against_it_later(
    run: Run, service: Service, tmp_path: Path
) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text(run("head")[1], "utf-8")
    size = kept.read_text("utf-8").splitlines()[1]

    assert run("head", "--old", size)[1].startswith(f"old {size}\n\n")
    assert run("audit", "--head", kept)[0] == 0
    with service.database.connection() as sql:
        sql.execute("TRUNCATE tree_heads, receipt.leaf")
        sql.execute("UPDATE projections SET position = 0 WHERE name = 'receipt'")
        sql.execute("UPDATE log_events SET topic = 'x' WHERE notification_id = 1")
    service.runner.drain()
    assert run("audit")[0] == 0
    code, said, _ = run("audit", "--head", kept)
    assert code == 1
    assert "the tree is not the one that was signed" in said
    kept.write_text("nonsense", "utf-8")
    assert run("audit", "--head", kept)[0] == 2


def test_a_new_key_signs_and_those_who_trust_the_old_one_follow(
    run: Run, files: Path, service: Service
) -> None:
    old = files / "keys.txt"

    code, said, _ = run("rotate-key")

    assert code == 0
    assert said.strip() == service.signer.keys().keys[0].text
    newer = service.receipts.receipt_for(1)
    assert newer.keys[0] == said.strip()
    (files / "newer.json").write_bytes(newer.to_json())
    assert run("verify", files / "newer.json", "--key", old)[0] == 0
