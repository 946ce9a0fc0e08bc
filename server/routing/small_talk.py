"""Greetings, thanks and goodbyes: no question that an article could answer, or fail to."""

import re
import unicodedata

_LONGEST_CHARS = 60

_ENGLISH = (
    r"(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day|night)"
    r"|how are you(?: (?:today|doing))?|how do you do|nice to meet you|anybody there|anyone there"
    r"|are you there|thanks?(?: you)?(?: (?:so|very) much| a lot)?|many thanks|thx|ty|cheers"
    r"|great|perfect|awesome|ok(?:ay)?|alright|got it|cool|bye|goodbye|see you(?: later)?"
    r"|have a (?:nice|good|great) (?:day|one|evening|weekend)|that helped|that is all|thats all"
    r"|there|again|everyone|team|all|for (?:your|the) help|you too|please|and|so)"
)
_CHINESE = (
    r"(?:你好|您好|你们好|嗨|哈喽|哈罗|早上好|上午好|中午好|下午好|晚上好|早安|晚安|在吗|在么|有人在吗"
    r"|谢谢|多谢|谢了|感谢|非常感谢|麻烦了|辛苦了|啦|好的|好吧|好|行|可以|明白|明白了|知道了|收到|嗯|哦"
    r"|再见|拜拜|回见|你|您|啊|呀|哈|了|吗|的|呢|吧|们|大家|客服)"
)
_OTHERS = r"(?:hola|gracias|adios|bonjour|salut|merci|au revoir|hallo|guten tag|danke|tschuss|ciao)"
_ALL = re.compile(rf"(?:{_ENGLISH}\b|{_OTHERS}\b|{_CHINESE}|[\W_])+")
_MARK = re.compile(rf"\b(?:{_ENGLISH}|{_OTHERS})\b|{_CHINESE}")


def is_small_talk(text: str) -> bool:
    """Whether nothing is asked here; what is only punctuation or emoji asks nothing either."""
    folded = unicodedata.normalize("NFKD", text).casefold().replace("'", "").replace("’", "")
    plain = "".join(char for char in folded if not unicodedata.combining(char)).strip()
    if not plain or len(plain) > _LONGEST_CHARS:
        return False
    if not _MARK.search(plain):
        return not any(char.isalnum() for char in plain) and "?" not in plain and "？" not in plain
    return _ALL.fullmatch(plain) is not None
