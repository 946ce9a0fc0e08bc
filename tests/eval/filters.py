"""How well the filters do on text that was not written for them."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from server.domain.filters import PersonalKind
from server.pipeline.injection import injection_score
from server.pipeline.personal.spans import personal_spans
from server.pipeline.words.lists import built_in_lists, own_entries
from server.pipeline.words.matcher import WordFilter
from tests.eval.figures import Figure, share
from tests.eval.measures import auroc
from tests.eval.sets import Sets

KINDS = {
    "EMAIL_ADDRESS": PersonalKind.EMAIL,
    "CREDIT_CARD": PersonalKind.CARD,
    "IBAN_CODE": PersonalKind.IBAN,
    "IP_ADDRESS": PersonalKind.IP,
    "PHONE_NUMBER": PersonalKind.PHONE,
}
GOALS = {PersonalKind.PHONE: 0.85}
GOAL = 0.99
SUSPICION = 0.5
OWN_WORDS = 20_000


def personal(sets: Sets) -> Iterator[Figure]:
    """Exact spans: both ends and the kind."""
    wanted: Counter[PersonalKind] = Counter()
    found: Counter[PersonalKind] = Counter()
    wrong: Counter[PersonalKind] = Counter()
    if not (rows := sets.rows("pii_en_presidio.jsonl")):
        return
    for row in rows:
        right = {(start, end, KINDS[kind]) for start, end, kind in row["spans"] if kind in KINDS}
        got = {(span.start, span.end, span.kind) for span in personal_spans(row["text"])}
        wanted.update(kind for _, _, kind in right)
        found.update(kind for _, _, kind in right & got)
        wrong.update(kind for _, _, kind in got - right)
    for kind, count in sorted(wanted.items()):
        value, goal = found[kind] / count, GOALS.get(kind, GOAL)
        yield Figure(name=f"{kind}: spans found", value=value, goal=goal, of=count)
    yield Figure(name="spans that are none, in these sentences", value=wrong.total(), unit="spans")
    questions = sets.questions()
    hits = [text for text in questions if personal_spans(text)]
    yield ceiling("ordinary questions with a span", hits, questions, 0.0)


def words(sets: Sets) -> Iterator[Figure]:
    """Share of the texts that the built-in lists flag."""
    find = WordFilter(built_in_lists()).find
    chinese = sets.rows("offensive_zh_cold_dev3000.jsonl")
    english = sets.rows("offensive_en_davidson_2000.jsonl")
    utterances, chinese_ones = sets.utterances(), sets.utterances("zh")
    yield ceiling("Chinese utterances", flagged(find, chinese_ones), chinese_ones, 0.002)
    yield ceiling("utterances in 19 languages", flagged(find, utterances), utterances, 0.002)
    yield ceiling("dialogues", flagged(find, sets.turns()), sets.turns(), 0.002)
    groups: dict[str, list[str]] = {
        "English posts, offensive or hateful": [
            row["text"] for row in english if row["label"] != "neither"
        ],
        "English posts, neither": [row["text"] for row in english if row["label"] == "neither"],
        "Chinese posts, offensive, mostly without bad words": [
            row["text"] for row in chinese if row["offensive"]
        ],
        "Chinese posts, called not offensive": [
            row["text"] for row in chinese if not row["offensive"]
        ],
        "list of sexual and bad words, Chinese": [f"你这个{one}，真是" for one in sets.words("zh")],
        "list of sexual and bad words, English": [
            f"you are {one} really" for one in sets.words("en")
        ],
    }
    for name, texts in groups.items():
        yield share(name, flagged(find, texts), texts)
    yield from word_speed(sets)


def flagged(find: Callable[[str], object], texts: Sequence[str]) -> list[str]:
    """Those in which something is found."""
    return [text for text in texts if find(text)]


def word_speed(sets: Sets) -> Iterator[Figure]:
    """Microseconds a message, with our lists alone and with as many words as an owner can have."""
    find = WordFilter((*built_in_lists(), *own_entries(_made_up(), ()))).find
    few = WordFilter(built_in_lists()).find
    chinese = [row["text"] for row in sets.rows("offensive_zh_cold_dev3000.jsonl")]
    for name, texts in {"English turn": sets.turns()[:5_000], "Chinese post": chinese}.items():
        for size, search in (("our lists", few), (f"{OWN_WORDS:,} words more", find)):
            yield Figure(name=f"{name}, {size}", value=micros(search, texts), unit="us")


def _made_up() -> list[str]:
    made = random.Random(1)
    letters = [
        "".join(made.choices("abcdefghijklmnoprstuvw", k=made.randint(5, 10)))
        for _ in range(OWN_WORDS // 2)
    ]
    signs = [
        "".join(chr(made.randint(0x4E00, 0x8FFF)) for _ in range(made.randint(2, 5)))
        for _ in range(OWN_WORDS // 2)
    ]
    return letters + signs


def micros(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """What each takes, on average."""
    began = time.perf_counter()
    for text in texts:
        work(text)
    return (time.perf_counter() - began) / max(1, len(texts)) * 1e6


def injection(sets: Sets) -> Iterator[Figure]:
    """A signal only: what keeps orders from being obeyed is the untrusted zone."""
    if not (rows := sets.rows("injection_deepset_train.jsonl")):
        return
    orders = [injection_score(row["text"]) for row in rows if row["injection"]]
    harmless = [injection_score(row["text"]) for row in rows if not row["injection"]]
    yield Figure(name="orders against harmless, AUROC", value=auroc(orders, harmless), unit="")
    yield share("orders noticed", over(orders, SUSPICION), orders)
    yield ceiling("harmless ones suspected", over(harmless, SUSPICION), harmless, 0.01)
    asked = [injection_score(text) for text in sets.questions()]
    yield ceiling("ordinary questions suspected", over(asked, SUSPICION), asked, 0.002)


def over(scores: Sequence[float], limit: float) -> list[float]:
    """Those that reach it."""
    return [score for score in scores if score >= limit]


def ceiling(name: str, part: Sequence[object], whole: Sequence[object], goal: float) -> Figure:
    """A share that must not be greater."""
    value = len(part) / max(1, len(whole))
    return Figure(name=name, value=value, goal=goal, at_most=True, of=len(whole))
