"""How a look at records, and a survey, say no (C3)."""

from domain.errors import Invalid, RuleBroken
from domain.kernel import Citation

STANDARD = Citation(act="Стандарт «Государство для бизнеса»", at="п. 4.7")


class PurposeMissing(Invalid):
    code = "purpose-missing"
    title = "Say on what ground and for what you look: the business will read it"
    about = "purpose"
    source = STANDARD


class NameOneNumber(Invalid):
    code = "name-one-number"
    title = "Give either the INN or the OGRN of the business"
    about = "inn"


class ClientUnknown(Invalid):
    code = "client-unknown"
    title = "No business with this INN is registered here"
    about = "inn"


class ClientUnknownByOgrn(ClientUnknown):
    code = "client-unknown-by-ogrn"
    title = "No business with this OGRN is registered here"
    about = "ogrn"


class NothingToLookAt(Invalid):
    code = "nothing-to-look-at"
    title = "Choose requirements: some, those of a kind of control, or all"
    about = "requirements"


class NotYourRequirements(Invalid):
    code = "not-your-requirements"
    title = "Some of these requirements are not in force or not supervised by your body"
    about = "requirements"


class TooManyRequirements(Invalid):
    code = "too-many-requirements"
    title = "These are too many requirements for one look: choose a kind of control"
    about = "requirements"


class YetToCome(Invalid):
    code = "yet-to-come"
    title = "This moment is yet to come: there are no records of it"
    about = "as_of"


class SurveyRunning(RuleBroken):
    code = "survey-running"
    title = "The survey is not finished yet"


class SurveyOver(RuleBroken):
    code = "survey-over"
    title = "The survey is finished already"


class GroupTooSmall(RuleBroken):
    code = "group-too-small"
    title = "So few businesses are told nothing: it could be guessed who they are"
    about = "requirement"


class AlgorithmDoesNotServe(Invalid):
    code = "algorithm-does-not-serve"
    title = "This algorithm is not about this requirement"
    about = "algorithm"


class OfferedAlready(RuleBroken):
    code = "offered-already"
    title = "This was offered to these businesses already"
    about = "algorithm"


class RemarkMissing(Invalid):
    code = "remark-missing"
    title = "Write what you want the body to know"
    about = "text"
