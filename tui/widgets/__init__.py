"""What is drawn on the screen. Widgets know the model and Textual, nothing else."""
