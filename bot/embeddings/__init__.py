"""What records mean, as vectors of a small local model: an extra, beside the search for words."""
