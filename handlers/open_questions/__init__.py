"""Open questions: asked around, answered by those who may know, looked after by conveners."""
