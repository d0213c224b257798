"""What several features fill together: people's own page, their digest, help; each part is found, not listed."""
