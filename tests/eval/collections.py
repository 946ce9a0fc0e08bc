"""Collections of questions with known answers, from files that are not part of the project."""

import csv
import json
import random
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

FAQS = {
    "faq_en_banking77_k5.json": ("banking77", "banking"),
    "faq_en_bitext_k5_answers.json": ("bitext", "bitext"),
    "faq_en_clinc150_k5_oos.json": ("clinc150", "clinc"),
}
XSID_PHRASINGS = 5
XSID_LEAST = 10  # an intent with fewer utterances is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A visitor's question and the key of the article that answers it; None when none does."""

    text: str
    key: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A knowledge base, and what it is asked.

    Attributes:
        family: Collections of one family share their source: none of them checks another.
        articles: By key the phrasings of each.
        bodies: By key the text of each, where there is one.
    """

    name: str
    family: str
    articles: Mapping[str, tuple[str, ...]]
    asked: tuple[Asked, ...]
    bodies: Mapping[str, str]

    def with_phrasings(self, most: int) -> "Collection":
        """With at most so many phrasings an article."""
        fewer = {key: phrasings[:most] for key, phrasings in self.articles.items()}
        return replace(self, name=f"{self.name}, {most} phrasing", articles=fewer)

    def by_title(self) -> "Collection":
        """With titles and bodies alone, as texts are that were written for a web site."""
        titles = {key: (key.replace("_", " "),) for key in self.articles}
        return replace(self, name=f"{self.name}, no phrasings", articles=titles)

    def without_some(self, share: float, seed: int) -> "Collection":
        """Some articles are gone, and what they answered is out of scope, though near to it."""
        chance = random.Random(seed)
        gone = set(chance.sample(sorted(self.articles), int(len(self.articles) * share)))
        return replace(
            self,
            name=f"{self.name}, {share:.0%} gone",
            articles={key: asked for key, asked in self.articles.items() if key not in gone},
            asked=tuple(
                replace(one, key=None) if one.key in gone else one
                for one in self.asked
                if one.key is not None
            ),
        )

    def sampled(self, most: int, seed: int) -> "Collection":
        """With at most so many questions in scope; those out of scope all stay."""
        inside = [one for one in self.asked if one.key is not None]
        outside = [one for one in self.asked if one.key is None]
        chosen = random.Random(seed).sample(inside, min(most, len(inside)))
        return replace(self, asked=(*chosen, *outside))

    def with_strangers(self, texts: list[str]) -> "Collection":
        """Asked these, too, which have nothing to do with it."""
        strange = tuple(Asked(text=text, key=None) for text in texts)
        return replace(self, asked=self.asked + strange)


def read_collections(data: Path) -> dict[str, Collection]:
    """All that the folder has, by name."""
    found = [_faq(data / name, *names) for name, names in FAQS.items() if (data / name).exists()]
    utterances = data / "xsid_utterances.csv"
    if utterances.exists():
        found += [_xsid(utterances, language) for language in ("zh", "en", "de", "ja")]
    return {one.name: one for one in found if one.asked}


def _faq(path: Path, name: str, family: str) -> Collection:
    raw = json.loads(path.read_text("utf-8"))
    asked = [Asked(text=one["q"], key=one["id"]) for one in raw["queries"]]
    outside = [Asked(text=text, key=None) for text in raw.get("out_of_scope", [])]
    return Collection(
        name=name,
        family=family,
        articles={faq["id"]: tuple(faq["questions"]) for faq in raw["faqs"]},
        asked=(*asked, *outside),
        bodies={faq["id"]: faq["answer"] for faq in raw["faqs"] if "answer" in faq},
    )


def _xsid(path: Path, language: str) -> Collection:
    """Each intent an article: a few utterances are its phrasings, the others are asked."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["lang"] == language and row["text"] not in by_intent[row["intent"]]:
                by_intent[row["intent"]].append(row["text"])
    intents = {key: texts for key, texts in by_intent.items() if len(texts) >= XSID_LEAST}
    for texts in intents.values():
        random.Random(1).shuffle(texts)
    return Collection(
        name=f"xsid {language}",
        family="xsid",
        articles={key: tuple(texts[:XSID_PHRASINGS]) for key, texts in sorted(intents.items())},
        asked=tuple(
            Asked(text=text, key=key)
            for key, texts in sorted(intents.items())
            for text in texts[XSID_PHRASINGS:]
        ),
        bodies={},
    )
