"""What our filters say to a visitor, in the visitor's language."""

from enum import Enum


class Sentence(Enum):
    """In English and in Chinese."""

    FORBIDDEN_WORD = (
        "This message has a word that cannot be sent here. Please say it in other words.",
        "这条消息包含不能发送的词语，请换一种说法。",
    )
    TOO_MUCH = (
        "That was a lot at once. Please wait a minute, then send it again.",
        "发送过于频繁，请稍等一分钟再发送。",
    )

    def __init__(self, english: str, chinese: str) -> None:
        self.english = english
        self.chinese = chinese

    def said_in(self, locale: str) -> str:
        return self.chinese if locale.lower().startswith("zh") else self.english
