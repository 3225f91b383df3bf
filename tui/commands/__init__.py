"""The larger commands, each loaded when it is called."""
