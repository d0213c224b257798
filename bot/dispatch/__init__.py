"""What people do, whatever the chat: as plain values, each handed once to whoever listens for it."""
