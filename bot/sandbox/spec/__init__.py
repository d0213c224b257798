"""What Slack allows, as tables: blocks and their limits, methods and their rules. Everything else reads them."""
