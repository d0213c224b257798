"""What people say and click about decisions."""
