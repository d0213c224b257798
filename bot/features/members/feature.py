"""What members are known by."""

from bot.features.catalogue import Feature, HelpLine, HomePart, convenes
from bot.features.members import assignment, home, notifications
from bot.notifications.kinds import CONVENE, DigestKind

FEATURE = Feature(
    help=(
        HelpLine(
            340, "`my other account`, said to me in private, joins two accounts of yours; I ask both before I do it"
        ),
        HelpLine(
            400,
            "`partners`, said to me, shows who speaks for whom, and who is of no partner yet;"
            " `set up` leads through all of it",
            convenes,
        ),
    ),
    digest=(DigestKind(assignment.WAITING, 100, "People of no partner yet", CONVENE, notifications.write_unplaced),),
    home=(
        HomePart("partner", 10, home.words),
        HomePart("partner", 20, home.speakers),
        HomePart("partner", 60, home.people),
    ),
)
