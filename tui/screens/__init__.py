"""The screens: they join widgets and the session."""
