"""What all features fill together: people's own page, digests, help."""
