"""Who stands how to whom or what, as a directed network: GraphML (http://graphml.graphdrawing.org) for Gephi, networkx
and others.

Nodes are actors (`kind`: person, organisation, …; `mentions`) and issues (`kind`: issue), each with a `label`. An edge
goes from a holder to a target, one for each polarity: `polarity`, `sign` (1, -1 or 0), `weight` (how many sentences
show it), `types`, `confidence` (the highest) and `issues` (those that a stance on an actor is over).
"""

import io
import re
from collections import defaultdict

from tui.model import Polarity, Reading, Stance

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""
_SIGNS: dict[Polarity, int] = {"supports": 1, "opposes": -1, "neutral": 0}


def export_graphml(reading: Reading) -> str:
    """The network of an article; without an analysis, or without stances, its actors alone."""
    import networkx

    graph = networkx.MultiDiGraph(name=_xml(reading.article.title))
    analysis = reading.analysis
    for actor in analysis.actors if analysis else ():
        name = _xml(actor.name)
        graph.add_node(_xml(actor.key), label=name, kind=actor.kind, mentions=len(actor.mentions))
    edges: defaultdict[tuple[str, str, Polarity], list[Stance]] = defaultdict(list)
    for stance in analysis.stances if analysis else ():
        target = _xml(stance.target or f"issue: {' '.join((stance.issue or '').split()).casefold()}")
        if not stance.target:
            graph.add_node(target, label=_xml(" ".join((stance.issue or "").split())), kind="issue", mentions=0)
        edges[_xml(stance.holder), target, stance.polarity].append(stance)
    for number, ((holder, target, polarity), stances) in enumerate(edges.items()):
        issues = dict.fromkeys(" ".join(one.issue.split()) for one in stances if one.target and one.issue)
        graph.add_edge(
            holder,
            target,
            key=number,
            label=_xml(" ".join(dict.fromkeys(one.type for one in stances))),
            polarity=polarity,
            sign=_SIGNS[polarity],
            weight=float(sum(len(one.evidence) for one in stances)),
            types=_xml(", ".join(dict.fromkeys(one.type for one in stances))),
            issues=_xml("; ".join(issues)),
            confidence=max(one.confidence for one in stances),
        )
    written = io.BytesIO()
    networkx.write_graphml(graph, written, encoding="utf-8", named_key_ids=True)
    return written.getvalue().decode() + "\n"


def _xml(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
