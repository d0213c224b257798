"""What people say and click about buddies."""
