"""How well the filters do on text that was not written for them: `python -m tests.eval.filters`.

Tables on stdout. The sets lie outside this project; whoever has them names their folder by --data.
"""

import argparse
import csv
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from server.domain.filters import PersonalKind
from server.pipeline.injection import injection_score
from server.pipeline.personal.spans import personal_spans
from server.pipeline.words.lists import built_in_lists, own_entries
from server.pipeline.words.matcher import WordFilter
from server.routing.anger import built_in_anger

KINDS = {
    "EMAIL_ADDRESS": PersonalKind.EMAIL,
    "CREDIT_CARD": PersonalKind.CARD,
    "IBAN_CODE": PersonalKind.IBAN,
    "IP_ADDRESS": PersonalKind.IP,
    "PHONE_NUMBER": PersonalKind.PHONE,
}
ALARM = 0.6
SUSPICION = 0.5
OWN_WORDS = 20_000

Row = dict[str, Any]


class Sets:
    """The rows of the sets in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rows(self, name: str) -> list[Row]:
        return [json.loads(line) for line in (self._folder / name).read_text("utf-8").splitlines()]

    def words(self, language: str) -> list[str]:
        text = (self._folder / "profanity" / language).read_text("utf-8")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def questions(self) -> list[str]:
        """What people ask support, and asked of assistants: nothing in it should raise an alarm."""
        asked = [
            *(
                str(text)
                for name in ("banking77_k5", "clinc150_k5_oos")
                for text in self._faq(name)
            ),
            *(row["text"] for row in self.rows("handoff_en_nlupp_hotels.jsonl")),
            *(row["text"] for row in self.rows("handoff_en_bitext.jsonl")),
            *self.utterances(),
        ]
        return list(dict.fromkeys(asked))

    def utterances(self, *languages: str) -> list[str]:
        with (self._folder / "xsid_utterances.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [row["text"] for row in rows if not languages or row["lang"] in languages]

    def turns(self) -> list[str]:
        rows = self.rows("dialogues_en_multidogo_dev.jsonl")
        return [turn["text"] for row in rows for turn in row["turns"]]

    def _faq(self, name: str) -> Iterator[str]:
        found = json.loads((self._folder / f"faq_en_{name}.json").read_text("utf-8"))
        found.pop("meta", None)
        return _texts(found)


def _texts(found: object) -> Iterator[str]:
    match found:
        case str():
            yield found
        case list():
            for one in found:
                yield from _texts(one)
        case dict():
            for one in found.values():
                yield from _texts(one)
        case _:
            pass


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    sets = Sets(options.parse_args().data)
    for table in (personal, words, word_speed, anger, injection):
        table(sets)
        print()


def personal(sets: Sets) -> None:
    print("PERSONAL DATA, exact spans    found     all   share  wrong")
    wanted: Counter[PersonalKind] = Counter()
    found: Counter[PersonalKind] = Counter()
    wrong: Counter[PersonalKind] = Counter()
    for row in sets.rows("pii_en_presidio.jsonl"):
        right = {(start, end, KINDS[kind]) for start, end, kind in row["spans"] if kind in KINDS}
        got = {(span.start, span.end, span.kind) for span in personal_spans(row["text"])}
        wanted.update(kind for _, _, kind in right)
        found.update(kind for _, _, kind in right & got)
        wrong.update(kind for _, _, kind in got - right)
    for kind in sorted(wanted):
        share = percent(found[kind], wanted[kind])
        print(f"  {kind:26} {found[kind]:6} {wanted[kind]:7} {share}  {wrong[kind]:5}")
    questions = sets.questions()
    hits = [text for text in questions if personal_spans(text)]
    print(
        f"  questions with a span      {len(hits):6} {len(questions):7} {share_of(hits, questions)}"
    )


def words(sets: Sets) -> None:
    print("FORBIDDEN WORDS              flagged     all   share")
    find = WordFilter(built_in_lists()).find
    chinese = sets.rows("offensive_zh_cold_dev3000.jsonl")
    english = sets.rows("offensive_en_davidson_2000.jsonl")
    groups: dict[str, list[str]] = {
        "COLD, offensive": [row["text"] for row in chinese if row["offensive"]],
        "COLD, not offensive": [row["text"] for row in chinese if not row["offensive"]],
        "Chinese utterances": sets.utterances("zh"),
        "Davidson, offensive": [row["text"] for row in english if row["label"] != "neither"],
        "Davidson, neither": [row["text"] for row in english if row["label"] == "neither"],
        "utterances, 19 languages": sets.utterances(),
        "dialogues": sets.turns(),
        "list zh, in a sentence": [f"你这个{word}，真是" for word in sets.words("zh")],
        "list en, in a sentence": [f"you are {word} really" for word in sets.words("en")],
    }
    for name, texts in groups.items():
        flagged = [text for text in texts if find(text)]
        print(f"  {name:26} {len(flagged):6} {len(texts):7} {share_of(flagged, texts)}")
    print("  flagged, though not offensive by its label:")
    for text in groups["COLD, not offensive"]:
        if hits := [text[hit.start : hit.end] for hit in find(text)]:
            print(f"    {', '.join(hits)}: {text[:60]}")


def word_speed(sets: Sets) -> None:
    made = random.Random(1)
    letters = [
        "".join(made.choices("abcdefghijklmnoprstuvw", k=made.randint(5, 10)))
        for _ in range(OWN_WORDS // 2)
    ]
    signs = [
        "".join(chr(made.randint(0x4E00, 0x8FFF)) for _ in range(made.randint(2, 5)))
        for _ in range(OWN_WORDS // 2)
    ]
    began = time.perf_counter()
    many = WordFilter((*built_in_lists(), *own_entries(letters + signs, ())))
    print(
        f"WORD FILTER, SPEED  ({OWN_WORDS} own words read in {time.perf_counter() - began:.2f} s)"
    )
    few = WordFilter(built_in_lists())
    chinese = [row["text"] for row in sets.rows("offensive_zh_cold_dev3000.jsonl")]
    for name, texts in {"English turns": sets.turns()[:5_000], "Chinese posts": chinese}.items():
        length = sum(map(len, texts)) / len(texts)
        for size, find in (("our lists", few.find), ("and 20,000 words", many.find)):
            print(f"  {name}, {size:18} {micros(find, texts):6.1f} us for {length:.0f} characters")


def micros(work: Callable[[str], object], texts: Sequence[str]) -> float:
    began = time.perf_counter()
    for text in texts:
        work(text)
    return (time.perf_counter() - began) / len(texts) * 1e6


def anger(sets: Sets) -> None:
    print("ANGER                          AUROC  alarms  false alarms")
    score = built_in_anger().score
    rows = [(score(row["text"]), set(row["labels"])) for row in sets.rows(_EMOTIONS)]
    for name, labels in {
        "anger against the rest": {"anger"},
        "anger, annoyance, disgust": {"anger", "annoyance", "disgust"},
    }.items():
        angry = [one for one, found in rows if found & labels]
        calm = [one for one, found in rows if not found & labels]
        print(
            f"  {name:26} {auroc(angry, calm):7.3f} {over(angry, ALARM)} {over(calm, ALARM)}"
            f"   of {len(angry)} and {len(calm)}"
        )
    questions = [*sets.questions(), *sets.turns()]
    asked = [score(text) for text in questions]
    print(f"  questions and dialogues                    {over(asked, ALARM)}   of {len(asked)}")


_EMOTIONS = "emotion_en_goemotions_dev.jsonl"


def injection(sets: Sets) -> None:
    print("INJECTION, a signal only       AUROC  alarms  false alarms")
    rows = sets.rows("injection_deepset_train.jsonl")
    orders = [injection_score(row["text"]) for row in rows if row["injection"]]
    harmless = [injection_score(row["text"]) for row in rows if not row["injection"]]
    print(
        f"  deepset                    {auroc(orders, harmless):7.3f} {over(orders, SUSPICION)}"
        f" {over(harmless, SUSPICION)}   of {len(orders)} and {len(harmless)}"
    )
    asked = [injection_score(text) for text in sets.questions()]
    print(
        f"  questions                                  {over(asked, SUSPICION)}   of {len(asked)}"
    )


def auroc(positive: Iterable[float], negative: Iterable[float]) -> float:
    """How often a positive one scores above a negative one; equal scores count half."""
    scores = sorted([*((one, True) for one in positive), *((one, False) for one in negative)])
    above = lower = positives = 0.0
    for _, equal in groupby(scores, key=lambda one: one[0]):
        truths = [truth for _, truth in equal]
        here = sum(truths)
        above += here * (lower + (len(truths) - here) / 2)
        lower += len(truths) - here
        positives += here
    return above / (positives * lower)


def over(scores: Sequence[float], limit: float) -> str:
    return percent(sum(score >= limit for score in scores), len(scores))


def share_of(part: Sequence[str], whole: Sequence[str]) -> str:
    return percent(len(part), len(whole))


def percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.2f}%"


if __name__ == "__main__":
    main()
