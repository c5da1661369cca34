"""What a caution must say and may not demand, and what each side may do when."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from domain.caution import (
    AlgorithmNotNamed,
    Caution,
    CautionEmpty,
    CautionLate,
    CautionOver,
    CautionReasonMissing,
    CautionStatus,
    CautionTerms,
    CautionUnchanged,
    DemandsDocuments,
    Draft,
    Measure,
    MeasureMissing,
    NoSuchPoint,
    NothingLeft,
    NotObjected,
    ObjectedAlready,
    ObjectionLate,
    ObjectionReasonMissing,
    Point,
    RequirementTwice,
    Signs,
    SignsInFuture,
    SignsMissing,
    SignSource,
    Wording,
    demands,
    new_caution_id,
)
from domain.kernel import Certainty
from domain.law_term import LawTerm, LawTerms
from domain.term import Place, Reckoning
from tests.conftest import MOSCOW
from tests.deadlines import CLIENT_ID, SYSTEM, edition

TODAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
POINTS = (
    Point(number=1, requirement="REQ-FIRE-001", algorithm="ALG-FIRE"),
    Point(number=2, requirement="REQ-FIRE-002"),
)
WORDS = Wording(
    conduct="Проход к выходу заставлен коробками",
    proposal="Освободить проход и назначить, кто следит за ним",
)
SERVING = {"REQ-FIRE-001": ("ALG-FIRE",)}


FIRE = "Федеральный государственный пожарный надзор"


def rule(id: str, value: int | None, unit: str, kind: str | None = None) -> LawTerm:
    return LawTerm(
        id=id,
        topic="",
        rule="",
        value=value,
        unit=unit,
        counted_from=None,
        moves="ГК РФ ст. 193",
        source="248-ФЗ, ст. 49",
        certainty=Certainty.LIKELY,
        control_kind=kind,
    )


LAW = LawTerms(
    [
        rule("LAW-044", 30, "calendar_day"),
        rule("LAW-045", None, "config"),
        rule("LAW-045", 15, "working_day", FIRE),
        rule("LAW-046", 20, "working_day"),
    ]
)


def terms(kind: str = FIRE) -> CautionTerms:
    return CautionTerms(LAW, Place(edition(), MOSCOW), kind)


def issued(
    points: tuple[Point, ...] = POINTS,
    wording: tuple[Wording, ...] = (WORDS, WORDS),
    received: date = TODAY,
    told: str = "Сообщение в новостях",
) -> Caution:
    draft = Draft(
        control_kind=FIRE,
        signs=Signs(source=SignSource.MEDIA, received=received),
        told=told,
        points=points,
        wording=wording,
        in_time=terms().to_issue(received),
    )
    return Caution.issue(
        draft,
        id=new_caution_id(),
        client_id=CLIENT_ID,
        authority=uuid4(),
        serving=SERVING,
        thread=uuid4(),
        message=uuid4(),
        by=SYSTEM,
        today=TODAY,
    )


def received(objection: Reckoning | None = None) -> Caution:
    caution = issued()
    until = objection or terms().to_object(NOW)
    caution.receive(at=NOW, objection=until, by=SYSTEM)
    return caution


def objected(
    caution: Caution, at: datetime = NOW, reason: str = "Прохода тут нет"
) -> Caution:
    caution.object(
        reason,
        message=uuid4(),
        answer=terms().to_answer(at),
        at=at,
        by=SYSTEM,
        today=TODAY,
    )
    return caution


def kept(caution: Caution, reason: str = "Есть фото") -> None:
    caution.keep(reason, message=uuid4(), by=SYSTEM, today=TODAY)


def changed(
    caution: Caution,
    wording: dict[int, Wording] | None = None,
    dropped: tuple[int, ...] = (2,),
    reason: str = "Второе не подтвердилось",
) -> None:
    caution.change(
        wording or {},
        dropped=dropped,
        reason=reason,
        message=uuid4(),
        by=SYSTEM,
        today=TODAY,
    )


def withdrawn(caution: Caution, reason: str = "Ошиблись адресом") -> None:
    caution.withdraw(reason, message=uuid4(), by=SYSTEM, today=TODAY)


def told(caution: Caution, *numbers: int, what: str = "Убрали коробки") -> None:
    measures = {number: Measure(what=what) for number in numbers}
    caution.tell(measures, by=SYSTEM, today=TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Представить копии договоров в срок до 1 декабря.",
        "Устраните коробки. Направьте фотографии выхода!",
        "Предоставьте сведения о работниках",
        "Уведомить об исполнении предостережения",
        "Сообщите о результатах принятых мер",
        "Проинформировать инспекцию о принятых мерах",
        "Submit copies of the contracts",
        "Report the measures taken",
    ],
)
def test_a_demand_for_documents_or_data_is_found(text: str) -> None:
    assert len(demands(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Принять меры, направленные на сохранность документов",
        "Назначить представителя, который хранит документы",
        "Завести журнал и вести его по образцу",
        "Восстановить транспортное сообщение; обновить информацию на стенде",
        "Install two extinguishers and check the data plate",
    ],
)
def test_what_only_sounds_like_papers_is_no_demand(text: str) -> None:
    assert demands(text) == []


def test_a_caution_that_demands_documents_is_refused() -> None:
    asking = WORDS.model_copy(update={"proposal": "Представить копии журналов"})

    with pytest.raises(DemandsDocuments) as refused:
        issued(wording=(WORDS, asking))

    found = [{"number": 2, "words": "Представить копии журналов"}]
    assert refused.value.facts == {"found": found}


def test_a_duty_to_report_that_the_requirement_itself_sets_may_be_named() -> None:
    asking = WORDS.model_copy(update={"proposal": "Представить сведения в реестр"})
    points = (POINTS[0], POINTS[1].model_copy(update={"own_duty": True}))

    assert issued(points, (WORDS, asking)).points[2].own_duty


def test_each_point_says_the_conduct_and_the_proposal() -> None:
    for words in (
        WORDS.model_copy(update={"conduct": " "}),
        WORDS.model_copy(update={"proposal": ""}),
    ):
        with pytest.raises(CautionEmpty) as refused:
            issued(wording=(WORDS, words))
        assert refused.value.facts == {"points": [2]}
    with pytest.raises(CautionEmpty):
        issued((), ())


def test_a_requirement_comes_once() -> None:
    twice = POINTS[0].model_copy(update={"number": 2})

    with pytest.raises(RequirementTwice):
        issued((POINTS[0], twice))


@pytest.mark.parametrize("algorithm", [None, "ALG-OTHER"])
def test_the_algorithm_that_removes_the_risk_is_named(algorithm: str | None) -> None:
    point = POINTS[0].model_copy(update={"algorithm": algorithm})

    with pytest.raises(AlgorithmNotNamed) as refused:
        issued((point, POINTS[1]))

    choice = [{"number": 1, "algorithms": ["ALG-FIRE"]}]
    assert refused.value.facts == {"points": choice}


def test_a_caution_follows_the_signs_within_the_term() -> None:
    last = TODAY - timedelta(days=30)

    assert issued(received=last).status is CautionStatus.ISSUED
    with pytest.raises(CautionLate) as refused:
        issued(received=last - timedelta(days=1))
    assert refused.value.facts["rule"] == "LAW-044"
    assert refused.value.facts["certainty"] is Certainty.LIKELY


def test_the_last_day_to_caution_gives_way_to_a_working_day() -> None:
    saturday = date(2026, 11, 14)

    assert terms().to_issue(saturday - timedelta(days=30)).last_day == date(
        2026, 11, 16
    )


def test_signs_are_told_and_have_come() -> None:
    with pytest.raises(SignsMissing):
        issued(told=" ")
    with pytest.raises(SignsInFuture):
        issued(received=TODAY + timedelta(days=1))


def test_the_term_to_object_is_that_of_the_kind_of_control() -> None:
    known = terms().to_object(NOW)

    assert known is not None
    assert (known.last_day, known.term.rule) == (date(2026, 12, 11), "LAW-045")
    assert terms("Государственный строительный надзор").to_object(NOW) is None


def test_an_objection_is_answered_within_the_term() -> None:
    assert objected(received()).is_objected
    assert terms().to_answer(NOW).last_day == date(2026, 12, 18)


def test_an_objection_is_late_after_the_last_day() -> None:
    caution = received()
    end = caution.objection
    assert end is not None

    with pytest.raises(ObjectionLate) as refused:
        objected(caution, at=end.ends + timedelta(seconds=1))
    assert refused.value.facts["last_day"] == end.last_day
    assert objected(caution, at=end.ends).is_objected


def test_where_no_term_is_known_none_runs_against_the_business() -> None:
    caution = issued()
    caution.receive(at=NOW, objection=None, by=SYSTEM)

    assert objected(caution, at=NOW + timedelta(days=400)).is_objected


def test_an_edition_is_objected_to_once() -> None:
    caution = objected(received())

    with pytest.raises(ObjectedAlready):
        objected(caution)
    kept(caution)
    with pytest.raises(ObjectedAlready):
        objected(caution)
    changed(caution)
    assert objected(caution).objected == 2


def test_an_objection_says_why() -> None:
    with pytest.raises(ObjectionReasonMissing):
        objected(received(), reason=" ")


def test_an_objection_is_answered_with_reasons_once() -> None:
    caution = objected(received())

    with pytest.raises(CautionReasonMissing):
        kept(caution, reason="")
    kept(caution)
    assert not caution.is_objected
    with pytest.raises(NotObjected):
        kept(caution)


def test_a_changed_or_withdrawn_caution_answers_the_objection() -> None:
    for act in (changed, withdrawn):
        caution = objected(received())
        act(caution)
        assert not caution.is_objected


def test_a_withdrawn_caution_is_over_for_both() -> None:
    caution = received()
    withdrawn(caution)

    assert caution.status is CautionStatus.WITHDRAWN
    for act in (objected, changed, withdrawn, lambda one: told(one, 1)):
        with pytest.raises(CautionOver):
            act(caution)


def test_a_changed_caution_may_be_objected_to_anew() -> None:
    caution = received()
    changed(caution, {1: WORDS})

    assert (caution.edition, set(caution.points), caution.objection) == (2, {1}, None)
    caution.receive(at=NOW, objection=terms().to_object(NOW), by=SYSTEM)
    assert caution.received == 2


@pytest.mark.parametrize(
    ("wording", "dropped", "refusal"),
    [
        ({}, (), CautionUnchanged),
        ({2: WORDS}, (2,), CautionUnchanged),
        ({}, (1, 2), NothingLeft),
        ({3: WORDS}, (), NoSuchPoint),
        ({1: WORDS.model_copy(update={"conduct": ""})}, (), CautionEmpty),
        (
            {1: WORDS.model_copy(update={"proposal": "Пришлите документы"})},
            (),
            DemandsDocuments,
        ),
    ],
)
def test_a_change_leaves_a_caution_that_may_stand(
    wording: dict[int, Wording], dropped: tuple[int, ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        changed(received(), wording, dropped)


def test_a_change_and_a_withdrawal_say_why() -> None:
    for act in (changed, withdrawn):
        with pytest.raises(CautionReasonMissing):
            act(received(), reason=" ")


def test_a_caution_is_received_once_per_edition() -> None:
    caution = received()
    before = len(caution.pending_events)
    caution.receive(at=NOW, objection=None, by=SYSTEM)

    assert len(caution.pending_events) == before
    assert caution.objection is not None


def test_a_caution_closes_when_every_point_has_been_told_of() -> None:
    caution = received()

    stood = []
    for number in (1, 2):
        told(caution, number)
        stood.append(caution.status)

    assert stood == [CautionStatus.ISSUED, CautionStatus.CLOSED]
    with pytest.raises(CautionOver):
        told(caution, 1)


def test_dropping_the_last_open_point_closes_too() -> None:
    caution = received()
    told(caution, 1)
    changed(caution)

    assert caution.status is CautionStatus.CLOSED


def test_doing_what_is_proposed_admits_nothing() -> None:
    caution = received()
    told(caution, 1, 2)

    assert objected(caution).is_objected


def test_the_business_speaks_of_points_that_there_are() -> None:
    with pytest.raises(NoSuchPoint):
        told(received(), 3)
    with pytest.raises(MeasureMissing):
        told(received(), 1, what=" ")
    with pytest.raises(MeasureMissing):
        told(received())


def test_the_body_closes_a_caution_that_needs_nothing_more() -> None:
    caution = received()
    caution.close(by=SYSTEM, today=TODAY)

    assert caution.status is CautionStatus.CLOSED
    with pytest.raises(CautionOver):
        caution.close(by=SYSTEM, today=TODAY)
