"""What is asked over the queue."""
