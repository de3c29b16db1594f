"""The officers' home: the queues of all features."""
