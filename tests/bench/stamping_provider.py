"""A provider in a process of its own that writes into each answer when it was asked and spoke.

python -m tests.bench.stamping_provider

The clock is the machine's monotonic one, in microseconds: every process here reads the same.
"""

import asyncio
from time import monotonic

from aiohttp import web

from tests.support.fake_openai import DONE, SSE, chunk, event, usage

THINKS_SECONDS = 0.05
WORDS = ("It ", "leaves ", "our ", "house ", "today ", "and ", "comes ", "on ", "Friday.")
BETWEEN_WORDS_SECONDS = 0.005


def stamp() -> int:
    """Now, in microseconds."""
    return round(monotonic() * 1e6)


async def complete(request: web.Request) -> web.StreamResponse:
    """One streamed answer; its first piece is `asked spoke `, both stamps."""
    asked = stamp()
    await request.read()
    response = web.StreamResponse(headers=SSE)
    await response.prepare(request)
    await asyncio.sleep(THINKS_SECONDS)
    await response.write(event(chunk(f"{asked} {stamp()} ")))
    for word in WORDS:
        await asyncio.sleep(BETWEEN_WORDS_SECONDS)
        await response.write(event(chunk(word)))
    await response.write(event(chunk(finish="stop")) + event(usage()) + DONE)
    return response


async def main() -> None:
    app = web.Application()
    app.router.add_post("/v1/chat/completions", complete)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(f"http://127.0.0.1:{site.port}/v1", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main())
