"""What can be said to people, whatever the chat: messages and forms as plain values, the port that a chat fills."""
