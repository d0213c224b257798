"""What can be said and asked in any chat, as plain values, and the words for it."""
