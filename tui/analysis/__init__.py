"""The only room that knows spaCy. Import what you need from its modules; importing the package loads nothing heavy."""
