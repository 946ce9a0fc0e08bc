"""Topics on which a person should speak: danger, law, fraud, the press. Precision first.

What counts is that the visitor tells of it, not that a word occurs: an article on “fraud
protection” is asked for in other words than those of somebody who has been robbed.
"""

import re
import unicodedata

_HARM = (
    r"\b(?:kill|hurt|harm)(?:ing)? (?:myself|my ?self)\b|\bsuicid(?:e|al)\b|\bself[- ]harm\b",
    r"\b(?:end|take) my (?:own )?life\b|\bwant to die\b|\bdont want to (?:live|be alive)\b",
    r"自杀|自残|轻生|不想活|想死(?!你|了你)|结束(?:自己的)?生命|活不下去",
)
_EMERGENCY = (
    r"\b(?:cant|cannot|can not) breathe\b|\bcall an ambulance\b|\bpoison(?:ed|ing)\b",
    r"\ballergic (?:reaction|shock)\b|\bmedical emergency\b|\bgas leak\b",
    (
        r"\b(?:is|was|got|been|were) (?:badly |seriously )?"
        r"(?:injured|burn(?:ed|t)|electrocuted|hospitali[sz]ed)\b"
    ),
    r"\bcaught (?:on )?fire\b|\bexplod(?:ed|ing)\b",
    r"呼吸困难|救护车|过敏(?:反应|休克|了)|中毒|受伤了|烧伤|烫伤|触电|住院了|起火|着火|爆炸了?|煤气泄漏",
)
_AUTHORITY = r"(?:police|authorit\w+|regulator|ombudsman|consumer|trading standards|bbb|ftc|court)"
_LAW = (
    r"\b(?:my|our) (?:lawyer|attorney|solicitor)s?\b|\blegal action\b|\bsu(?:e|ing) you\b",
    r"\btake (?:you|this|it) to court\b|\bsmall claims\b|\blawsuit\b",
    (
        rf"\b(?:fil|report)(?:e|ed|ing)? (?:an? )?(?:complaint|claim|case|you) (?:with|to)"
        rf" (?:the )?{_AUTHORITY}"
    ),
    r"律师|起诉|法院|打官司|法律途径|12315|消协|消费者协会|工商局|市场监管|投诉到|举报你|报警|派出所",
)
_FRAUD = (
    r"\b(?:i was|ive been|i have been|i got|we were) (?:scammed|defrauded|robbed|hacked)\b",
    (
        r"\b(?:my|our) (?:\w+ ){0,2}(?:card|account|identity|wallet|phone|details)"
        r" (?:was|were|got|is|are|(?:has|have) been) (?:stolen|hacked|compromised|cloned)\b"
    ),
    r"\bidentity theft\b|\b(?:stole|hacked) my\b",
    (
        r"\bi did(?:nt| not) (?:make|authori[sz]e) (?:this|that|these|those|the)"
        r" (?:payment|transaction|charge|purchase|transfer|withdrawal)s?\b"
    ),
    r"\b(?:unauthori[sz]ed|fraudulent) (?:payment|transaction|charge|purchase|transfer)s?\b",
    r"被(?:骗|诈骗|盗(?!版))|盗刷|诈骗|账[号户]被(?:盗|黑)|身份(?:被)?(?:盗用|冒用)",
    r"不是我(?:本人)?(?:刷|付|买|操作)的",
)
_PRESS = (
    r"\b(?:i am|im) a (?:journalist|reporter)\b|\bpress (?:inquiry|enquiry|request)\b",
    r"\bgo(?:ing)? to the (?:press|media|newspapers?)\b",
    r"我是记者|媒体采访|曝光你|找媒体",
)
_PATTERN = re.compile("|".join((*_HARM, *_EMERGENCY, *_LAW, *_FRAUD, *_PRESS)))
# Talked about, not told of.
_OTHERWISE = re.compile(
    r"\b(?:protect|prevent|avoid|insurance|cover(?:ed|age)?|against|in case|what if|if (?:my|i))\b"
    r"|如果|万一|怎么防|防止|预防|保险"
)


def sensitive(text: str) -> float:
    """0: an ordinary question. From 0.5 on a person should look at it."""
    plain = re.sub(r"['’`]", "", unicodedata.normalize("NFKC", text).casefold())
    if not _PATTERN.search(re.sub(r"\s+", " ", plain)):
        return 0.0
    return 0.4 if _OTHERWISE.search(plain) else 0.9
