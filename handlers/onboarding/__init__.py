"""What newcomers say and click, and those who write their welcome."""
