"""What reaches the bot: events, interactions, response URLs; what goes wrong on the way; and the trace of it all.

`wire` is what every way has in common; the ways themselves are `in_process` here, Socket Mode and HTTP in `transport`.
"""
