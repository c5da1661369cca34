"""The command line: every command explains itself, and says no with the right code."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import structlog

from application.person import SignIn
from domain.kernel import FORGOTTEN
from domain.person import Person
from interfaces.cli import EXAMPLES, main
from interfaces.gateways.postgres import Local
from interfaces.service import open_service
from interfaces.settings import Settings
from tests.interfaces.shell import ADMIN
from tests.law import MONDAY_OFF, decree

STARTER = Path("starter/requirements.jsonl").resolve()
CAFE = {
    "client_kind": "IE",
    "okved": ["56.10"],
    "employees": 8,
    "region": "63",
    "size": "micro",
    "activities": {"cooks_food": True, "sells_alcohol": False},
    "objects": {"premises": True, "lift": False},
    "life_situations": [],
}
COMMANDS = [
    ["serve"],
    ["web"],
    ["worker"],
    ["migrate"],
    ["status"],
    ["rebuild"],
    ["import", "requirements"],
    ["import", "algorithms"],
    ["import", "okved"],
    ["import", "ervk"],
    ["import", "erknm"],
    ["list"],
    ["deadline"],
    ["appoint"],
    ["forget"],
]


Told = tuple[int, str, str]
Run = Callable[..., Told]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Run]:
    """Runs a command: its code, its words, its complaints."""

    def run(*words: object, env: dict[str, str] | None = None) -> Told:
        for name, value in (env or {}).items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main([str(word) for word in words])
        return code, *capsys.readouterr()

    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    yield run
    root.handlers, root.level = before, level
    structlog.reset_defaults()


@pytest.fixture
def cafe(tmp_path: Path) -> Path:
    file = tmp_path / "cafe.json"
    file.write_text(json.dumps(CAFE), "utf-8")
    return file


@pytest.fixture
def env(server: Local, tmp_path: Path) -> Iterator[dict[str, str]]:
    """Settings of a database of this test alone."""
    name = f"cli_{uuid4().hex[:8]}"
    with psycopg.connect(server.conninfo("postgres"), autocommit=True) as sql:
        sql.execute(f"CREATE DATABASE {name}".encode())
        yield {
            "DATABASE_URL": server.conninfo(name),
            "SVERKA_MASTER_KEY": "dGVzdHMgb2YgU3ZlcmthLCAzMiBieXRlcyBsb25nLi4=",
            "SVERKA_HOME": str(tmp_path),
        }
        sql.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself_with_an_example(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command, "--help"])

    told = " ".join(capsys.readouterr().out.split())
    assert left.value.code == 0
    assert f"example: {' '.join(EXAMPLES[command[-1]].split())}" in told


def test_the_list_of_commands_tells_what_each_is_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])

    told = capsys.readouterr().out
    assert all(f"    {command[0]} " in told for command in COMMANDS)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["rebuild"],
        ["rebuild", "client", "--all"],
        ["web", "--processes", "0"],
        ["web", "--processes", "two"],
        ["appoint", "5b1f6f0e-7c1b-4c55-9a39-0b8f3a6f1c11", " "],
        ["list"],
        ["list", "--profile", "x.json", "--on", "tomorrow"],
        ["forget", "nobody"],
        ["import"],
        ["import", "requirements"],
    ],
    ids=" ".join,
)
def test_wrong_arguments_are_misuse_told_in_words(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(words)

    assert left.value.code == 2
    *_, told = capsys.readouterr().err.splitlines()
    assert ": error: " in told
    assert "invalid _" not in told


def test_settings_that_are_wrong_are_misuse_told_line_by_line(run: Run) -> None:
    code, _, told = run(
        "status", env={"PORT": "0", "SVERKA_LOG": "xml", "DATABASE_URL": "host=x"}
    )

    assert code == 2
    assert [line.split()[0] for line in told.splitlines()] == [
        "PORT",
        "SVERKA_LOG",
        "SVERKA_MASTER_KEY",
    ]


def test_a_database_that_does_not_answer_is_told_in_a_sentence(
    run: Run,
    env: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("interfaces.gateways.database.PATIENCE", 0.2)

    code, _, told = run("status", env=env | {"DATABASE_URL": "host=/nowhere"})

    assert code == 1
    assert "Traceback" not in told
    assert told.strip()


def test_a_profile_is_judged_without_any_database(
    cafe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["list", "--profile", str(cafe), "--on", "2026-11-21", "--json"])

    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    verdicts = [one["verdict"] for one in told["requirements"]]
    assert code == 0
    assert told["on"] == "2026-11-21"
    assert told["counts"] == {
        verdict: verdicts.count(verdict)
        for verdict in ("applies", "does_not_apply", "unknown")
    }
    by_id = {one["id"]: one for one in told["requirements"]}
    assert by_id["REQ-FIRE-001"] == {
        "id": "REQ-FIRE-001",
        "verdict": "applies",
        "because": [
            {
                "fact": "object:premises",
                "value": True,
                "sentence": "У вас есть помещение.",
            },
            {
                "fact": "client_kind",
                "value": "IE",
                "sentence": "Вы — индивидуальный предприниматель.",
            },
        ],
    }


def test_the_list_holds_what_is_in_force_on_its_day(
    cafe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def ids(day: str) -> set[str]:
        main(["list", "--profile", str(cafe), "--on", day, "--json"])
        return {
            one["id"] for one in json.loads(capsys.readouterr().out)["requirements"]
        }

    rows = [json.loads(line) for line in STARTER.read_text("utf-8").splitlines()]

    assert ids("1990-01-01") == set()
    assert ids("2026-12-31") - ids("2027-01-01") == {
        row["id"] for row in rows if row["in_force_until"] == "2026-12-31"
    }


def test_the_list_is_told_to_a_person_with_its_reasons(
    cafe: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["list", "--profile", str(cafe), "--on", "2026-11-21"])

    told = capsys.readouterr().out
    assert told.startswith("Относится к вам: ")
    assert "REQ-FIRE-001" in told


def test_a_register_of_ones_own_can_be_judged(
    cafe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = tmp_path / "register.jsonl"
    register.write_text(STARTER.read_text("utf-8").splitlines()[0], "utf-8")

    on = ["--on", "2026-11-21"]
    main(["list", "--profile", str(cafe), "--register", str(register), "--json", *on])

    told = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in told["requirements"]] == ["REQ-FIRE-001"]


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        ("{", ["#"]),
        ("[]", ["#"]),
        (
            '{"okved":["5x"],"employees":-1,"shoe":1}',
            ["#/okved/0", "#/employees", "#/shoe"],
        ),
        ('{"objects":{"flying_saucer":true}}', ["#/objects/flying_saucer"]),
    ],
)
def test_a_bad_profile_is_told_one_line_a_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, faults: list[str]
) -> None:
    file = tmp_path / "bad.json"
    file.write_text(content, "utf-8")

    code = main(["list", "--profile", str(file)])

    told = capsys.readouterr().err.splitlines()
    assert code == 2
    assert [line.split(": ")[1] for line in told] == faults


def test_a_file_that_is_not_there_is_misuse(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["list", "--profile", str(tmp_path / "none.json")])

    assert code == 2
    assert "No such file" in capsys.readouterr().err


def test_a_fault_of_the_machine_is_an_exit_code_for_the_shell(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "interfaces.cli", "list", "--profile", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, "")
    assert "Is a directory" in done.stderr


@pytest.mark.database
def test_an_operator_migrates_imports_and_looks(
    run: Run,
    env: dict[str, str],
) -> None:
    assert run("migrate", env=env)[0] == 0
    assert run("migrate", env=env)[0] == 0

    code, said, _ = run("import", "requirements", STARTER, env=env)
    rows = len(STARTER.read_text("utf-8").splitlines())
    assert code == 0
    assert said.startswith(f"{rows} read, {rows} new, 0 amended, 0 same, 0 rejected")
    assert f"{rows} same" in run("import", "requirements", STARTER, env=env)[1]

    algorithms = STARTER.with_name("algorithms.jsonl")
    code, said, _ = run("import", "algorithms", algorithms, env=env)
    assert (code, said) == (
        0,
        "24 read, 24 new, 0 amended, 0 same, 0 rejected\n",
    )
    assert "24 same" in run("import", "algorithms", algorithms, env=env)[1]

    okved = STARTER.with_name("okved_titles.tsv")
    assert run("import", "okved", okved, env=env)[1] == "done\n"
    assert run("import", "okved", okved, env=env)[:2] == (0, "the same as before\n")

    told = json.loads(run("status", "--json", env=env)[1])
    assert told["log"] > rows
    assert {one["name"] for one in told["projections"]} >= {"requirement", "reactions"}
    assert all(one["behind"] == told["log"] for one in told["projections"])
    assert run("rebuild", "--all", env=env)[0] == 0
    told = json.loads(run("status", "--json", env=env)[1])
    behind = {one["name"] for one in told["projections"] if one["behind"]}
    assert behind == {"reactions"}


@pytest.mark.database
def test_starter_data_are_loaded_once_and_can_be_seen_at_once(
    run: Run, env: dict[str, str]
) -> None:
    def told() -> dict[str, Any]:
        found: dict[str, Any] = json.loads(run("status", "--json", env=env)[1])
        return found

    env["SVERKA_SIGN_IN"] = "demo"

    assert run("migrate", "--starter", env=env)[0] == 0
    first = told()
    assert run("migrate", "--starter", env=env)[0] == 0

    assert told() == first
    assert first["log"] > 0
    behind = {one["name"] for one in first["projections"] if one["behind"]}
    assert behind == {"reactions"}


@pytest.mark.database
def test_a_file_with_a_fault_changes_nothing(
    run: Run, env: dict[str, str], tmp_path: Path
) -> None:
    first, second = STARTER.read_text("utf-8").splitlines()[:2]
    file = tmp_path / "register.jsonl"
    file.write_text(f"{first}\n\nnot a line\n{second}\n", "utf-8")
    run("migrate", env=env)
    before = json.loads(run("status", "--json", env=env)[1])["log"]

    code, said, told = run("import", "requirements", file, env=env)

    assert code == 1
    assert told.splitlines() == ["line 3: #: The line is not valid JSON"]
    assert "1 rejected; nothing was recorded" in said
    assert json.loads(run("status", "--json", env=env)[1])["log"] == before

    code, said, _ = run("import", "requirements", "--skip-rejected", file, env=env)
    assert said.startswith("3 read, 2 new, 0 amended, 0 same, 1 rejected")


@pytest.mark.database
def test_algorithms_of_unknown_requirements_are_not_imported(
    run: Run, env: dict[str, str]
) -> None:
    run("migrate", env=env)

    code, said, told = run(
        "import", "algorithms", STARTER.with_name("algorithms.jsonl"), env=env
    )

    assert code == 1
    assert "24 rejected; nothing was recorded" in said
    assert "line 1: #/guarantees/0: The register has no requirement" in told


@pytest.mark.database
def test_a_file_of_the_register_of_inspections_is_taken_in_for_a_body(
    run: Run, env: dict[str, str], tmp_path: Path
) -> None:
    env["SVERKA_SIGN_IN"] = "demo"
    run("migrate", "--starter", env=env)
    month = Path(__file__).parents[1] / "samples" / "erknm_month.xml"
    file = tmp_path / "month.xml"
    told = month.read_text("utf-8").replace("0000000177", "6300000034")
    file.write_text(told, "utf-8")
    body = ("--organisation", "Средне-Поволжское управление Ростехнадзора")

    code, said, left_out = run("import", "erknm", file, *body, env=env)
    again = run("import", "erknm", file, *body, env=env)[1]

    assert (code, left_out) == (0, "2: masked\n")
    assert said.startswith("2 records read, 1 new, 0 changed, 0 as before; 0 are of")
    assert again.startswith("2 records read, 0 new, 0 changed, 1 as before")
    assert run("import", "erknm", file, "--organisation", "X", env=env)[0] == 2
    assert run("import", "erknm", STARTER, *body, env=env)[0] == 1


def test_notices_of_a_state_register_are_taken_in_whole_or_not_at_all(
    run: Run, env: dict[str, str], tmp_path: Path
) -> None:
    env["SVERKA_SIGN_IN"] = "demo"
    run("migrate", "--starter", env=env)
    notices = Path(__file__).parents[1] / "samples" / "ervk_notices.json"
    broken = json.loads(notices.read_text("utf-8"))
    broken[1]["notices"][0]["legalEntity"]["inn"] = "123"
    file = tmp_path / "broken.json"
    file.write_text(json.dumps(broken), "utf-8")
    head = json.loads(run("status", "--json", env=env)[1])["log"]

    code, _, told = run("import", "ervk", file, env=env)
    assert (code, told.splitlines()) == (
        1,
        [
            "page 2, notice 1 (У003/000000019): /legalEntity/inn: must be an INN",
            "1 faults; nothing was recorded",
        ],
    )
    assert json.loads(run("status", "--json", env=env)[1])["log"] == head
    assert run("import", "ervk", STARTER, env=env)[0] == 2

    code, said, _ = run("import", "ervk", "--skip-rejected", file, env=env)
    assert code == 1
    assert said.startswith("3 notices read, of 2 businesses; 0 are not here, 0 have")
    code, said, _ = run("import", "ervk", notices, env=env)
    assert code == 0
    assert said.startswith("4 notices read, of 3 businesses; 0 are not here, 0 have")
    assert run("import", "ervk", notices, env=env)[1].endswith(
        " 0 facts new, 0 places proposed\n"
    )


@pytest.mark.database
def test_refusals_are_told_with_their_code(
    run: Run, env: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "okved.csv"
    file.write_bytes(b"\x00\x01")
    run("migrate", env=env)

    assert run("import", "okved", file, env=env)[0] == 1
    code, _, told = run("forget", uuid4(), env=env)
    assert (code, told.split(":")[0]) == (1, "not-found")


@pytest.mark.database
def test_who_has_signed_in_can_be_appointed_and_forgotten(
    run: Run, env: dict[str, str]
) -> None:
    run("migrate", env=env)
    anna = SignIn(issuer="https://login.example.org", subject="anna", name="Анна")
    with open_service(Settings.from_env(env)) as service:
        person = service.people.sign_in(anna).id

    assert run("appoint", person, "Служба", env=env)[0] == 0
    code, _, told = run("appoint", person, "Служба", env=env)
    assert (code, told.split(":")[0]) == (1, "already-member")

    assert run("forget", person, env=env)[0] == 0
    with open_service(Settings.from_env(env)) as service:
        forgotten = service.log.load(Person, person)
        assert forgotten.name == FORGOTTEN


@pytest.mark.database
def test_a_read_model_that_is_not_there_is_misuse(
    run: Run, env: dict[str, str]
) -> None:
    run("migrate", env=env)

    code, _, told = run("rebuild", "nothing", env=env)

    assert code == 2
    assert told.splitlines()[0] == "there is no read model 'nothing'"


NO_INSTALLATION = {"SVERKA_HOME": "/nowhere/at/all"}


def counted(run: Run, *words: object) -> dict[str, Any]:
    """What `sverka deadline --json` says, where nothing is installed."""
    words = ("deadline", "--from", "2026-01-14", *words, "--json")
    code, said, complaints = run(*words, env=NO_INSTALLATION)
    assert (code, complaints) == (0, "")
    told: dict[str, Any] = json.loads(said)
    return told


@pytest.mark.parametrize(
    ("words", "last_day"),
    [
        (["--working-days", 10], "2026-01-28"),
        (["--working-days", 10, "--first-day-counts"], "2026-01-27"),
        (["--working-days", 2, "--before"], "2026-01-11"),
        (["--calendar-days", 10], "2026-01-26"),
        (["--calendar-days", 10, "--keep-day-off"], "2026-01-24"),
        (["--hours", 72], "2026-01-17"),
        (["--weeks", 1], "2026-01-21"),
        (["--months", 1], "2026-02-16"),
        (["--years", 1], "2027-01-14"),
    ],
)
def test_a_term_is_counted_without_an_installation(
    run: Run, words: list[object], last_day: str
) -> None:
    assert counted(run, *words)["last_day"] == last_day


def test_a_term_ends_in_the_time_zone_of_its_region(run: Run) -> None:
    found = counted(run, "--working-days", 10, "--region", 63)

    assert found["ends"] == "2026-01-28T23:59:59.999999+04:00"
    assert (found["zone"], found["calendar_version"]) == ("Europe/Samara", 38)
    assert [one["kind"] for one in found["steps"]] == ["began", "counted"]


def test_a_term_is_told_in_words_with_its_last_day_first(run: Run) -> None:
    words = ("deadline", "--from", "2027-12-30", "--working-days", 3)
    code, said, _ = run(*words, "--language", "en", env=NO_INSTALLATION)

    assert code == 0
    assert said.splitlines()[0] == "2028-01-12"
    assert "The days off of 2028 are not decreed yet" in said


def test_every_fault_of_a_term_is_told_on_its_own_line(run: Run) -> None:
    words = ("--from", "2026-02-30", "--hours", "ten", "--months", 1, "--region", 0)
    code, said, complaints = run("deadline", *words, env=NO_INSTALLATION)

    assert (code, said) == (2, "")
    assert complaints.splitlines() == [
        "give one of --working-days, --calendar-days, --hours, --weeks, --months,"
        " --years",
        "--from: Not a day such as 2026-01-14, between 1900 and 2199",
        "--hours: Not a whole number from 0 to 10 000",
        "--region: There is no region with this number",
    ]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (["--working-days", 1, "--from", ""], "--from: Not a day such as"),
        (["--from", "2026-01-14"], "give one of --working-days"),
        (
            ["--from", "2026-01-14", "--years", 9000],
            "--years: The term ends after the year 2199",
        ),
        (
            ["--from", "2026-01-14", "--weeks", 1, "--before", "--first-day-counts"],
            "--before: not together with --first-day-counts",
        ),
    ],
)
def test_a_term_that_cannot_be_counted_is_a_misuse(
    run: Run, words: list[object], complaint: str
) -> None:
    code, _, complaints = run("deadline", *words, env=NO_INSTALLATION)

    assert code == 2
    assert complaints.startswith(complaint)
    assert len(complaints.splitlines()) == 1


def test_a_decree_of_the_installation_counts_in_the_shell_too(
    run: Run, env: dict[str, str]
) -> None:
    run("migrate", env=env)
    with open_service(Settings.from_env(env)) as service:
        service.work_calendars.take(decree(MONDAY_OFF), by=ADMIN)
        service.runner.drain()

    words = ("--from", "2026-11-27", "--working-days", 1, "--json")
    told = json.loads(run("deadline", *words, env=env)[1])

    assert (told["last_day"], told["calendar_version"]) == ("2026-12-01", 39)
