"""What stands in addresses: a requirement's code, which no page's name looks like.

A route that takes any word in a code's place would also take the names of the pages
beside it: `PUT /requirements/drafts` would ask for a version instead of saying that
nothing can be put there.
"""

from typing import Final

from starlette.convertors import Convertor, register_url_convertor

LONGEST_CODE: Final = 64
CODE: Final = "{code:code}"
"""A requirement's code in the path of a route; another word leads to no route."""


class CodeConvertor(Convertor[str]):
    """A code as `domain.requirement.Code` has it: "REQ-FIRE-001"."""

    regex = rf"(?=[A-Z0-9-]{{1,{LONGEST_CODE}}}(?:/|$))[A-Z0-9]+(?:-[A-Z0-9]+)*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("code", CodeConvertor())
