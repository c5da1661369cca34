"""Why drafting rules says no."""

from domain.errors import Invalid, RuleBroken


class DraftUnchanged(RuleBroken):
    code = "draft-unchanged"
    title = "The draft says exactly this already"


class NothingToPublish(RuleBroken):
    code = "draft-nothing-to-publish"
    title = "There is nothing new to publish: rewrite the draft first"


class DraftOver(RuleBroken):
    """Facts: `stage`."""

    code = "draft-over"
    title = "This draft was adopted or dropped: it does not change any more"


class DraftNotPublished(RuleBroken):
    code = "draft-not-published"
    title = "This draft was never published: publish it first"


class RevisionUnexplained(Invalid):
    code = "draft-revision-unexplained"
    title = "Say what changed in this version, and why"
    about = "because"


class WindowTooShort(Invalid):
    """Facts: `least`, working days."""

    code = "draft-window-too-short"
    title = "The law gives clients more time than this"
    about = "days"


class WindowOpen(RuleBroken):
    """Facts: `until`, the last day of the window."""

    code = "draft-window-open"
    title = "Clients may still evaluate this draft: wait until the window closes"


class RevisionUnpublished(RuleBroken):
    code = "draft-revision-unpublished"
    title = "The rewritten text is not published: publish it, or write the old one back"


class NotAdopted(RuleBroken):
    code = "draft-not-adopted"
    title = "This draft was not adopted: nothing of it enters the register"


class AlreadyEntered(RuleBroken):
    code = "draft-already-entered"
    title = "The requirements of this draft are in the register already"


class NothingProposed(RuleBroken):
    code = "draft-nothing-proposed"
    title = "This draft changes nothing in the register"


class NoSuchRequirement(Invalid):
    """Facts: `requirement`, its code."""

    code = "draft-requirement-unknown"
    title = "There is no published requirement with this code to amend or repeal"
    about = "proposals"


class RequirementThereAlready(Invalid):
    """Facts: `requirement`, its code."""

    code = "draft-requirement-there"
    title = "The register has a requirement with this code: amend it instead"
    about = "proposals"


class CannotBeEntered(RuleBroken):
    """Facts: `requirement`, its code; `why`, title of the register's refusal."""

    code = "draft-cannot-be-entered"
    title = "The register does not take one of the requirements"


class ListingUnchanged(RuleBroken):
    code = "draft-listing-unchanged"
    title = "The list says exactly this already"


class NothingFollowed(Invalid):
    code = "following-of-nothing"
    title = "Say what you want to follow: an act, an activity, a region or a body"
    about = "act"


class FollowedAlready(RuleBroken):
    code = "following-known"
    title = "You follow exactly this already"


class TooManyFollowed(RuleBroken):
    """Facts: `most`."""

    code = "following-too-many"
    title = "You follow too much already: stop following something first"
