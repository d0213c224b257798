"""What people say and click about questions that the memory could not answer."""
