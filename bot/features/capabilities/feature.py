"""What capabilities are known by."""

from bot.features.catalogue import Feature, HelpLine, convenes

FEATURE = Feature(
    help=(
        HelpLine(
            410,
            "`which doors are open`, said to me, shows what works here for members, guests"
            " and people of other workspaces",
            convenes,
        ),
    )
)
