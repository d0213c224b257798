"""Every door of the bot, opened by everybody, with words that nobody should write."""
