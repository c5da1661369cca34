"""The description of the API: what FastAPI tells of it, and what we answer and read.

Problems (RFC 9457) and headers are the same for a thousand routes: they are told here
once, and no route declares them.
"""

from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from interfaces.deps import HEADERS, SAFE
from interfaces.problems import RESPONSES, Problem

Document = dict[str, Any]


def install(app: FastAPI) -> None:
    """Complete the description that the app gives, when it is first asked for."""
    make = app.openapi

    def openapi() -> Document:
        if app.openapi_schema is None:
            document = make()
            _add_problems(document)
            _add_headers(document, app)
        return make()

    app.openapi = openapi  # type: ignore[method-assign]


def _add_problems(document: Document) -> None:
    """Add the problems to what each operation says that it answers."""
    shapes = document.setdefault("components", {}).setdefault("schemas", {})
    shape = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    shapes |= shape.pop("$defs", {})
    shapes["Problem"] = shape
    for path in document["paths"].values():
        for operation in path.values():
            told = operation["responses"]
            for code, problem in RESPONSES.items():
                if code == HTTPStatus.UNPROCESSABLE_ENTITY or str(code) not in told:
                    told[str(code)] = problem
    for name in ("HTTPValidationError", "ValidationError"):
        shapes.pop(name, None)


def _add_headers(document: Document, app: FastAPI) -> None:
    """Add to what each operation takes the headers that are read for it."""
    for route in iter_route_contexts(app.routes):
        operations = document["paths"].get(route.path_format, {})
        for method in route.methods or ():
            if operation := operations.get(method.lower()):
                operation.setdefault("parameters", []).extend(
                    HEADERS[call].parameter
                    for call in dict.fromkeys(_calls(route.dependant))
                    if call in HEADERS and (method in SAFE or not HEADERS[call].reads)
                )


def _calls(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    """All that a route depends on, and that this depends on."""
    for one in dependant.dependencies:
        yield one.call
        yield from _calls(one)
