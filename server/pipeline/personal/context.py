"""What the words before a number say about it."""

import re

_REACH = 40
_OTHER = re.compile(
    r"(?:\b(?:order|purchase|invoice|bill|account|tracking|shipment|parcel|ticket|case|ref|reference"
    r"|confirmation|booking|reservation|policy|claim|serial|model|sku|item|product|part|version"
    r"|transaction|customer|member|flight)"
    r"|订单|单|运单|快递|物流|发票|账号|帐号|编号|流水|合同|保单|型号|序列|取件|商品"
    r"|会员|工单|版本|学|工)"
    r"[ ]?(?:numbers?|nos?\.?|num|id|code|号码|号|编号|#)?[ ]?(?:is|was|are|[:：#是为])?"
    r"[ ]?[#(\"']?$",
    re.IGNORECASE,
)
_PHONE_BEFORE = re.compile(
    r"\b(?:(?:tele)?phone|tel|mobile|cell|call(?:ing)?|ring|dial|sms|texts?|whatsapp|fax"
    r"|contact|reach|hotline|landline|ph)\b|电话|手机|联系|拨打|致电|来电|传真|座机|热线|号码|微信|短信",
    re.IGNORECASE,
)
_PHONE_AFTER = re.compile(
    r"^\W{0,3}(?:(?:is|was|are|my|our|the|his|her|是|我的|为) ?){0,3}"
    r"(?:(?:tele)?phone|tel|mobile|cell|contact|fax|office|desk|电话|手机|联系)",
    re.IGNORECASE,
)


def names_another_number(text: str, start: int) -> bool:
    """Whether the words right before say that it is an order, an invoice or the like."""
    return bool(_OTHER.search(text[max(0, start - _REACH) : start]))


def is_called_phone(text: str, start: int, end: int) -> bool:
    """Whether the words around say that it is a phone."""
    before = text[max(0, start - _REACH) : start]
    return bool(_PHONE_BEFORE.search(before) or _PHONE_AFTER.search(text[end : end + _REACH]))
