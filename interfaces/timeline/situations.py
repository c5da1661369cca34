"""Which requirements a life situation brings to a client (R5)."""

from collections.abc import Mapping
from uuid import UUID

from domain.condition import Verdict
from domain.profile import FLAGS, FactValue
from interfaces.service import Service
from projections.applicability.personal_list.whole import number_of


def belonging(
    service: Service, client_id: UUID, facts: Mapping[str, FactValue]
) -> tuple[str, ...]:
    """Codes of the requirements that apply because of the facts of a situation.

    That is those which apply with these facts, and would not without them.

    Args:
        service: the service.
        client_id: whose profile is taken as it is otherwise.
        facts: of the situation.

    Raises:
        NotFound: there is no such client.
    """
    lists, today = service.personal_lists, service.clock.today()
    known = lists.profile(client_id)
    absent = {fact: False for fact in facts if fact.partition(":")[0] in FLAGS}
    there = lists.whole(client_id, today, known.with_facts(facts))
    without = lists.whole(client_id, today, known.with_facts(absent))
    if there.register is not without.register:
        # Between the two the register changed; the newer one is whole by itself.
        there = lists.whole(client_id, today, known.with_facts(facts))
    applies = number_of(Verdict.APPLIES)
    brought = there.holds & (there.verdicts == applies) & (without.verdicts != applies)
    numbers = there.register.in_order(brought)
    return tuple(line.code for line in lists.lines(there, numbers))
