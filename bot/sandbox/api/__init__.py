"""What the bot can ask of the pretend Slack: one function per Web API method, grouped by Slack's own names."""
