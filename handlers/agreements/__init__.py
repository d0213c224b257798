"""What people say and click about agreements."""
