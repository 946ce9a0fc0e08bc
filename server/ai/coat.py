"""What all coats share: a coat is a `ChatModel` around another one and passes on what it keeps."""

from server.ai.chat_model import ChatModel


class Coat:
    """The part of `ChatModel` that coats leave as it is."""

    def __init__(self, inner: ChatModel) -> None:
        self._inner = inner

    @property
    def name(self) -> str:
        return self._inner.name

    async def close(self) -> None:
        await self._inner.close()
