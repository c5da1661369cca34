"""A list as a JSON file."""

import orjson

from interfaces.exports.content import Content
from projections.applicability import Line


def data(content: Content) -> bytes:
    """The list as a file: what it is, the requirements, and the hash of both."""
    requirements = [
        _requirement(line, cells[2], content) for line, cells in content.lines()
    ]
    return orjson.dumps(
        {
            "number": content.number,
            "check_at": content.address,
            "client": {"name": content.client.name, "inn": content.client.inn},
            "language": content.spoken.code,
            "on": content.as_of.on,
            "known_at": content.known_at,
            "basis": content.as_of.basis,
            "part": content.part,
            "position": content.position,
            "counts": {group.value: n for group, n in content.counts.items()},
            "notes": content.notes(),
            "requirements": requirements,
            "content_sha256": content.digest(),
        },
        option=orjson.OPT_INDENT_2,
    )


def _requirement(line: Line, sentence: str, content: Content) -> dict[str, object]:
    return {
        "id": line.code,
        "version": line.version,
        "title": line.title,
        "act": line.act,
        "control_kind": line.control_kind,
        "control_body": line.control_body,
        "group": line.group,
        "verdict": line.judgement.verdict,
        "because": [
            {
                "fact": one.fact,
                "value": one.value,
                "sentence": content.wording.sentence(one),
            }
            for one in line.judgement.because
        ],
        "sentence": sentence,
        "declaration": line.declaration_id,
        "declaration_status": line.declaration_status,
        "declared_end": line.declared_end,
        "successor_unknown": line.successor_unknown,
        "certainty": line.certainty.model_dump(mode="json"),
    }
