"""How an exchange of documents says no (I2)."""

from domain.errors import Invalid, RuleBroken


class TitleMissing(Invalid):
    code = "thread-title-missing"
    title = "Say in a few words what it is about"
    about = "title"


class CorrespondentUnknown(Invalid):
    code = "correspondent-unknown"
    title = "No business with this INN is registered here"
    about = "inn"


class BodyUnknown(Invalid):
    code = "body-unknown"
    title = "Choose the body to write to"
    about = "body"


class MessageEmpty(Invalid):
    code = "message-empty"
    title = "Write something or attach a file"
    about = "text"


class FileKindWithoutFile(Invalid):
    code = "file-kind-without-file"
    title = "Attach the file that you send"
    about = "file"


class TooManyFiles(Invalid):
    """Facts: `most`."""

    code = "too-many-files"
    title = "These are too many files for one message: send the rest in another"
    about = "file"


class AnsweredMissing(Invalid):
    code = "answered-missing"
    title = "Choose the message that you answer"
    about = "answers"


class OnlyTheStateDecides(Invalid):
    code = "only-the-state-decides"
    title = "Only a body sends decisions: send a statement or a request"
    about = "kind"


class OwnMessage(Invalid):
    code = "own-message"
    title = "Your side sent this message itself: answer one of the other side"
    about = "answers"


class NotOpenedYet(RuleBroken):
    code = "message-not-opened"
    title = "Open the message first: the service records when it was opened"


class AlreadyEnclosed(RuleBroken):
    code = "file-sent-already"
    title = "This file was sent with a message, so it stays"
    about = "file"


class NotTheirFile(Invalid):
    code = "not-your-file"
    title = "One of the files is not there any more: attach it again"
    about = "file"


class NoRoomForExchange(RuleBroken):
    """Facts: `bytes_allowed`."""

    code = "no-room-for-exchange"
    title = "There is no room for another file: send or remove those not sent yet"
    about = "file"


class BadExchangedFile(Invalid):
    code = "bad-exchanged-file"
    title = (
        "Give a PDF, a picture, an office document without macros, XML or a signature,"
        " of at most 10 MB"
    )
    about = "file"


class RepresentativeUnknown(Invalid):
    code = "representative-unknown"
    title = "Nobody with this number has signed in here"
    about = "person"


class RepresentsAlready(RuleBroken):
    code = "represents-already"
    title = "This person takes part already"
    about = "person"


class TooManyParties(RuleBroken):
    """Facts: `most`."""

    code = "too-many-parties"
    title = "No more people fit into this correspondence"
    about = "person"
