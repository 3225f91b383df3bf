"""What the components leave on a Doc: `doc._.quotes`, `doc._.actors`, `doc._.entity_actors`, `doc._.stances`.

Every module that reads or writes one of them imports this one.
"""

from spacy.tokens import Doc

for _name, _default in (
    ("quotes", ()),  # tuple[tui.model.Quote, ...] in the order of the text
    ("actors", ()),  # tuple[tui.model.Actor, ...]
    ("entity_actors", None),  # dict[int, str]: first character of an entity -> key of its actor
    ("stances", ()),  # tuple[tui.model.Stance, ...]
):
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=_default)
