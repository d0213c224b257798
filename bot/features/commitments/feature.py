"""What commitments are known by."""

from bot.features import commitments
from bot.features.catalogue import Feature, HelpLine, HomePart, RecordWords, has_commands
from bot.features.commitments import home, messages, notifications
from bot.notifications.kinds import DigestKind, is_awaited

FEATURE = Feature(
    help=(
        HelpLine(
            30,
            "`/commit I'll send the tide data to Bo by Friday` remembers a promise of yours; `/commit list` shows them",
            has_commands,
        ),
        HelpLine(
            40,
            "_Remember as promise_, in the menu of any message, takes the message over; somebody else is asked first",
            has_commands,
        ),
        HelpLine(120, "`done with …`, said to me, closes a promise; `what is open between …` helps with an agenda"),
        HelpLine(
            130, "Mention me, or write me in private: `I'll … by Friday` comes back as a draft to save, only for you"
        ),
        HelpLine(140, "`my promises`, said to me, lists yours and those made to you"),
        HelpLine(150, "Under every promise: _Done_, _New day_, _Let go_; those it was made to can _Ask kindly_"),
        HelpLine(160, "_Hand over_ asks somebody else; it stays yours until they accept"),
        HelpLine(180, "React to your own message with :{handshake}: and I remember it as your promise"),
    ),
    digest=(
        DigestKind(
            commitments.ASK,
            120,
            "Kind questions about your promises",
            "somebody asks kindly how your promise stands",
            notifications.write_question,
            is_awaited,
        ),
        DigestKind(
            commitments.OFFER,
            130,
            "Promises you could take over",
            "somebody asks whether you would take it over",
            notifications.write_offer,
            is_awaited,
        ),
        DigestKind(
            commitments.CHANGE,
            140,
            "News of promises that concern you",
            "it was promised to you, or by you",
            notifications.write_change,
        ),
        DigestKind(
            commitments.NUDGE,
            180,
            "Reminders of your promises",
            "you promised it",
            notifications.write_reminder,
            notifications.is_due_today,
        ),
    ),
    posts={commitments.POST: "A promise's post in its channel"},
    home=(
        HomePart("mine", 20, home.own),
        HomePart("mine", 30, home.promised_to_me),
        HomePart("mine", 110, home.together),
        HomePart("partner", 30, home.promised_to_us),
        HomePart("partner", 40, home.promised_to_us_in_all),
        HomePart("partner", 50, home.promised_by_us),
    ),
    records=(RecordWords("commitment", lambda told: messages.headline(told.commitment), messages.gist),),
)
