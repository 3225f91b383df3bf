"""What turns a stance round or takes it back: negation, refusal, condition, request."""

from spacy.tokens import Token

from tui.analysis.gazetteer import words
from tui.analysis.lexicon import lemma

_NEGATIONS = words("not n't n’t never nor neither hardly scarcely nt")
_REFUSALS = words("refuse decline fail reject avoid oppose cease stop forget neglect hesitate rule")
_UNWILLING = words("unwilling reluctant unable unlikely hesitant loath")
_MODALS_OF_WISH = words("should must ought")
REQUESTS = words(
    "urge ask tell call order instruct command direct beg exhort encourage request press pressure advise challenge "
    "invite push force allow permit enable want let get help lead persuade convince warn require expect "
    "remind prompt cause teach"
)
"""Verbs whose infinitive is done by their object: "urged Iran to agree"."""
CONTROL = words(
    "promise pledge vow agree plan threaten want begin start continue try attempt help vote decide seek move offer "
    "intend commit prepare choose hope determine come go use resolve swear aim work rush appear seem proceed"
)
"""Verbs whose infinitive is done by their subject: "promised to support"."""
_REQUEST_NOUNS = words("request call demand order appeal plea pressure need deadline ultimatum proposal invitation")
_CONDITIONS = words("if unless whether")
_FORMERLY = words("formerly once")
_TIMES = words("yesterday now recently lately last today then")


def negated(token: Token) -> bool:
    """Whether the statement around `token` is turned round: "did not support", "refused to", "no party supports"."""
    turned = _denied(token)
    head = token.head
    if token.dep_ in ("xcomp", "ccomp", "advcl", "acl") and head != token:
        if token.dep_ in ("xcomp", "acl") and (
            lemma(head) in _REFUSALS or lemma(head) in _UNWILLING or lemma(head) in ("refusal", "reluctance", "failure")
        ):
            turned = not turned
        if token.dep_ == "xcomp" and _denied(head):
            turned = not turned
    return turned


def _denied(token: Token) -> bool:
    for child in token.children:
        if child.lower_ in _NEGATIONS or lemma(child) in ("not", "never"):
            return True
        if (
            child.dep_ in ("nsubj", "nsubj:pass", "obj")
            and child.i < token.i
            and child.left_edge.lower_ in ("no", "neither")
        ):
            return True
        if child.dep_ == "nsubj" and child.lower_ in ("nobody", "none", "neither"):
            return True
        if child.lower_ == "longer" and any(part.lower_ == "no" for part in child.children):
            return True
    return False


def hypothetical(token: Token) -> bool:
    """Whether nobody is said to do it: a condition, a question, what somebody is asked to do, what is over."""
    part = token
    for _ in range(4):
        if any(child.dep_ in ("mark", "advmod") and child.lower_ in _CONDITIONS for child in part.children):
            return True
        if part.dep_ == "conj" and part.tag_ in ("VBD", "VBZ", "VBP") and part.head.tag_ == "VB":
            break
        if part.dep_ in ("conj", "xcomp") and part.head != part:
            if _is_asked(part):
                return True
            part = part.head
            continue
        break
    if any(child.dep_ == "aux" and child.lower_ in _MODALS_OF_WISH for child in token.children):
        return True
    if token.tag_ == "VBD" and _is_over(token):
        return True
    if _is_asked(part):
        return True
    if negated(token) and any(
        child.dep_ == "aux" and child.lower_ in ("can", "could", "ca") for child in token.children
    ):
        return True
    last = token.sent[-1]
    while last.i > token.i and (last.is_space or last.text in "\"”’'»)"):
        last = last.nbor(-1)
    return last.text == "?"


def _is_asked(verb: Token) -> bool:
    """Whether `verb` is an infinitive that somebody is asked to do: "urged Iran to", "the demand to"."""
    head = verb.head
    if head == verb or not any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children):
        return False
    if head.pos_ == "VERB":
        return lemma(head) in REQUESTS and (lemma(head) not in CONTROL or _has_object(head))
    asked = lemma(head) in _REQUEST_NOUNS or (head.dep_ == "obj" and lemma(head.head) in REQUESTS)
    return head.pos_ == "NOUN" and asked


def _is_over(verb: Token) -> bool:
    """Whether the past tense of `verb` ends before now: "until yesterday defended"."""
    for word in verb.doc[max(verb.sent.start, verb.i - 6) : verb.i]:
        if word.lower_ in _FORMERLY or (word.lower_ == "until" and word.nbor().lower_ in _TIMES):
            return not _denied(verb)
    return False


def _has_object(verb: Token) -> bool:
    return any(child.dep_ in ("obj", "iobj") for child in verb.children)
