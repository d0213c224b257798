"""Members: who somebody is, and which partner they are of, as far as the chat tells."""

from bot.features.members.meeting import is_fresh, leave_if_nowhere, meet, meet_all, note_inviter

__all__ = ["is_fresh", "leave_if_nowhere", "meet", "meet_all", "note_inviter"]
