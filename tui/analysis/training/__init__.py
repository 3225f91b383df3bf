"""How the shipped language model is made: `python -m tui.analysis.training CORPORA` repeats it."""
