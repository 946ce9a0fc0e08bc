"""A made-up shop's knowledge base, in English and Chinese."""

from server.domain.articles import Imported

ENGLISH = {
    "refund": (
        "Refunds",
        (
            "We return your money within five working days. It goes to the card that you paid with."
            " If nothing has come after ten days, send us your order number."
        ),
        ("How do I get my money back?", "When will I receive my refund?", "refund not received"),
    ),
    "delivery": (
        "Delivery time",
        (
            "Parcels inside the country take two to three days. Abroad it takes up to two weeks."
            " You get a link to follow the parcel when it leaves our warehouse."
        ),
        ("How long does shipping take?", "when will my parcel arrive", "Do you deliver abroad?"),
    ),
    "password": (
        "Forgotten password",
        (
            "Press 'Forgot password' on the sign-in page. We send a link to your e-mail address; it"
            " works for one hour."
        ),
        ("I forgot my password", "How can I reset my password?", "I cannot log in"),
    ),
    "hours": (
        "Opening hours",
        "Our shop on Mill Street is open Monday to Saturday, 9 to 18. It is closed on Sundays.",
        ("When are you open?", "What are your opening hours?", "Are you open on Sunday?"),
    ),
    "cancel": (
        "Cancelling an order",
        "Until the parcel leaves our warehouse you can cancel in 'My orders'. Later, send it back.",
        ("How do I cancel my order?", "I ordered by mistake", "stop my order please"),
    ),
    "warranty": (
        "Warranty",
        "Every bicycle has a warranty of two years. Brakes and tyres wear out and are not covered.",
        ("How long is the warranty?", "My bicycle broke, is that covered?", "guarantee for a bike"),
    ),
    "address": (
        "Changing the address",
        "Write to us before the parcel leaves, and we change the address for you.",
        ("Can I change my delivery address?", "I moved, update my address", "wrong address"),
    ),
    "payment": (
        "Ways to pay",
        "We take Visa, Mastercard, PayPal and bank transfer. Cash only in the shop.",
        ("Which payment methods do you accept?", "Can I pay with PayPal?", "pay by invoice"),
    ),
}
CHINESE = {
    "退款": (
        "退款说明",
        "退款会在五个工作日内原路退回。如果十天后仍未到账，请把订单号发给我们。",
        ("怎么退款？", "退款什么时候到账", "我要退钱"),
    ),
    "发货": (
        "发货时间",
        "付款后二十四小时内发货，一般三天送达。偏远地区需要一周。",
        ("什么时候发货？", "快递几天能到", "你们用什么快递"),
    ),
    "密码": (
        "忘记密码",
        "请在登录页面点击“忘记密码”，我们会把链接发到您的邮箱，一小时内有效。",
        ("忘记密码怎么办", "如何重置密码？", "登录不了"),
    ),
    "发票": (
        "开具发票",
        "在“我的订单”里选择订单，点击“申请发票”，电子发票会发到邮箱。",
        ("怎么开发票？", "可以开增值税发票吗", "电子发票在哪里下载"),
    ),
    "营业": (
        "营业时间",
        "门店周一到周六上午九点到下午六点营业，周日休息。",
        ("你们几点开门？", "周末营业吗", "门店营业时间"),
    ),
    "会员": (
        "会员积分",
        "每消费一元积一分，一百分可以抵扣一元。积分两年内有效。",
        ("积分怎么用？", "会员有什么优惠", "积分会过期吗"),
    ),
}


def articles() -> list[Imported]:
    """Both languages in one knowledge base."""
    return [
        Imported(key=key, title=title, body=body, questions=questions)
        for key, (title, body, questions) in (ENGLISH | CHINESE).items()
    ]
