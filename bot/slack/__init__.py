"""All that knows Slack: what comes in is read, what goes out is written as Block Kit, at the pace Slack allows."""
