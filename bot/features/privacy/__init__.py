"""Rights over what is remembered: to know it, to be forgotten, to see who changed what; and how long it is kept."""
