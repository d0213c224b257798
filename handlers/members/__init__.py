"""People and partners: who speaks for whom, who is of which, and accounts that are the same person's."""
