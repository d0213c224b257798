"""What the glossary is known by."""

from bot.chat.words import said
from bot.features.catalogue import Feature, HelpLine, RecordWords
from bot.features.glossary import messages

FEATURE = Feature(
    help=(HelpLine(275, "`glossary`, said to me anywhere, lists our words; `glossary` and a word says what it means"),),
    records=(RecordWords("word", lambda told: f"{said(told.row.word)}: {said(told.row.meaning)}", messages.gist),),
)
