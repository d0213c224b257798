"""The running process: put together in `app`, heard over HTTP or a socket, ticked by a clock, stopped cleanly."""
