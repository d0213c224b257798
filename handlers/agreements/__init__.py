"""Agreements: conveners write them, whom they concern asks and says yes."""
