"""Articles as a small shop would have them, in English and Chinese."""

from server.domain.articles import ArticleContent, ArticleStatus
from server.domain.requests import ArticlePage
from ui.api_client import ApiClient
from ui.knowledge.api import KnowledgeApi

ARTICLES = (
    ArticleContent(
        title="退换货政策",
        body="自签收之日起 7 天内可无理由退货，30 天内可换货。商品需保持完好，吊牌齐全。\n\n"
        "运费由买家承担；质量问题由我们承担。",
        questions=("可以退货吗？", "怎么换尺码？", "退货运费谁出？"),
        language="zh-CN",
        tags=("退货", "换货"),
    ),
    ArticleContent(
        title="Gift cards",
        body="Gift cards are valid for three years and cannot be paid out.",
        questions=("How long is a gift card valid?",),
        language="en",
        status=ArticleStatus.DRAFT,
    ),
    ArticleContent(
        title="Tracking an order",
        body="The tracking link is in the e-mail that we send when the parcel leaves us.",
        questions=("Where is my parcel?", "Can I track my order?"),
        language="en",
        tags=("shipping",),
    ),
    ArticleContent(
        title="Shipping times",
        body="Orders placed before 14:00 leave our warehouse the same day.\n\n"
        "- Within the country: 1 to 2 working days\n"
        "- Europe: 3 to 5 working days\n"
        "- Hong Kong: 5 to 8 working days, free of charge from HKD 500\n\n"
        "Express costs 9.90 and arrives the next day before noon.",
        questions=(
            "When does my order arrive?",
            "How long does shipping take?",
            "Do you ship to Hong Kong?",
        ),
        language="en",
        tags=("shipping", "delivery"),
    ),
)


async def fill_knowledge(api: ApiClient) -> ArticlePage:
    """The last one of them is the latest."""
    knowledge = KnowledgeApi(api)
    for content in ARTICLES:
        await knowledge.add(content)
    return await knowledge.articles(None)
