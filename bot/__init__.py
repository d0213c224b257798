"""What Steward knows how to do (`domain`), what it says (`views`), and how it is wired together."""
