"""What is due goes out: each delivery once, under a lease, in people's hours and within their budget."""
