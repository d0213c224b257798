"""What people do reaches one handler, once, however often the chat tells us of it."""
