"""What plugin authors import: the hooks that a plugin can answer, and the verdicts it can return.

Light on purpose: this is loaded in each plugin's own process.
"""

from server.pipeline.hooks import (
    AfterAnswer,
    BeforeAnswer,
    Hook,
    OnConversationClosed,
    OnHandoff,
    OnMessage,
)
from server.pipeline.verdicts import Changed, Hold, Reply, Verdict, Veto

__all__ = [
    "AfterAnswer",
    "BeforeAnswer",
    "Changed",
    "Hold",
    "Hook",
    "OnConversationClosed",
    "OnHandoff",
    "OnMessage",
    "Reply",
    "Verdict",
    "Veto",
]
