"""How meetings by video say no (I6)."""

from domain.errors import Invalid, RuleBroken


class CaseForVideoUnknown(Invalid):
    code = "case-for-video-unknown"
    title = "Open the case, and propose a meeting from there"
    about = "about"


class CaseForVideoOver(RuleBroken):
    code = "case-for-video-over"
    title = "This case is over: write to the other side instead"
    about = "about"


class PurposeMissing(Invalid):
    code = "video-purpose-missing"
    title = "Say in a few words what you want to talk about"
    about = "purpose"


class MeetingInThePast(Invalid):
    code = "video-in-the-past"
    title = "Choose a time that is still ahead"
    about = "time"


class MeetingTooFar(Invalid):
    """Facts: `latest`."""

    code = "video-too-far"
    title = "This is too far ahead: choose an earlier day"
    about = "day"


class MeetingTooLong(Invalid):
    """Facts: `most_minutes`."""

    code = "video-too-long"
    title = "A meeting takes five minutes at least and four hours at most"
    about = "minutes"


class MeetingOver(RuleBroken):
    code = "video-over"
    title = "This meeting was called off or is over"


class OwnProposal(RuleBroken):
    code = "video-own-proposal"
    title = "Your side proposed this time: the other side has to agree"


class HelperDecidesNothing(RuleBroken):
    code = "video-helper-decides-nothing"
    title = "The business and the body agree on meetings between themselves"


class CallingOffReasonMissing(Invalid):
    code = "video-reason-missing"
    title = "Say why the meeting does not take place"
    about = "reason"


class NotAgreedYet(RuleBroken):
    code = "video-not-agreed"
    title = "Nobody can enter before both sides have agreed on the time"


class TooEarlyToEnter(RuleBroken):
    """Facts: `opens_at`."""

    code = "video-too-early"
    title = "The room is not open yet"


class HeldElsewhere(RuleBroken):
    code = "video-held-elsewhere"
    title = "This meeting is held in another system: follow its link"


class HeldHere(RuleBroken):
    code = "video-held-here"
    title = "This meeting is held here: enter its room"


class OnlyTheBodyLetsIn(RuleBroken):
    code = "video-only-the-body-lets-in"
    title = "An officer of the body lets people in, and ends the meeting"


class NotInTheRoom(RuleBroken):
    code = "video-not-in-the-room"
    title = "You are not in the room: enter it again"


class RoomFull(RuleBroken):
    """Facts: `most`."""

    code = "video-room-full"
    title = "No more people fit into this room"


class NotEverybodyAgreed(RuleBroken):
    """Facts: `missing`, how many have not agreed."""

    code = "video-not-everybody-agreed"
    title = "The meeting is recorded only when everybody in the room agrees to it"
    about = "recording"


class RecordedAlready(RuleBroken):
    code = "video-recorded-already"
    title = "Somebody records this meeting already"
    about = "recording"


class RecordingOver(RuleBroken):
    code = "video-recording-over"
    title = "This recording is finished"
    about = "recording"


class PieceOutOfOrder(RuleBroken):
    """Facts: `expected`, number of the piece that comes next."""

    code = "video-piece-out-of-order"
    title = "Another piece of the recording comes first"
    about = "piece"


class BadPiece(Invalid):
    code = "video-bad-piece"
    title = "This is no piece of a recording: WebM, at most eight megabytes each"
    about = "piece"


class RecordingTooLong(RuleBroken):
    """Facts: `most_bytes`."""

    code = "video-recording-too-long"
    title = "The recording has become too large, and ends here"
    about = "recording"
