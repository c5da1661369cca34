"""An order of an inspection as its form has it (I0)."""

from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, NamedTuple
from uuid import UUID

from fastapi import Depends, Request

from application.inspection import OrderInspection
from domain.inspection import Order, Scope
from domain.term import Place
from interfaces.web.inspection.words import ids_of, moment_of

ONE = ("inn", "control_kind", "kind", "ground", "basis", "explained", "reason")
ONCE = ("immediate", "day", "time", "last_day", "hours", "everywhere", "leave_out")
MANY = ("persons", "actions", "requirements", "objects")
FIELDS = frozenset(
    {*ONE, *ONCE, *MANY, "starts", "scopes", "client_id", "reasons", "order"}
)
REASON = "reason-"


class OrderForm(NamedTuple):
    """What was filled in; `one` is of single fields, `many` of those with several.

    Attributes:
        one: text by name.
        many: chosen values by name.
        reasons: why data were not enough, by code; those without words of their own
            have the common ones.
    """

    one: Mapping[str, str]
    many: Mapping[str, tuple[str, ...]]
    reasons: Mapping[str, str]

    def get(self, name: str) -> str:
        """A single field; "" when it was not filled in."""
        return self.one.get(name, "")

    def chosen(self, name: str) -> tuple[str, ...]:
        """What was chosen among several."""
        return self.many.get(name, ())

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Every field once more, for a page that keeps what was filled in."""
        return [
            *((name, text) for name, text in self.one.items() if text),
            *((name, one) for name, some in self.many.items() for one in some),
            *((f"{REASON}{code}", text) for code, text in self.reasons.items() if text),
        ]

    def replaced(self, **one: str) -> "OrderForm":
        """The same with other single fields."""
        return self._replace(one={**self.one, **one})

    def command(
        self, client_id: UUID, objects: Sequence[UUID], place: Place
    ) -> OrderInspection:
        """The order as a command.

        Args:
            client_id: who is inspected.
            objects: all open objects of it.
            place: in whose zone its times are.

        Raises:
            ValidationError: something is missing or is no value of its field.
        """
        chosen = ids_of(self.chosen("objects"))
        codes = self.chosen("requirements")
        scope = Scope(
            objects=tuple(objects) if self.get("everywhere") else tuple(chosen),
            requirements=codes,
        )
        order = Order.model_validate(
            {
                "kind": self.get("kind"),
                "control_kind": self.get("control_kind"),
                "ground": self.get("ground"),
                "basis": self.get("basis"),
                "is_immediate": bool(self.get("immediate")),
                "starts": moment_of(self.get("day"), self.get("time"), place),
                "last_day": self.get("last_day") or self.get("day"),
                "hours": self.get("hours") or None,
                "persons": [{"person": one} for one in self.chosen("persons")],
                "actions": self.chosen("actions"),
                "scopes": [scope] if codes else [],
            }
        )
        return OrderInspection(
            client_id=client_id,
            order=order,
            explained=self.get("explained"),
            reasons={
                code: self.reasons.get(code) or self.get("reason") for code in codes
            },
        )


async def _given(request: Request) -> AsyncIterator[OrderForm]:
    form = await request.form()
    said = [(name, text) for name, text in form.multi_items() if isinstance(text, str)]
    try:
        yield OrderForm(
            {name: text.strip() for name, text in said if name in (*ONE, *ONCE)},
            {
                name: tuple(dict.fromkeys(text for n, text in said if n == name))
                for name in MANY
            },
            {
                name.removeprefix(REASON): text.strip()
                for name, text in said
                if name.startswith(REASON)
            },
        )
    finally:
        await form.close()


async def _act(request: Request) -> str:
    form = await request.form()
    return str(form.get("act", ""))


GivenOrder = Annotated[OrderForm, Depends(_given)]
Act = Annotated[str, Depends(_act)]
