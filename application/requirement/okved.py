"""Importing the classifier of economic activities (OKVED-2).

Two shapes are recognised by content: Rosstat's open data (section; code; name in
quotes, without a header, Windows-1251) and a table with tabs and a header
(section, code, parent, name, UTF-8).
"""

import csv
from collections.abc import Iterator
from hashlib import sha256
from io import StringIO

from pydantic import ValidationError

from application.access import Action, allow
from application.log import EventLog, Receipt
from domain.errors import Invalid
from domain.kernel import Actor
from domain.requirement import OKVED, Activity, Classifier

_TABLE_HEADER = ["section", "code", "parent", "name"]
_MOST_FAULTS = 100


class NotAClassifier(Invalid):
    code = "not-a-classifier"
    title = "The file is not an OKVED-2 classifier"
    about = "file"


class ClassifierHasFaults(Invalid):
    code = "classifier-has-faults"
    title = "Some lines of the classifier are wrong; nothing was recorded"
    about = "file"


class Classifiers:
    """The commands of the classifier; registrars only."""

    def __init__(self, log: EventLog) -> None:
        self._log = log

    def load_okved(self, file: bytes, *, by: Actor) -> Receipt:
        """Put the classifier of a file in the place of the one before.

        Args:
            file: the whole file, about 250 KB.
            by: the registrar; kept with the file's digest and its lines.

        Raises:
            NotAClassifier: it is of neither shape.
            ClassifierHasFaults: a line is wrong or a code is repeated; `lines` says
                which and why.
            ClassifierUnchanged: exactly this file is loaded.
        """
        allow(by, Action.KEEP_REGISTER)
        activities = activities_of(file)
        digest = sha256(file).hexdigest()
        classifier = self._log.find(Classifier, Classifier.create_id(OKVED))
        if classifier is None:
            classifier = Classifier.load(
                name=OKVED, digest=digest, activities=activities, by=by
            )
        else:
            classifier.replace(digest=digest, activities=activities, by=by)
        return self._log.record(classifier, by=by)


def activities_of(file: bytes) -> tuple[Activity, ...]:
    """The lines of a classifier's file, in its order.

    Raises:
        NotAClassifier: it is of neither shape.
        ClassifierHasFaults: a line is wrong or a code is repeated.
    """
    found: list[Activity] = []
    faults: list[dict[str, object]] = []
    seen: set[tuple[str, str | None]] = set()
    for line, section, code, name in _read(file):
        try:
            activity = Activity(section=section, code=code or None, title=name)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            faults.append({"line": line, "field": fault["loc"][0], "why": fault["msg"]})
            continue
        same = (activity.section if activity.code is None else "", activity.code)
        if same in seen:
            faults.append({"line": line, "field": "code", "why": "repeated"})
        seen.add(same)
        found.append(activity)
    if faults:
        raise ClassifierHasFaults(lines=faults[:_MOST_FAULTS])
    if not found:
        raise NotAClassifier
    return tuple(found)


def _read(file: bytes) -> list[tuple[int, str, str, str]]:
    try:
        return list(_table(file)) or list(_open_data(file))
    except csv.Error:
        raise NotAClassifier from None


def _table(file: bytes) -> Iterator[tuple[int, str, str, str]]:
    try:
        text = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    rows = csv.reader(StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != _TABLE_HEADER:
        return
    for line, row in enumerate(rows, 2):
        if len(row) != len(_TABLE_HEADER):
            raise ClassifierHasFaults(
                lines=[{"line": line, "field": "name", "why": "not four columns"}]
            )
        yield line, row[0], row[1].strip(), row[3]


def _open_data(file: bytes) -> Iterator[tuple[int, str, str, str]]:
    try:
        text = file.decode("cp1251")
    except UnicodeDecodeError:
        raise NotAClassifier from None
    for line, row in enumerate(csv.reader(StringIO(text), delimiter=";"), 1):
        if not row:
            continue
        if len(row) != 3:
            raise NotAClassifier
        yield line, row[0].strip(), row[1].strip(), row[2]
