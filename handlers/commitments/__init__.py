"""What people say and click about promises."""
