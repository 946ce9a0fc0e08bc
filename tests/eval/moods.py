"""Does the visitor want a person, is the visitor angry: as the routing hears it."""

from collections.abc import Iterator

from server.routing.anger import built_in_anger
from server.routing.wishes import wants_person
from tests.eval.figures import Figure, share
from tests.eval.filters import ceiling, over
from tests.eval.measures import auroc
from tests.eval.sets import Sets

ALARM = 0.6
ANGRY = {"anger against all else": {"anger"}, "or annoyance, disgust": {"annoyance", "disgust"}}


def wishes(sets: Sets) -> Iterator[Figure]:
    """Asked outright, in any wording."""
    if not (rows := sets.wishes()):
        return
    wanted = [row["text"] for row in rows if row["handoff"]]
    heard = [row for row in rows if wants_person(row["text"])]
    right = [row for row in heard if row["handoff"]]
    precision, recall = len(right) / max(1, len(heard)), len(right) / max(1, len(wanted))
    yield Figure(name="precision", value=precision, goal=0.97, of=len(heard))
    yield Figure(name="recall", value=recall, goal=0.92, of=len(wanted))
    asked = sets.questions()
    false = [text for text in asked if wants_person(text)]
    yield ceiling("ordinary questions taken for a wish", false, asked, 0.002)


def anger(sets: Sets) -> Iterator[Figure]:
    """Scores from 0 to 1; the alarm hands the conversation to a person."""
    score = built_in_anger().score
    rows = [
        (score(row["text"]), set(row["labels"]))
        for row in sets.rows("emotion_en_goemotions_dev.jsonl")
    ]
    if not rows:
        return
    labels: set[str] = set()
    for name, more in ANGRY.items():
        labels |= more
        angry = [one for one, found in rows if found & labels]
        calm = [one for one, found in rows if not found & labels]
        yield Figure(name=f"{name}: AUROC", value=auroc(angry, calm), unit="", of=len(rows))
        yield share(f"{name}: alarms", over(angry, ALARM), angry)
        yield share(f"{name}: false alarms", over(calm, ALARM), calm)
    asked = [score(text) for text in (*sets.questions(), *sets.turns())]
    yield ceiling("ordinary questions and dialogues, alarms", over(asked, ALARM), asked, 0.002)
