"""Does a text try to give the model orders? A signal to show and to count.

Nothing is decided by it: whoever wants to slips through, and the model may do nothing harmful
anyway, whatever it is told.
"""

import re
import unicodedata

_OBJECT = (
    r"(?:instruction|prompt|rule|task|direction|guideline|command|order|constraint|restriction"
    r"|assignment|message|conversation|context|policy|policies|programming|everything)s?"
)
_BEFORE = (
    r"(?:all|any|every|the|your|my|these|those|of|above|previous|prior|earlier|preceding|initial"
    r"|original|system|safety|given|existing|before|said|former)"
)
_OBJECT_ZH = r"(?:指令|规则|提示|要求|设定|限制|任务|内容|约束|说明|命令)"
_BEFORE_ZH = r"(?:之前|以上|上面|上述|前面|所有|全部|一切|你的|系统|原来|先前)"
_OBJECT_DE = r"(?:anweisung|aufgabe|auftr[aä]g|befehl|regel|vorgabe|instruktion|prompt|nachricht)"
_SHOW = r"\b(?:show|print|reveal|repeat|output|display|tell|give|write|spell|leak|share)"
_SHOW_ZH = r"(?:输出|显示|告诉我|复述|泄露|打印|说出|重复|公布|给我)"
_HIDDEN = r"(?:system|initial|hidden|secret|full|original|entire|your)"
_PATTERNS: dict[float, tuple[str, ...]] = {
    0.8: (
        rf"\b(?:ignor|disregard|forget|overrid|bypass|skip|drop)\w* (?:{_BEFORE} ){{1,5}}{_OBJECT}",
        rf"(?:忽略|无视|忘记|忘掉|不要管|抛开|跳过|绕过).{{0,6}}{_BEFORE_ZH}.{{0,8}}{_OBJECT_ZH}",
        rf"\b(?:vergiss|vergessen sie|ignorier\w*|missachte\w*)\b.{{0,40}}{_OBJECT_DE}",
    ),
    0.7: (
        rf"{_SHOW}\w*\b.{{0,40}}\b{_HIDDEN} (?:prompt|instruction|rule)",
        r"\b(?:dan mode|do anything now|jailbr[eo]ak|developer mode|god mode)\b",
        r"\b(?:unfiltered|uncensored)\b",
        r"\b(?:without|no) (?:any )?(?:restriction|filter|limitation|censor)\w*",
        r"<\|?(?:im_start|im_end|system|endoftext)\|?>|\[/?inst\]|<<sys>>",
        r"^ ?#{2,} ?(?:instruction|system|new)|\b(?:system|assistant|developer) ?: ",
        rf"{_SHOW_ZH}.{{0,10}}(?:系统提示|提示词|初始指令|系统指令|系统消息|prompt)",
        r"\b(?:ignora|olvida|olvide|oublie[zr]?|ignore[zr]?)\b.{0,30}(?:instruc\w+|consignes|reglas)",
    ),
    0.6: (
        r"\b(?:forget|ignore|disregard)\w* (?:about )?(?:everything|all|that|what|above)\b",
        r"\b(?:act|behave|respond|pose|answer) as (?:if you|though you|an?|the|my)\b",
        r"\bi want you to (?:act|be|pretend|answer|respond)\b|\brole-?play(?:ing)?\b",
        r"\b(?:als|wie) .{1,60} fungieren\b|\b(?:jetzt|nun) bist du\b|\bab jetzt bist du\b",
        r"\b(?:just|only) (?:output|say|print|respond with)\b|\brepeat after me\b|\bstate that\b",
        r"(?:从现在(?:开始|起)|现在)你(?:是|就是|要|必须|将)|扮演|开发者模式|越狱",
    ),
    0.5: (
        r"\bprompt ?(?:texts?|instructions?|template)\b|\bsystem prompt\b",
        r"\b(?:you are now|now you are|from now on,? (?:you|act|i want)|you are no longer)\b",
        r"\bpretend (?:to|you|that)|\b(?:play|take on) the role\b",
        r"\byour (?:new )?(?:role|persona) is\b",
        r"\b(?:new|following|updated|additional) (?:task|instruction|order|prompt)s?\b",
        r"\b(?:neue|folgende|weitere)n? (?:aufgabe|anweisung|auftr[aä]g)",
        r"\bstop there\b|\bnow focus\b|\bin the style of\b|\bas a language model\b",
        r"\bdo not (?:answer|look)\b.{0,40}\bjust\b|\bmake something up\b",
    ),
}
_COMPILED = tuple(
    (weight, re.compile(pattern, re.MULTILINE))
    for weight, patterns in _PATTERNS.items()
    for pattern in patterns
)
_SMUGGLED = re.compile("[\U000e0000-\U000e007f]|(?:[\u200b\u200c\u2060\ufeff].?){3}")
_ENCODED = re.compile(r"[A-Za-z0-9+/]{80,}={0,2}")


def injection_score(text: str) -> float:
    """0: an ordinary question. Near 1: written for the model, not for the team."""
    plain = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text).casefold())
    weights = [weight for weight, pattern in _COMPILED if pattern.search(plain)]
    weights += [0.6] * bool(_SMUGGLED.search(text)) + [0.3] * bool(_ENCODED.search(text))
    innocent = 1.0
    for weight in weights:
        innocent *= 1 - weight
    return round(1 - innocent, 3)
