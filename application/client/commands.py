"""What a business may ask about its own data, and a keeper about a dispute (L7)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from domain.kernel import Value
from domain.profile import ClientKind, FactValue


class RegisterClient(Value):
    """Register a business; the person who does it acts for it from then on.

    Attributes:
        kind: legal entity, sole proprietor, self-employed person, farm.
        name: as in the state register.
        inn: 10 digits (legal entity) or 12.
        ogrn: 13 digits (legal entity) or 15; null when there is none.
        facts: what is known already, by fact key; may be empty.
    """

    kind: ClientKind
    name: str = Field(min_length=1, max_length=500, examples=["ИП Кузнецова А. В."])
    inn: str = Field(min_length=10, max_length=12, examples=["630000000119"])
    ogrn: str | None = Field(default=None, max_length=15, examples=["326630000000017"])
    facts: dict[str, FactValue] = Field(
        default_factory=dict,
        max_length=500,
        examples=[{"okved": ["56.10"], "employees": 8}],
    )


class RenameClient(Value):
    """Correct the name or the OGRN."""

    name: str = Field(min_length=1, max_length=500)
    ogrn: str | None = Field(default=None, max_length=15)


class StateFacts(Value):
    """Say facts about the business, or about one place of it.

    Attributes:
        facts: by fact key, e.g. {"employees": 8, "object:lift": false}; null: unknown.
        since: the day from which it is so; today when absent.
    """

    facts: dict[str, FactValue] = Field(
        min_length=1, max_length=500, examples=[{"employees": 8, "object:lift": False}]
    )
    since: date | None = None


class OpenPremises(Value):
    """Add a place where the business works.

    Attributes:
        name: how you call it.
        address: in words.
        region: two-digit code of the region.
        facts: `object:` facts of the place; may be empty.
        since: the day from which it is used; today when absent.
        proposal_id: of the register's proposal that this takes up.
    """

    name: str = Field(min_length=1, max_length=300)
    address: str = Field(default="", max_length=500)
    region: str | None = Field(default=None, pattern=r"^[0-9]{2}$", examples=["63"])
    facts: dict[str, FactValue] = Field(default_factory=dict, max_length=200)
    since: date | None = None
    proposal_id: UUID | None = None


class RaiseDispute(Value):
    """Say that what a state register or an inspector says is wrong.

    Attributes:
        reason: why, in the client's words.
        claim: what would be right; null when the client does not say.
        document_id: of a document uploaded before.
    """

    reason: str = Field(
        min_length=1, max_length=5000, examples=["Этим кодом мы не занимались никогда"]
    )
    claim: FactValue = Field(default=None, examples=[["56.10"]])
    document_id: UUID | None = None


class AcceptDispute(Value):
    """Agree with a client, as the keeper of the register, and say what is right.

    Attributes:
        value: what is right; null: the register says nothing any more.
        since: the day from which it is so; the disputed one's when absent.
        reason: in the keeper's words.
    """

    value: FactValue = Field(examples=[["56.10"]])
    since: date | None = None
    reason: str | None = Field(default=None, max_length=5000)


class DeclineDispute(Value):
    """Keep what the register says, and say why."""

    reason: str = Field(
        min_length=1, max_length=5000, examples=["Код указан в заявлении от 12.03.2026"]
    )
