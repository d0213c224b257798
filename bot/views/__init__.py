"""The words: facts in, Message or Form out."""
