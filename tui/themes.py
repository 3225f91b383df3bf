"""The themes of the program: calm, and legible on a dark and on a light ground."""

from textual.theme import Theme

THEMES = (
    Theme(
        name="reader-dark",
        primary="#7fa6bd",
        secondary="#a99bc4",
        accent="#d9a86c",
        success="#8fb389",
        warning="#d6b26b",
        error="#d98a76",
        foreground="#d6d3cb",
        background="#17191d",
        surface="#1d2025",
        panel="#262a31",
        dark=True,
        variables={
            "footer-background": "#17191d",
            "footer-key-foreground": "#d9a86c",
            "input-selection-background": "#7fa6bd 35%",
        },
    ),
    Theme(
        name="reader-light",
        primary="#2f6482",
        secondary="#6a5590",
        accent="#99601b",
        success="#3c7038",
        warning="#80601a",
        error="#a0402c",
        foreground="#26282b",
        background="#faf8f3",
        surface="#f2efe8",
        panel="#e6e2d8",
        dark=False,
        variables={"footer-background": "#faf8f3", "footer-key-foreground": "#99601b"},
    ),
)
