"""What decision logs are known by."""

from bot.features import decision_logs
from bot.features.catalogue import Feature, HelpLine

FEATURE = Feature(
    help=(HelpLine(70, "`decision log`, said to me in a channel, lists what was decided there, and can stay there"),),
    posts={decision_logs.POST: "The decision log of a channel"},
)
