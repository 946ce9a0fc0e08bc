"""The desktop's only HTTP code: entities in and out, known errors."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TypeVar
from urllib.parse import quote

import aiohttp

from server.domain import codec
from server.domain.conversations import Conversation, Message, Status
from server.domain.errors import (
    BadInput,
    Conflict,
    KnownError,
    NotAllowed,
    NotFound,
    NotSignedIn,
    TooFast,
    TooLarge,
    Unavailable,
)
from server.domain.people import Agent
from server.domain.requests import (
    ConversationPage,
    Login,
    MessagePage,
    NetworkState,
    PostReply,
    Problem,
    ProviderTrial,
    PutSecret,
    SecretState,
    Setup,
    SignedIn,
    TryProvider,
)
from server.domain.settings import Section
from server.domain.suggestions import (
    AskSuggestion,
    PutSuggestion,
    Suggestion,
    SuggestionPage,
)

T = TypeVar("T")
S = TypeVar("S", bound=Section)

# Longer than any answer of a healthy server; short enough that an agent learns of trouble.
_TIMEOUT = aiohttp.ClientTimeout(total=20, sock_connect=5)
# The server waits for the provider while it tries it, and longer while a draft is written.
_TRIAL_TIMEOUT = aiohttp.ClientTimeout(total=60, sock_connect=5)
_UPLOAD_TIMEOUT = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=120)
_DRAFT_TIMEOUT = aiohttp.ClientTimeout(total=120, sock_connect=5)

_ERRORS: dict[int, type[KnownError]] = {
    400: BadInput,
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    413: TooLarge,
    422: BadInput,
}


class ApiClient:
    """One server, as one agent.

    Attributes:
        base_url: Where the server answers, for example http://127.0.0.1:8484.
        token: The agent's session token; empty before signing in. Never shown and never logged.
    """

    def __init__(self, session: aiohttp.ClientSession, base_url: str, token: str = "") -> None:
        self._session = session
        self.base_url = base_url.rstrip("/")
        self.token = token

    def move_to(self, base_url: str) -> None:
        """The server answers at another address now; a restart may have changed its port."""
        self.base_url = base_url.rstrip("/")

    # --- signing in -------------------------------------------------------------------------

    async def login(self, login: Login) -> SignedIn:
        """A session for these credentials; the client uses it from now on."""
        return self._use(await self.send("POST", "/auth/login", SignedIn, login))

    async def setup_needed(self) -> bool:
        """Whether this server still has no owner."""
        answer = await self.send("GET", "/setup", dict[str, bool])
        return answer["needed"]

    async def set_up(self, setup: Setup, owner_token: str) -> SignedIn:
        """Make the team and its owner."""
        signed_in = await self.send("POST", "/setup", SignedIn, setup, token=owner_token)
        return self._use(signed_in)

    async def sign_in_owner(self, owner_token: str) -> SignedIn:
        """A session for the owner at the computer that runs the server."""
        return self._use(await self.send("POST", "/auth/owner", SignedIn, token=owner_token))

    async def me(self) -> Agent:
        """Who is signed in."""
        return await self.send("GET", "/me", Agent)

    # --- conversations ----------------------------------------------------------------------

    async def conversations(
        self,
        *,
        status: Status | None = None,
        words: str | None = None,
        cursor: str | None = None,
        limit: int = 100,
    ) -> ConversationPage:
        """Conversations, newest first; of one status, or with these words in their messages."""
        wanted = None if status is None else status.value
        query = {"status": wanted, "q": words, "limit": str(limit), "cursor": cursor}
        return await self.send("GET", "/conversations", ConversationPage, query=query)

    async def conversation(self, conversation_id: str) -> Conversation:
        """One conversation."""
        return await self.send("GET", _path(conversation_id), Conversation)

    async def messages(
        self,
        conversation_id: str,
        *,
        after: int | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> MessagePage:
        """Messages after or before a number, oldest first; with neither, the newest."""
        numbers = {"after": after, "before": before, "limit": limit}
        query = {name: None if value is None else str(value) for name, value in numbers.items()}
        path = _path(conversation_id, "messages")
        return await self.send("GET", path, MessagePage, query=query)

    async def post(self, conversation_id: str, reply: PostReply) -> Message:
        """The message as it was stored; the same client_id stores it only once."""
        return await self.send("POST", _path(conversation_id, "messages"), Message, reply)

    async def take(self, conversation_id: str) -> Conversation:
        """From the assistant or the queue to this agent."""
        return await self.send("POST", _path(conversation_id, "take"), Conversation)

    async def give_back(self, conversation_id: str) -> Conversation:
        """Back to the assistant, or to the queue."""
        return await self.send("POST", _path(conversation_id, "give-back"), Conversation)

    async def resolve(self, conversation_id: str) -> Conversation:
        """Done."""
        return await self.send("POST", _path(conversation_id, "resolve"), Conversation)

    async def reopen(self, conversation_id: str) -> Conversation:
        """Not done after all."""
        return await self.send("POST", _path(conversation_id, "reopen"), Conversation)

    # --- suggestions ------------------------------------------------------------------------

    async def suggestions(self, conversation_id: str, *, limit: int = 1) -> SuggestionPage:
        """What the assistant has offered, the newest first."""
        path = _path(conversation_id, "suggestions")
        return await self.send("GET", path, SuggestionPage, query={"limit": str(limit)})

    async def ask_suggestion(self, conversation_id: str, wanted: AskSuggestion) -> SuggestionPage:
        """A new draft; empty when there is nothing to suggest."""
        path = _path(conversation_id, "suggestions")
        return await self.send("POST", path, SuggestionPage, wanted, limits=_DRAFT_TIMEOUT)

    async def discard_suggestion(self, one: Suggestion) -> Suggestion:
        """The agent does not want it."""
        path = _path(one.conversation_id, "suggestions", quote(one.id, safe=""))
        return await self.send("PUT", path, Suggestion, PutSuggestion(outcome="discarded"))

    # --- settings ---------------------------------------------------------------------------

    async def settings(self, section: str, kind: type[S]) -> S:
        """One section, whole."""
        return await self.send("GET", f"/settings/{section}", kind)

    async def save_settings(self, section: str, values: S) -> S:
        """The section as it is stored now."""
        return await self.send("PUT", f"/settings/{section}", type(values), values)

    async def secret(self, name: str) -> SecretState:
        """Whether a secret is there; never the secret."""
        return await self.send("GET", f"/secrets/{name}", SecretState)

    async def put_secret(self, name: str, secret: PutSecret) -> SecretState:
        """Keep it on the server's side; raises `Unavailable` (`no_keyring`) without a keyring."""
        return await self.send("PUT", f"/secrets/{name}", SecretState, secret)

    async def delete_secret(self, name: str) -> SecretState:
        """Forget it."""
        return await self.send("DELETE", f"/secrets/{name}", SecretState)

    async def try_provider(self, trial: TryProvider) -> ProviderTrial:
        """What one tiny request to this provider gives."""
        return await self.send("POST", "/provider/try", ProviderTrial, trial, limits=_TRIAL_TIMEOUT)

    async def network(self) -> NetworkState:
        """Where visitors reach the chat page."""
        return await self.send("GET", "/network", NetworkState)

    # --- the way there and back -------------------------------------------------------------

    def _use(self, signed_in: SignedIn) -> SignedIn:
        self.token = signed_in.token
        return signed_in

    async def send(
        self,
        method: str,
        path: str,
        result: type[T],
        body: object = None,
        *,
        query: dict[str, str | None] | None = None,
        token: str | None = None,
        limits: aiohttp.ClientTimeout = _TIMEOUT,
    ) -> T:
        """One exchange; areas of the window keep their own lists of calls on top of this.

        Raises:
            KnownError: What the server said, or `Unavailable` when it could not be asked.
        """
        bearer = self.token if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        data = None if body is None else codec.encode(body)
        if body is not None:
            headers["Content-Type"] = "application/json"
        return await self._exchange(
            method, path, result, data=data, headers=headers, query=query, limits=limits
        )

    async def upload(
        self, path: str, files: Iterable[Path], result: type[T], *, query: dict[str, str]
    ) -> T:
        """Files as a form, read while they are sent; raises as `send`, or `BadInput`."""
        with ExitStack() as open_files:
            form = aiohttp.FormData()
            for file in files:
                form.add_field("file", open_files.enter_context(_opened(file)), filename=file.name)
            return await self._exchange(
                "POST",
                path,
                result,
                data=form,
                headers={"Authorization": f"Bearer {self.token}"},
                query=query,
                limits=_UPLOAD_TIMEOUT,
            )

    async def _exchange(
        self,
        method: str,
        path: str,
        result: type[T],
        *,
        data: object,
        headers: dict[str, str],
        query: Mapping[str, str | None] | None,
        limits: aiohttp.ClientTimeout,
    ) -> T:
        try:
            async with self._session.request(
                method,
                f"{self.base_url}/api/v1{path}",
                params={key: value for key, value in (query or {}).items() if value is not None},
                data=data,
                headers=headers,
                timeout=limits,
            ) as response:
                answer = await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            raise Unavailable("unreachable", f"{type(error).__name__}: {error}") from error
        if response.status >= 400:
            raise _problem(response, answer)
        return _decoded(result, answer)


def _opened(file: Path) -> BinaryIO:
    try:
        return file.open("rb")
    except OSError as error:
        detail = f"{file.name} cannot be read: {error.strerror}."
        raise BadInput("unreadable_file", detail) from error


def _path(conversation_id: str, *verb: str) -> str:
    return "/".join(("/conversations", quote(conversation_id, safe=""), *verb))


def _decoded(result: type[T], answer: bytes) -> T:
    try:
        return codec.decode(result, answer or b"null")  # 204 says nothing
    except BadInput as error:
        raise Unavailable("other_version", f"The server speaks another version: {error}") from error


def _problem(response: aiohttp.ClientResponse, answer: bytes) -> KnownError:
    """The server's problem document as an error; anything else is trouble on the way."""
    try:
        problem = codec.decode(Problem, answer)
    except BadInput:
        return Unavailable("strange_answer", f"The server answered {response.status}.")
    if response.status == 429:
        wait = response.headers.get("Retry-After", "")
        return TooFast(
            problem.code, problem.detail, retry_after=float(wait) if wait.isdigit() else 1.0
        )
    kind = _ERRORS.get(response.status, Unavailable)
    return kind(problem.code, problem.detail)
