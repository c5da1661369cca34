"""The row of an execution, as what happens changes it."""

from uuid import UUID

from domain.algorithm import AlgorithmContent
from domain.condition import Verdict
from domain.execution import Execution, How, Status, until
from domain.kernel import Event
from projections.execution.moments import Row
from projections.view import Recorded, Rows


def started(event: Execution.Started, executions: Rows, position: int) -> Row:
    return {
        "id": event.originator_id,
        "number": position,
        "client_id": event.client_id,
        "algorithm": event.algorithm,
        "algorithm_version": event.algorithm_version,
        "content": event.content.model_dump(mode="json"),
        "place": event.place,
        "place_name": event.place_name,
        "address": event.address,
        "object": event.object,
        "status": Status.RUNNING,
        "started_on": event.on,
        "finished_on": None,
        "renews": event.renews,
        "confirmation": None,
        "settled": {
            str(proof.step): {
                "how": proof.how,
                "on": proof.on,
                "carried": str(proof.execution),
                "until": proof.until,
                "text": said(executions.get(proof.execution), proof.step),
            }
            for proof in event.carried
        },
        "evidence": [],
        "files": [],
        "handed": {},
        "people": [],
        "moments": [],
    }


def said(row: Row | None, step: int) -> str | None:
    """What was noted when an earlier execution's step was done."""
    found = (row or {}).get("settled", {}).get(str(step), {})
    text: str | None = found.get("text")
    return text


def run(row: Row, event: Event, one: Recorded) -> None:
    """Change the row of an execution."""
    match event:
        case (
            Execution.EvidenceGiven()
            | Execution.EvidenceShared()
            | Execution.EvidenceTakenBack()
        ):
            _change_evidence(row, event, one)
        case Execution.StepDone():
            content = AlgorithmContent.model_validate(row["content"])
            row["settled"][str(event.step)] = {
                "how": How.DONE,
                "on": event.on,
                "text": event.note,
                "by": event.by.id,
                "until": event.until or until(content, event.step, event.on),
            }
        case Execution.StepSkipped():
            applies = event.concerned is Verdict.APPLIES
            row["settled"][str(event.step)] = {
                "how": How.LEFT_OUT if applies else How.NOT_CONCERNED,
                "on": event.on,
                "text": event.reason,
                "by": event.by.id,
            }
        case Execution.StepReopened():
            row["settled"].pop(str(event.step), None)
        case Execution.StepHanded():
            row["handed"].pop(str(event.step), None)
            if event.person:
                row["handed"][str(event.step)] = str(event.person)
            row["people"] = sorted(set(row["handed"].values()))
        case _:
            _change_status(row, event)


def _change_evidence(row: Row, event: Event, one: Recorded) -> None:
    match event:
        case Execution.EvidenceGiven():
            row["evidence"].append(
                event.model_dump(
                    mode="json",
                    include={
                        "steps",
                        "form",
                        "file",
                        "media_type",
                        "sha256",
                        "name",
                        "text",
                    },
                )
                | {"id": str(event.evidence), "at": one.at, "by": event.by.id}
            )
        case Execution.EvidenceShared():
            _item(row, event.evidence)["steps"].append(event.step)
        case Execution.EvidenceTakenBack():
            _item(row, event.evidence)["steps"].remove(event.step)
            row["evidence"] = [e for e in row["evidence"] if e["steps"]]
    row["files"] = sorted({e["file"] for e in row["evidence"] if e["file"]})


def _change_status(row: Row, event: Event) -> None:
    match event:
        case Execution.Paused():
            row["status"] = Status.PAUSED
        case Execution.Resumed():
            row["status"] = Status.RUNNING
        case Execution.Abandoned():
            row["status"] = Status.ABANDONED
        case Execution.Followed():
            row["algorithm_version"] = event.algorithm_version
            row["content"] = event.content.model_dump(mode="json")
            for number in event.redo:
                row["settled"].pop(str(number), None)
        case Execution.Finished():
            row |= {
                "status": Status.FINISHED,
                "finished_on": event.on,
                "confirmation": event.confirmation,
            }


def _item(row: Row, id: UUID) -> Row:
    found: Row = next(e for e in row["evidence"] if e["id"] == str(id))
    return found
