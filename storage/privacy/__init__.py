"""Where people stand in the memory, how they are told of it and leave it, and who changed what."""
