"""Why a channel cannot be kept, confirmed or used."""

from domain.errors import Invalid, NotFound, RuleBroken


class NoSuchChannel(NotFound):
    code = "no-such-channel"
    title = "There is no such channel, or it was removed"
    about = "channel"


class ChannelRemoved(RuleBroken):
    code = "channel-removed"
    title = "This channel was removed before"


class ChannelKnown(RuleBroken):
    code = "channel-known"
    title = "This address is among your channels already"
    about = "address"


class TooManyChannels(RuleBroken):
    """Facts: `most`."""

    code = "too-many-channels"
    title = "You have as many channels as there may be: remove one that you do not need"


class TooManyCodes(RuleBroken):
    """Facts: `most`."""

    code = "too-many-codes"
    title = "So many codes were sent today that the next one has to wait till tomorrow"


class ChannelInUse(RuleBroken):
    code = "channel-in-use"
    title = "This channel is confirmed already"


class ChannelNotConfirmed(RuleBroken):
    code = "channel-not-confirmed"
    title = "Confirm the channel first: enter the code that was sent through it"


class WrongCode(Invalid):
    """Facts: `left`, how many times it may still be tried."""

    code = "wrong-code"
    title = "This is not the code that was sent"
    about = "code"


class CodeUsedUp(RuleBroken):
    code = "code-used-up"
    title = "A wrong code was entered too often: ask for another one"
    about = "code"


class NotAWebhook(RuleBroken):
    code = "not-a-webhook"
    title = "Only a webhook has a secret"


class BadQuietHours(Invalid):
    code = "bad-quiet-hours"
    title = "Quiet hours must begin and end at different times"
    about = "until"


class DeliveryNotDead(RuleBroken):
    code = "delivery-not-dead"
    title = "This is still being sent, or has arrived: there is nothing to send again"
