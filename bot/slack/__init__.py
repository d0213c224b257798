"""All that knows Slack: what it sends is read here, and what we say is written here in its way."""
