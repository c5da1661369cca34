"""Reading drafts over JSON: everybody; which concern one's business: clients (E1)."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from application.access import Action
from domain.draft import DraftNumber, DraftVersion, ProvisionChange, compare
from domain.errors import NotFound
from domain.impact import Impact
from domain.kernel import Actor
from interfaces.addresses import CODE
from interfaces.api.draft.shapes import ConcernOut, DraftOut, InvitedOut, Search
from interfaces.deps import Anybody, Asks, ServiceDep, own
from interfaces.impacts import impact_of
from interfaces.invited import invited
from interfaces.locale import language, preferred
from interfaces.service import Service
from projections.draft import DraftCard, DraftFilters, DraftsFound

router = APIRouter(prefix="/api/drafts", tags=["draft"])

Client = Annotated[Actor, Depends(Asks(Action.READ_LIST))]
NumberPath = Annotated[DraftNumber, Path(alias="code", examples=["2026-1"])]
VersionNumber = Annotated[int | None, Query(ge=1, le=10_000)]


@router.get("")
def search(
    asked: Annotated[Search, Query()], service: ServiceDep, _by: Anybody
) -> DraftsFound:
    """Look for published drafts, and those of the state's list."""
    filters = DraftFilters.model_construct(
        **{name: getattr(asked, name) for name in DraftFilters.model_fields}
    )
    return service.draft_view.search(filters, after=asked.after, limit=asked.limit)


@router.get("/mine")
def mine(request: Request, service: ServiceDep, by: Client) -> list[InvitedOut]:
    """Drafts open now that concern the business or may, each with the reason."""
    spoken = language(preferred(request.headers.get("accept-language", "")))
    wording = service.wording(spoken.code)
    return [
        InvitedOut(
            number=one.draft.number,
            title=one.draft.title,
            body=one.draft.body,
            version=one.draft.version,
            closes=one.draft.closes,
            concerns=tuple(
                ConcernOut(
                    code=concern.proposal.code,
                    effect=concern.proposal.effect,
                    verdict=concern.judgement.verdict,
                    because=wording.verdict(concern.judgement),
                )
                for concern in one.concerns
            ),
        )
        for one in invited(service, own(by))
    ]


@router.get(f"/{CODE}")
def show(
    number: NumberPath, service: ServiceDep, _by: Anybody, response: Response
) -> DraftOut:
    """One draft with every version of it that was published."""
    card = public(service, number)
    response.headers["ETag"] = f'"{card.version}"'
    told = {
        name: getattr(card, name) for name in DraftOut.model_fields if name != "state"
    }
    return DraftOut(**told, state=card.state(service.clock.today()))


@router.get(f"/{CODE}/comparison")
def comparison(
    number: NumberPath,
    service: ServiceDep,
    _by: Anybody,
    before: VersionNumber = None,
    after: VersionNumber = None,
) -> tuple[ProvisionChange, ...]:
    """What became of each provision between two versions, words marked.

    The last version with the one before it when none are named.
    """
    card = public(service, number)
    later = _version(card, after or len(card.versions))
    earlier = _version(card, before or later.number - 1)
    return compare(earlier.text, later.text)


@router.get(f"/{CODE}/impact")
def impact(
    number: NumberPath,
    service: ServiceDep,
    _by: Anybody,
    version: VersionNumber = None,
) -> Impact:
    """How many clients a published draft concerns, and how many the rules in force."""
    card = public(service, number)
    wanted = card.latest if version is None else _version(card, version)
    if wanted is None:
        raise NotFound
    return impact_of(service, wanted.text.proposals)


def public(service: Service, number: str) -> DraftCard:
    """The published draft with a number.

    Raises:
        NotFound: there is none, or it is only written.
    """
    card = service.draft_view.get(number)
    if card is None or not card.is_public:
        raise NotFound
    return card


def _version(card: DraftCard, number: int) -> DraftVersion:
    found = card.version_of(number)
    if found is None:
        raise NotFound
    return found
