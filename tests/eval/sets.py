"""The sets of texts in a folder that is not part of the project."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


class Sets:
    """The rows of each; whoever has other sets names them alike."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def rows(self, name: str) -> list[Row]:
        """Of a file with an object a line; none where there is no such file."""
        path = self._folder / name
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]

    def words(self, language: str) -> list[str]:
        """A list of profanity."""
        path = self._folder / "profanity" / language
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        return [line.strip() for line in lines if line.strip()]

    def questions(self) -> list[str]:
        """What people ask support, and asked of assistants: nothing in it should raise an alarm."""
        asked = [
            *self._faq("banking77_k5"),
            *self._faq("clinc150_k5_oos"),
            *(row["text"] for row in self.wishes() if not row["handoff"]),
            *self.utterances(),
        ]
        return list(dict.fromkeys(asked))

    def wishes(self) -> list[Row]:
        """Questions, `handoff` where they ask for a person."""
        names = ("handoff_en_nlupp_hotels.jsonl", "handoff_en_bitext.jsonl")
        return [row for name in names for row in self.rows(name)]

    def utterances(self, *languages: str) -> list[str]:
        """Short ones in many languages."""
        path = self._folder / "xsid_utterances.csv"
        if not path.exists():
            return []
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return [row["text"] for row in rows if not languages or row["lang"] in languages]

    def turns(self) -> list[str]:
        """What visitors said in whole dialogues."""
        rows = self.rows("dialogues_en_multidogo_dev.jsonl")
        return [turn["text"] for row in rows for turn in row["turns"]]

    def _faq(self, name: str) -> Iterator[str]:
        path = self._folder / f"faq_en_{name}.json"
        if not path.exists():
            return
        found = json.loads(path.read_text("utf-8"))
        for faq in found["faqs"]:
            yield from faq["questions"]
        yield from (one["q"] for one in found["queries"])
        yield from found.get("out_of_scope", ())
