"""Asks a provider on a small budget; as a process of its own, to be killed in the middle of it.

Usage: python -m tests.server.ai.spender FOLDER BASE_URL
"""

import asyncio
import sys
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

from server.ai.deadlines import Patience
from server.ai.stack import Endpoint, Setup, Stacks
from server.clock import Clock, SystemClock
from server.domain.settings import BudgetSettings, Cap, Prices
from server.storage.purse import Purse
from tests.server.ai.asking import QUESTION, Outcome, ask
from tests.server.ai.backing import backing, opened
from tests.support.fake_openai import MODEL

PRICES = Prices(input=1_000_000, output=2_000_000)  # 1 and 2 millionths a token
ASKED = replace(QUESTION, visitor_id="v", answer_id="a")


async def ask_once(
    folder: Path, base_url: str, *, clock: Clock, tokens: int = 1_000_000
) -> Outcome:
    """What a server does that starts, asks once, and ends; its owner lives far in the east."""
    setup = Setup(
        endpoints=(Endpoint(base_url=base_url, model=MODEL, key=None, prices=PRICES),),
        budget=BudgetSettings(per_day=Cap(tokens=tokens)),
        zone=timezone(timedelta(hours=8)),
    )
    async with opened(folder) as database:
        await Purse(database).prepare()
        stacks = Stacks(clock=clock, patience=Patience(), backing=backing(database, clock))
        stack = stacks.build(setup)
        outcome = await ask(stack.model, ASKED)
        await stack.model.close()
    return outcome


if __name__ == "__main__":
    asyncio.run(ask_once(Path(sys.argv[1]), sys.argv[2], clock=SystemClock()))
