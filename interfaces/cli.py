"""The command line: run the service, look after it, ask it without a browser."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from uuid import UUID
from zoneinfo import ZoneInfo

# A command imports what it needs when it runs: `sverka list` starts in an instant.
if TYPE_CHECKING:
    from application.requirement import ImportReport, Progress
    from domain.law_term import LawTerms
    from domain.receipt import Receipt
    from interfaces.places import Places
    from interfaces.service import Service
    from interfaces.settings import Settings

DONE, REFUSED, MISUSED = 0, 1, 2
"""Exit codes."""
LARGEST_CLASSIFIER = 10 << 20
LARGEST_NOTICES = 200 << 20
"""Bytes."""
MOST_PROCESSES = 64
TERM_UNITS = {
    "working-days": "working_day",
    "calendar-days": "calendar_day",
    "hours": "hour",
    "weeks": "week",
    "months": "month",
    "years": "year",
}
"""In what a term can be counted, by option."""

Run = Callable[[argparse.Namespace], int]


class _Trouble(Exception):
    """Ends the command with an exit code and sentences, one a line."""

    def __init__(self, code: int, *sentences: str) -> None:
        super().__init__("\n".join(sentences))
        self.code = code


def serve(_: argparse.Namespace) -> int:
    """Run the whole service: database, migrations, web and worker."""
    from interfaces.serve import serve as run

    run(_start(), os.environ)
    return DONE


def web(args: argparse.Namespace) -> int:
    """Answer requests; database and worker run elsewhere."""
    from interfaces.keeper import hold_lifeline
    from interfaces.serve import answer
    from interfaces.serve import web as run

    settings = _start()
    if args.fd is not None:
        hold_lifeline(os.environ)
        answer(args.fd)
        return DONE
    if args.processes:
        settings = settings.model_copy(update={"web_processes": args.processes})
    run(settings, os.environ)
    return DONE


def worker(_: argparse.Namespace) -> int:
    """Keep the read models up to date, react, and do what is due; run one."""
    from interfaces.keeper import hold_lifeline
    from interfaces.serve import check_database
    from interfaces.worker import work

    settings = _start()
    hold_lifeline(os.environ)

    check_database(settings)
    work(settings)
    return DONE


def migrate(args: argparse.Namespace) -> int:
    """Bring the database to this version; may be run twice."""
    from interfaces.read_models import projections
    from interfaces.starter import begin_calendar

    with _service() as service:
        service.database.migrate(projections())
        if args.starter:
            _load_starter(service)
        else:
            begin_calendar(service)
    return DONE


def _load_starter(service: "Service") -> None:
    from interfaces.starter import load_starter
    from projections.runner import CannotApply

    is_new = service.log.head() == 0
    load_starter(service)
    if is_new:
        # Whoever opens the first page must find the register full.
        try:
            service.runner.drain()
        except CannotApply as fault:
            print(f"a read model stands still: {fault}", file=sys.stderr)


def status(args: argparse.Namespace) -> int:
    """Show the database, the log and each read model; exit 1 when one stands still."""
    from interfaces.reactions import Reactions

    with _service() as service:
        with service.database.connection() as sql:
            row = sql.execute("SHOW server_version").fetchone()
        told: dict[str, Any] = {
            "postgresql": str(row[0]) if row else "",
            "log": service.log.head(),
            "tree": _tree(service),
            "projections": [
                one.model_dump(mode="json")
                for one in [*service.runner.lag(), Reactions(service).progress()]
            ],
        }
    if args.json:
        print(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print_status(told)
    is_broken = any(one["fault"] for one in told["projections"])
    return REFUSED if is_broken or told["tree"]["flaws"] else DONE


def _tree(service: "Service") -> dict[str, Any]:
    """How far the tree over the log is, and what the last audit found."""
    from interfaces.receipts import place_of

    signed, report = service.heads.latest(), service.audits.latest()
    return {
        "events": service.tree_view.size(),
        "signed": signed.head.size if signed else 0,
        "signed_at": signed.signed_at.isoformat() if signed else None,
        "audited_at": report.at.isoformat() if report else None,
        "flaws": [place_of(flaw) for flaw in report.flaws] if report else [],
    }


def rebuild(args: argparse.Namespace) -> int:
    """Fill read models again from the log, while people go on reading."""
    from projections.runner import CannotApply, RebuildRuns

    with _service() as service:
        known = [one.name for one in service.runner.lag()]
        names = known if args.all else args.names
        if unknown := [name for name in names if name not in known]:
            raise _Trouble(
                MISUSED,
                *(f"there is no read model {name!r}" for name in unknown),
                f"there are: {', '.join(known)}",
            )
        for name in names:
            try:
                service.runner.rebuild(name)
            except RebuildRuns:
                raise _Trouble(REFUSED, f"{name} is being rebuilt already") from None
            except CannotApply as fault:
                raise _Trouble(REFUSED, f"stopped, as it was before: {fault}") from None
            print(f"{name}: done")
    return DONE


def import_requirements(args: argparse.Namespace) -> int:
    """Bring the register to what a file says; all of it, or nothing."""
    from application.requirement import lines_of
    from domain.kernel import Actor, Role

    by = Actor(id="system:cli", role=Role.REGISTRAR)
    with _opened(args.file) as file, _service() as service:
        report = service.imports.requirements(
            lines_of(file),
            by=by,
            on_progress=_show_progress,
            skip_rejected=args.skip_rejected,
        )
    _end_progress()
    _print_report(report)
    return REFUSED if report.rejected else DONE


def import_algorithms(args: argparse.Namespace) -> int:
    """Bring the algorithms to what a file says, as drafts; all of it, or nothing."""
    from application.requirement import lines_of
    from domain.kernel import Actor, Role

    by = Actor(id="system:cli", role=Role.REGISTRAR)
    with _opened(args.file) as file, _service() as service:
        report = service.algorithm_imports.algorithms(lines_of(file), by=by)
    _print_report(report)
    return REFUSED if report.rejected else DONE


def import_drafts(args: argparse.Namespace) -> int:
    """Take in the list of drafts of regulation.gov.ru; all of it, or nothing."""
    from domain.kernel import Actor, Role

    by = Actor(id="system:cli", role=Role.REGISTRAR)
    with _opened(args.file) as file, _service() as service:
        report = service.draft_imports.listed(file, by=by)
    _print_report(report)
    return REFUSED if report.rejected else DONE


def import_okved(args: argparse.Namespace) -> int:
    """Put a classifier of activities in the place of the one before."""
    from domain.kernel import Actor, Role
    from domain.requirement import ClassifierUnchanged

    by = Actor(id="system:cli", role=Role.REGISTRAR)
    with _opened(args.file) as file:
        content = file.read(LARGEST_CLASSIFIER + 1)
    if len(content) > LARGEST_CLASSIFIER:
        raise _Trouble(MISUSED, f"{args.file}: larger than {LARGEST_CLASSIFIER} bytes")
    with _service() as service:
        try:
            service.classifiers.load_okved(content, by=by)
        except ClassifierUnchanged:
            print("the same as before")
        else:
            print("done")
    return DONE


def import_ervk(args: argparse.Namespace) -> int:
    """Take in notices of the register ЕРВК, of the businesses that are here."""
    from application.client import REGISTERS
    from interfaces.gateways.registers import (
        BadErvkFile,
        answers_of,
        read_notices,
        starter_activities,
    )

    with _opened(args.file) as file:
        content = file.read(LARGEST_NOTICES + 1)
    if len(content) > LARGEST_NOTICES:
        raise _Trouble(MISUSED, f"{args.file}: larger than {LARGEST_NOTICES} bytes")
    with _service() as service:
        try:
            notices, faults = read_notices(content, service.vocabulary.regions)
        except BadErvkFile as bad:
            raise _Trouble(MISUSED, f"{args.file}: {bad}") from None
        for one in faults:
            print(f"{one.row}: {one.pointer}: {one.reason}", file=sys.stderr)
        if faults and not args.skip_rejected:
            raise _Trouble(REFUSED, f"{len(faults)} faults; nothing was recorded")
        answers = answers_of(notices, starter_activities())
        taken = service.state_registers.take(answers, by=REGISTERS)
    print(
        f"{len(notices)} notices read, of {taken.answers} businesses;"
        f" {taken.strangers} are not here, {taken.others} have another OGRN here;"
        f" {taken.facts} facts new, {taken.places} places proposed"
    )
    return REFUSED if faults else DONE


def import_erknm(args: argparse.Namespace) -> int:
    """Take in a file of the register of inspections, for the businesses here."""
    from domain.kernel import Actor, Role
    from domain.person import Organisation, OrganisationKind
    from domain.plan import RegisterFileUnreadable
    from interfaces.erknm import rows_of

    body = Organisation.create_id(OrganisationKind.AUTHORITY, args.organisation)
    by = Actor(id="system:cli", role=Role.HEAD, organisation=body)
    with _opened(args.file) as file, _service() as service:
        if service.log.find(Organisation, body) is None:
            raise _Trouble(MISUSED, f"there is no authority {args.organisation!r}")
        try:
            report = service.register_imports.take_in(rows_of(file), by=by)
        except RegisterFileUnreadable as bad:
            line = bad.facts.get("line", "?")
            raise _Trouble(REFUSED, f"{args.file}: unreadable at line {line}") from None
    for one in report.faults:
        print(f"{one.row}: {one.why}", file=sys.stderr)
    print(
        f"{report.read} records read, {report.new} new, {report.amended} changed,"
        f" {report.same} as before; {report.strangers} are of businesses that are not"
        f" here, {report.left_out} left out"
    )
    return DONE


def verify(args: argparse.Namespace) -> int:
    """Check a receipt, offline; exit 1 when it does not hold."""
    from domain.receipt import Receipt
    from interfaces import receipts

    with _opened(args.receipt) as file:
        receipt = Receipt.read(file.read(receipts.LARGEST))
    keys = receipts.keys_of(_keys(args.key, receipts.KEYS_FILE, receipt))
    files = []
    for one in args.file or ():
        with _opened(one) as file:
            files.append(receipts.digest(file))
    found = receipts.checked(receipt, keys, files)
    steps = receipts.steps_of(found)
    if args.json:
        told = found.model_dump(mode="json") | {"holds": found.holds}
        told["said"] = receipt.said.model_dump(mode="json")
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for _, holds, words in steps:
            mark = {True: "right", False: "WRONG", None: "-"}[holds]
            print(f"{mark:<6} {words}")
        print("the receipt holds" if found.holds else "the receipt does NOT hold")
    return DONE if found.holds else REFUSED


def _keys(given: Path | None, name: str, receipt: "Receipt") -> str:
    """The public keys to trust: those named, or those this machine knows."""
    home = Path(os.environ.get("SVERKA_HOME", "").strip() or ".sverka")
    path = given or home / name
    if given is None and not path.exists():
        raise _Trouble(
            MISUSED,
            f"name the service's public key with --key FILE; {receipt.service}"
            "/receipts/keys shows it, and so does whoever witnesses the log",
        )
    with _opened(path) as file:
        return file.read(LARGEST_CLASSIFIER).decode("utf-8", "replace")


def audit(args: argparse.Namespace) -> int:
    """Check the whole log; exit 1 and say where when something was altered."""
    from domain.receipt import BadNote
    from interfaces.receipts import place_of

    notes = []
    for path in args.head or ():
        with _opened(path) as file:
            notes.append(file.read(LARGEST_CLASSIFIER).decode("utf-8", "replace"))
    with _service() as service:
        try:
            report = service.tree_audit.run(notes, on_progress=_show_audit)
        except BadNote:
            raise _Trouble(
                MISUSED, "a head that was given was not signed by this service"
            ) from None
    _end_progress()
    if args.json:
        print(report.model_dump_json(indent=1))
    else:
        for flaw in report.flaws:
            print(place_of(flaw))
        print(
            f"{report.events} events and {report.heads} signed heads compared:"
            f" {f'{len(report.flaws)} faults' if report.flaws else 'nothing altered'}"
        )
    return REFUSED if report.flaws else DONE


def head(args: argparse.Namespace) -> int:
    """Print the signed head of the log, for whoever keeps or witnesses it."""
    with _service() as service:
        signed = service.tree_heads.sign()
        if signed is None:
            raise _Trouble(REFUSED, "the log is empty")
        print(
            signed.note
            if args.old is None
            else service.tree_heads.for_witness(args.old),
            end="",
        )
    return DONE


def rotate_key(_: argparse.Namespace) -> int:
    """Sign heads and receipts with a new key, which the one before introduces."""
    from interfaces.receipts import note_keys

    with _service() as service:
        service.tree_heads.sign()
        print(service.signer.rotate().text)
        note_keys(service.settings.home, service.signer.keys().keys)
    return DONE


def list_(args: argparse.Namespace) -> int:
    """Judge a profile from a file; needs no database and keeps nothing."""
    from interfaces import listing
    from interfaces.wording import Wording

    on = args.on or _today()
    try:
        profile = listing.read_profile(args.profile)
        register = listing.read_register(args.register or listing.REGISTER)
        found = listing.list_of(profile, register, on)
    except listing.BadFile as bad:
        raise _Trouble(MISUSED, *bad.faults) from None
    wording = Wording(args.language, listing.okved_title)
    if args.json:
        print(json.dumps(found.as_json(wording), ensure_ascii=False, indent=1))
    else:
        print(found.as_text(wording))
    return DONE


def deadline(args: argparse.Namespace) -> int:
    """Count when a term ends, and say how it was counted."""
    from interfaces.calculator import BadTerm, as_json, read
    from interfaces.locale import language
    from interfaces.reckoned import ReckonedWords
    from interfaces.regions import regions

    options = _deadline_options(args)
    with _counting() as (places, law):
        try:
            asked = read(options, regions("ru"), law)
            found = asked.reckon(places.at(asked.region))
        except BadTerm as bad:
            raise _Trouble(
                MISUSED,
                *_deadline_faults(args),
                *(f"{_option(args, one.field)}: {one.sentence}" for one in bad.faults),
            ) from None
    if faults := _deadline_faults(args):
        raise _Trouble(MISUSED, *faults)
    words = ReckonedWords(language(args.language))
    if args.json:
        told = as_json(found, words.told(found))
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        by_the_hour = found.term.unit == "hour"
        end = found.ends if by_the_hour else found.last_day
        print(end.isoformat(), *words.told(found), sep="\n")
    return DONE


def forget(args: argparse.Namespace) -> int:
    """Destroy the key of a person's or business's personal data, for ever."""
    from domain.errors import NotFound
    from domain.kernel import Actor, Role

    by = Actor(id="system:cli", role=Role.ADMINISTRATOR)
    with _service() as service:
        try:
            receipt = service.clients.forget(args.subject, by=by)
        except NotFound:
            receipt = service.people.forget(args.subject, by=by)
        service.runner.drain()
        service.caught_up(receipt.position)
    print(f"{args.subject}: the personal data are gone for ever")
    return DONE


def appoint(args: argparse.Namespace) -> int:
    """Make somebody who has signed in an administrator."""
    from domain.kernel import Actor, Role

    by = Actor(id="system:cli", role=Role.SYSTEM)
    with _service() as service:
        service.people.appoint(args.person, args.organisation, by=by)
    print(f"{args.person}: administrator of {args.organisation}")
    return DONE


EXAMPLES = {
    "serve": "PORT=8001 SVERKA_SIGN_IN=demo sverka serve",
    "web": "DATABASE_URL=postgresql://… sverka web --processes 4",
    "worker": "DATABASE_URL=postgresql://… sverka worker",
    "migrate": "DATABASE_URL=postgresql://… sverka migrate",
    "status": "sverka status --json",
    "rebuild": "sverka rebuild requirement",
    "requirements": "sverka import requirements register.jsonl",
    "algorithms": "sverka import algorithms algorithms.jsonl",
    "drafts": "sverka import drafts npalist.xml",
    "okved": "sverka import okved okved2.csv",
    "ervk": "sverka import ervk notices.json",
    "erknm": 'sverka import erknm data-20260301.xml --organisation "МЧС"',
    "verify": "sverka verify receipt.json --file letter.pdf --key keys.txt",
    "audit": "sverka audit --head kept-elsewhere.txt",
    "head": "sverka head --old 1200",
    "rotate-key": "sverka rotate-key",
    "list": "sverka list --profile cafe.json --on 2026-11-21 --json",
    "appoint": "sverka appoint 5b1f6f0e-7c1b-4c55-9a39-0b8f3a6f1c11 'Sverka team'",
    "deadline": "sverka deadline --from 2026-01-14 --working-days 10 --json",
    "forget": "sverka forget 5b1f6f0e-7c1b-4c55-9a39-0b8f3a6f1c11",
}


def parser() -> argparse.ArgumentParser:
    """Every command, each with its help and an example."""
    root = argparse.ArgumentParser(prog="sverka", description=__doc__)
    commands = root.add_subparsers(required=True, metavar="COMMAND")

    _command(commands, "serve", serve)
    one = _command(commands, "web", web)
    one.add_argument("--processes", type=_processes, help="1 to 64")
    one.add_argument("--fd", type=int, help=argparse.SUPPRESS)
    _command(commands, "worker", worker)
    one = _command(commands, "migrate", migrate)
    one.add_argument(
        "--starter", action="store_true", help="load the starter data as well"
    )
    one = _command(commands, "status", status)
    one.add_argument("--json", action="store_true", help="for programs")
    one = _command(commands, "rebuild", rebuild)
    which = one.add_mutually_exclusive_group(required=True)
    which.add_argument("names", nargs="*", default=[], metavar="NAME")
    which.add_argument("--all", action="store_true", help="every read model")

    imports = commands.add_parser(
        "import", help="Take in a file: requirements, algorithms, the classifier."
    ).add_subparsers(required=True, metavar="WHAT")
    one = _command(imports, "requirements", import_requirements)
    one.add_argument("file", type=Path, help="JSON Lines; - for standard input")
    one.add_argument(
        "--skip-rejected", action="store_true", help="record the rows without faults"
    )
    one = _command(imports, "algorithms", import_algorithms)
    one.add_argument("file", type=Path, help="JSON Lines; - for standard input")
    one = _command(imports, "drafts", import_drafts)
    one.add_argument("file", type=Path, help="XML; - for standard input")
    one = _command(imports, "okved", import_okved)
    one.add_argument("file", type=Path, help="Rosstat's CSV, or a table with tabs")

    one = _command(imports, "ervk", import_ervk)
    one.add_argument("file", type=Path, help="JSON: a page, or a list of pages")
    one.add_argument(
        "--skip-rejected", action="store_true", help="record the notices without faults"
    )

    one = _command(imports, "erknm", import_erknm)
    one.add_argument("file", type=Path, help="XML: a month, a plan or a card")
    one.add_argument(
        "--organisation", required=True, metavar="NAME", help="the body that reads it"
    )

    _add_receipts(commands)

    one = _command(commands, "list", list_)
    one.add_argument("--profile", type=Path, required=True, metavar="FILE")
    one.add_argument("--on", type=_day, metavar="DATE", help="YYYY-MM-DD; today")
    one.add_argument("--register", type=Path, metavar="FILE", help="JSON Lines")
    one.add_argument("--language", choices=("ru", "en"), default="ru")
    one.add_argument("--json", action="store_true", help="for programs")
    _deadline_arguments(_command(commands, "deadline", deadline))
    one = _command(commands, "appoint", appoint)
    one.add_argument("person", type=UUID, help="id, as the page of the person shows it")
    one.add_argument("organisation", type=_name, help="that runs the service")
    one = _command(commands, "forget", forget)
    one.add_argument("subject", type=UUID, help="id of a person or a business")
    return root


def _add_receipts(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
) -> None:
    one = _command(commands, "verify", verify)
    one.add_argument("receipt", type=Path, help="JSON; - for standard input")
    one.add_argument("--file", type=Path, action="append", help="that was handed over")
    one.add_argument("--key", type=Path, help="public keys, one a line")
    one.add_argument("--json", action="store_true", help="for programs")
    one = _command(commands, "audit", audit)
    one.add_argument(
        "--head", type=Path, action="append", help="that somebody else kept"
    )
    one.add_argument("--json", action="store_true", help="for programs")
    one = _command(commands, "head", head)
    one.add_argument(
        "--old",
        type=int,
        metavar="SIZE",
        help="of the tree that a witness signed last: prints what to send it",
    )
    _command(commands, "rotate-key", rotate_key)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        0 when it was done, 1 when the service refused or could not, 2 on misuse.
    """
    args = parser().parse_args(argv)
    run: Run = args.run
    try:
        return run(args)
    except _Trouble as trouble:
        print(trouble, file=sys.stderr)
        return trouble.code
    except BrokenPipeError:
        # Whoever read our words has gone; nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return REFUSED
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        known = _explained(fault)
        if known is None:
            raise
        print(known, file=sys.stderr)
        return MISUSED if type(fault).__name__ == "BadSettings" else REFUSED


def _explained(fault: Exception) -> str | None:
    """What to tell about a fault that is no bug; None for one that is."""
    from psycopg import OperationalError
    from psycopg.errors import UndefinedFunction, UndefinedTable

    from domain.errors import Refusal
    from interfaces.gateways.postgres import PostgresUnavailable
    from interfaces.serve import CannotServe
    from interfaces.settings import BadSettings

    match fault:
        case Refusal():
            facts = [f"{name}: {value}" for name, value in fault.facts.items()]
            return "\n".join([f"{fault.code}: {fault.title}", *facts])
        case BadSettings() | CannotServe() | PostgresUnavailable():
            return str(fault)
        case UndefinedTable() | UndefinedFunction():
            return "the database is not at this version: run `sverka migrate`"
        case OperationalError():
            return f"the database does not answer: {fault}".strip()
    return None


def _start() -> "Settings":
    """Read the settings, and log as they say."""
    from interfaces.observability import configure_logging
    from interfaces.settings import Settings

    settings = Settings.from_env(os.environ)
    configure_logging(settings.log)
    return settings


@contextmanager
def _service() -> "Iterator[Service]":
    """The service on its database; an embedded one runs for as long as needed."""
    from interfaces.serve import reached_database
    from interfaces.service import open_service

    with reached_database(_start()) as settings, open_service(settings) as service:
        yield service


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if str(file) == "-":
        yield sys.stdin.buffer
        return
    try:
        opened = file.open("rb")
    except OSError as fault:
        raise _Trouble(MISUSED, f"{file}: {fault.strerror}") from None
    with opened:
        yield opened


def _show_progress(progress: "Progress") -> None:
    if sys.stderr.isatty():
        of = f" of {progress.total:,}" if progress.total else ""
        print(f"\r{progress.phase} {progress.done:,}{of}", end="", file=sys.stderr)


def _show_audit(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:,} events", end="", file=sys.stderr)


def _print_report(report: "ImportReport") -> None:
    for one in report.rejections:
        print(f"line {one.line}: {one.pointer}: {one.reason}", file=sys.stderr)
    print(
        f"{report.rows} read, {report.new} new, {report.amended} amended,"
        f" {report.same} same, {report.rejected} rejected"
        + ("" if report.recorded else "; nothing was recorded")
    )


def _end_progress() -> None:
    if sys.stderr.isatty():
        print(file=sys.stderr)


def _print_status(told: dict[str, Any]) -> None:
    print(f"PostgreSQL {told['postgresql']}, log at {told['log']}")
    tree = told["tree"]
    print(
        f"tree over {tree['events']} events, {tree['signed']} signed;"
        f" log checked: {tree['audited_at'] or 'never'}"
    )
    for flaw in tree["flaws"]:
        print(f"  {flaw}")
    for one in told["projections"]:
        fault = one["fault"]
        stands = (
            f"  stands at event {fault['position']}, {fault['topic']}: {fault['kind']}"
            if fault
            else ""
        )
        print(f"{one['name']:<16}{one['position']:>10}  behind {one['behind']}{stands}")


def _deadline_arguments(command: argparse.ArgumentParser) -> None:
    """Its options are read as text, so that every fault is told at once."""
    command.add_argument(
        "--from", dest="start", default="", metavar="DAY", help="YYYY-MM-DD[THH:MM]"
    )
    for unit in TERM_UNITS:
        command.add_argument(f"--{unit}", metavar="N", help="how long")
    command.add_argument(
        "--first-day-counts",
        action="store_true",
        help='"a period of N", not "within N of"',
    )
    command.add_argument(
        "--before", action="store_true", help='"at least N before": counted back'
    )
    command.add_argument(
        "--region", default="", metavar="NN", help="its days off and time zone"
    )
    command.add_argument(
        "--keep-day-off",
        action="store_true",
        help="do not move a last day that is a day off (ГК РФ ст. 193)",
    )
    command.add_argument("--language", choices=("ru", "en"), default="ru")
    command.add_argument("--json", action="store_true", help="for programs")


def _given(args: argparse.Namespace) -> dict[str, str]:
    """The lengths that were given, by option."""
    told = {unit: getattr(args, unit.replace("-", "_")) for unit in TERM_UNITS}
    return {unit: value for unit, value in told.items() if value is not None}


def _deadline_options(args: argparse.Namespace) -> dict[str, str]:
    """The form that the options fill in."""
    given = _given(args)
    option = next(iter(given), "working-days")
    counting = "period" if args.first_day_counts else "within"
    return {
        "from": args.start,
        "value": given.get(option, "0"),
        "unit": TERM_UNITS[option],
        "counting": "before" if args.before else counting,
        "region": args.region,
        "moves": "" if args.keep_day_off else "yes",
    }


def _deadline_faults(args: argparse.Namespace) -> list[str]:
    """What is wrong with the options beside each other."""
    faults, given = [], _given(args)
    if len(given) != 1:
        names = ", ".join(f"--{unit}" for unit in TERM_UNITS)
        faults.append(f"give one of {names}")
    if args.before and args.first_day_counts:
        faults.append("--before: not together with --first-day-counts")
    return faults


def _option(args: argparse.Namespace, field: str) -> str:
    """The option that fills a field of the form."""
    return f"--{next(iter(_given(args)), 'value') if field == 'value' else field}"


@contextmanager
def _counting() -> "Iterator[tuple[Places, LawTerms]]":
    """The calendar and the law: of the service that runs, else those shipped."""
    home = Path(os.environ.get("SVERKA_HOME") or ".sverka")
    runs = (home / "postgres" / "postmaster.pid").exists()
    if os.environ.get("DATABASE_URL") or runs:
        with _service() as service:
            yield service.places, service.law
        return
    from interfaces.gateways.production_calendar import shipped
    from interfaces.law import starter_law_terms
    from interfaces.places import Places

    yield (
        Places(lambda: shipped().edition, _zone()),
        starter_law_terms(),
    )


def _name(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("a name is needed")
    return text.strip()


def _processes(text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text) or not 1 <= int(text) <= MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"not a number from 1 to {MOST_PROCESSES}")
    return int(text)


def _today() -> date:
    return datetime.now(_zone()).date()


def _zone() -> ZoneInfo:
    zone = os.environ.get("SVERKA_TIME_ZONE") or "Europe/Moscow"
    try:
        return ZoneInfo(zone)
    except (KeyError, OSError, ValueError):
        raise _Trouble(MISUSED, f"SVERKA_TIME_ZONE: no such zone: {zone}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("not a date such as 2026-11-21") from None


def _command(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str, run: Run
) -> argparse.ArgumentParser:
    about = run.__doc__ or ""
    command = commands.add_parser(
        name,
        help=about,
        description=about,
        epilog=f"example: {EXAMPLES[name]}",
    )
    command.set_defaults(run=run)
    return command


if __name__ == "__main__":
    sys.exit(main())
