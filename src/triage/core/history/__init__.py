"""What was decided: gestures, what they left, and what they tell."""
