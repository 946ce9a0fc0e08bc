"""Is a question more than one answer can do? From 0 to 1; 0.5 is where a person is better.

Precision first: an ordinary question, however wordy, must not be taken from the assistant.
"""

import re
import unicodedata

_MANY_CHARS = 900  # a story, not a question; Chinese says as much in a third of the room
_MANY_CHARS_CHINESE = 300
_QUESTIONS = re.compile(r"[^\W\d_][^?？]*[?？]")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_EXCEPTION = re.compile(
    r"\b(?:make an exception|special (?:arrangement|case|request|agreement)|as an exception"
    r"|custom (?:quote|quotation|contract|solution)|bulk (?:order|quote)|negotiat\w+"
    r"|on behalf of (?:my|a|our) (?:client|customer|company|employer)|contract terms"
    r"|several (?:problems|issues|questions)|multiple (?:problems|issues|questions)"
    r"|(?:two|three|four|five) (?:different )?(?:problems|issues|questions))\b"
    r"|破例|特殊(?:情况|处理|申请)|通融|定制(?:方案|报价)|大宗|批量(?:采购|报价)|合同条款|商务合作|谈一?下?价"
    r"|(?:好几|几|两|三|多)个问题"
)
_STEPS = re.compile(
    r"(?:^|\n)\s*(?:\d+[.)、]|[-*•]|[一二三四五六七八九]、)\s*\S", flags=re.MULTILINE
)


def complexity(text: str) -> float:
    """0: one plain question."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    chinese = len(_CHINESE.findall(plain)) > len(plain) // 4
    length = len(plain) / (_MANY_CHARS_CHINESE if chinese else _MANY_CHARS)
    questions = len(_QUESTIONS.findall(plain))
    points = len(_STEPS.findall(plain))
    return round(
        min(
            1.0,
            0.5 * min(length, 2.0) ** 2
            + 0.17 * max(0, questions - 1)
            + 0.2 * max(0, points - 1)
            + 0.5 * bool(_EXCEPTION.search(plain)),
        ),
        3,
    )
