"""Does the visitor ask for a person? Said outright, in English or Chinese; hints do not count.

A false alarm takes the visitor away from a good answer. A missed wish hurts more, but the button
for it is always there; so where both cannot be had, precision comes first.
"""

import re
import unicodedata

from server.routing.typos import as_meant


def wants_person(text: str) -> bool:
    """Whether these words ask for a human being to take over."""
    plain = _plain(text)
    return _asks(plain, _ENGLISH, _ENGLISH_NOT) or _asks(plain, _CHINESE, _CHINESE_NOT)


def _asks(plain: str, wish: re.Pattern[str], turned_around: re.Pattern[str]) -> bool:
    matches = wish.finditer(plain)
    return any(not turned_around.search(plain[: match.start()]) for match in matches)


def _plain(text: str) -> str:
    """One form for all spellings, so that the patterns read as sentences.

    Lower case, simplified characters, no apostrophes, one space between words, and `|` for
    whatever ends a clause.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIMPLIFIED)
    clauses = re.sub(r"[^\w\s]+", " | ", as_meant(re.sub(r"['’`]", "", folded)))
    return re.sub(r"\s+", " ", clauses).strip(" |")


_SIMPLIFIED = str.maketrans(
    "轉機請個說話談幫線經聯繫們員別讓換對處務領導負責闆",
    "转机请个说话谈帮线经联系们员别让换对处务领导负责板",
)

_KIND = r"(?:(?:real|live|actual|human|customer|service|support|sales) )*"
_HUMAN = rf"{_KIND}(?:human(?: being)?|person|agent|operator|representative|rep)"
_ANYBODY = (
    rf"{_KIND}(?:human(?: being)?|people|persons?|agents?|operators?|representatives?|reps?"
    r"|advis[eo]rs?|assistants?|someone|somebody|anyone|managers?|supervisors?|staff|receptionist"
    r"|reception|customer (?:service|support|care)|support team|your team)\b"
    r"(?! (?:resources?|rights?|errors?|body|hair|translat\w+|fees?)\b)"
)
_TALK = r"(?:talk|speak|chat)(?:t?ing)?"
_CONNECT = r"(?:connect|transfer|direct|forward|switch|pass)(?:ing)?"
_NOW = r"(?:please|pls|plz|now|instead|asap)"
_END = rf"(?= \||$| {_NOW}\b| who\b| to (?:talk|speak|help|chat)\b)"
_BOT = r"(?:(?:a|this|your) )?(?:ro)?bots?\b"

_HELPER = r"(?:someone|somebody|assistant|advis[eo]r)"
_SPEAK_TO = rf"(?:{_TALK}|have a (?:chat|word)) (?:to|with)"
_YOURS = r"(?:the|your|(?:some|one|any) of your)"
_THING = (
    r"(?:(?:\w+ )?(?:bots?|robots?|chatbots?|ai|assistants?|wi ?fi|internet|network|vpn|server"
    r"|bluetooth|tv|app|device|account|speaker|api)\b)"
)

_ENGLISH_WISHES = (
    rf"\b{_TALK} (?:\w+ ){{0,3}}?{_ANYBODY}",
    rf"\b(?:contact|reach)(?:ing)? (?:(?:an?|the|your|to) )*(?:{_HUMAN}|{_HELPER})\b",
    rf"\b(?:want|like|need|love|wish) to {_SPEAK_TO} {_YOURS} (?!{_THING})",
    rf"\bconnect me (?:to|with) (?:the|your) (?!{_THING})",
    r"\b(?:someone|somebody|anyone) (?:\w+ ){0,2}to (?:talk|speak|chat) (?:to|with)\b",
    r"^(?:the )?(?:\w+ ){1,2}(?:team|desk|department|staff) (?:please|pls|plz)$",
    rf"\b{_CONNECT} (?:\w+ ){{0,4}}?{_ANYBODY}",
    r"\b(?:transfer|put) me (?:through )?to (?!sleep)",
    rf"\b(?:want|need|prefer|get me|give me|id like|is there) (?:(?:an?|the) )?{_HUMAN}{_END}",
    r"\b(?:get|give) me (?:(?:a|the|your) )?(?:manager|supervisor|boss)\b",
    rf"^(?:\w+ \| )?(?:an? )?(?:{_HUMAN}|customer (?:service|support))(?: {_NOW})*$",
    rf"\b(?:dont|do not|not|tired of|sick of|hate) (?:want to )?{_TALK} (?:to|with) {_BOT}",
)
_ENGLISH = re.compile("|".join(_ENGLISH_WISHES))

# What turns a wish around when it stands before it: not wanted, over already, or about ourselves.
_ENGLISH_NOT = re.compile(
    r"\b(?:(?:dont|do not|no longer) (?:want|need|wish|have) (?:to )?"
    r"|without |instead of |no need to |rather not |stop |no longer "
    r"|am i |are we |are you |are u |do you |did you |can you |will you |was |were |been )$"
)

_STAFF = r"(?:人工|真人|活人|客服|工作人员)"
_CHIEF = r"(?:经理|主管|负责人|领导|老板)"
_ONE = r"(?:一?个|一?位|一下|你们|在线|的|到)*"
_NO_PERSON = r"(?!智能|费|成本|湖|授精|呼吸|降雨|草|翻译|电话|号码|邮箱|秀|版|大小|cs|电影|态度)"
_ACT = r"(?:说|聊|谈|讲|沟通|对话|通话|交流|来|处理|接|回复|帮|解决)"

_CHINESE_WISHES = (
    rf"转(?:接|到|至|给|成|去|一下)*{_ONE}{_STAFF}{_NO_PERSON}",
    rf"(?:找|联系|叫|要|换|接|需要|呼叫|有|来){_ONE}{_STAFF}{_NO_PERSON}",
    r"人工(?:客服|坐席|座席|接听|接待|咨询|服务)(?!费|时间|电话|几点)",
    rf"^(?:\w{{1,4}} ?\| ?)?(?:请|快|给我)?{_STAFF}(?:吧|呢|啊|在吗|谢谢)*$",
    rf"(?:和|跟|与|同|让|换|派){_ONE}(?:{_STAFF}|{_CHIEF}|同事){_ACT}",
    r"(?:和|跟|与)(?:一?个)?人(?:说话|聊|谈|讲话|沟通|对话|交流)",
    r"(?:找|换|派|叫)(?:一?个)?人(?:来|跟我|和我|帮我|处理|回复|解决)",
    rf"(?:找|叫|联系|见){_ONE}{_CHIEF}",
    r"(?:不要|不想|别)(?:再)?(?:和|跟|用|让)(?:这个|你这个)?机器人",
)
_CHINESE = re.compile("|".join(_CHINESE_WISHES))
_CHINESE_NOT = re.compile(r"(?:不|不用|不要|不需要|不必|不想|别|无需|没必要)(?:再)?$")
