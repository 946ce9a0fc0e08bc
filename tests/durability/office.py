"""The owner's hands: prepares the server for a run, and reads at its end what was kept."""

from dataclasses import dataclass, replace

from server.domain.conversations import Conversation, Message
from server.domain.requests import (
    ConversationPage,
    Login,
    MessagePage,
    SignedIn,
    StartedSession,
    StartSession,
)
from server.domain.settings import AssistantMode, AssistantSettings
from tests.durability.calls import Caller

USERNAME = "owner"
PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Standing:
    """All conversations by id, and a rev that is not newer than any of them."""

    rev: int
    conversations: dict[str, Conversation]


class Office:
    """Speaks with the owner's token."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def switch_assistant_off(self) -> None:
        """So that what is stored is what was said: each conversation is handed over once."""
        off = AssistantSettings(mode=AssistantMode.OFF)
        await self._caller.put("settings/assistant", off, AssistantSettings)

    async def standing(self) -> Standing:
        """As a window reads it when it starts."""
        page = await self._caller.get("conversations?limit=200", ConversationPage)
        rev, found = page.rev, list(page.items)
        while page.next:
            path = f"conversations?limit=200&cursor={page.next}"
            page = await self._caller.get(path, ConversationPage)
            found += page.items
        return Standing(rev, {one.id: offline(one) for one in found})

    async def kept(self, conversation_id: str) -> list[Message]:
        """Every message of a conversation, oldest first."""
        messages: list[Message] = []
        more = True
        while more:
            after = messages[-1].seq if messages else 0
            path = f"conversations/{conversation_id}/messages?after={after}&limit=200"
            page = await self._caller.get(path, MessagePage)
            messages += page.items
            more = page.next is not None
        return messages


async def sign_in(anybody: Caller) -> str:
    """The owner's token."""
    login = Login(username=USERNAME, password=PASSWORD)
    return (await anybody.post("auth/login", login, SignedIn)).token


async def arrive(anybody: Caller) -> StartedSession:
    """A new visitor."""
    return await anybody.post("public/sessions", StartSession(), StartedSession)


def offline(conversation: Conversation) -> Conversation:
    """Who is here is told by passing events, which nobody repeats: it is not compared."""
    return replace(conversation, visitor=replace(conversation.visitor, online=False))
