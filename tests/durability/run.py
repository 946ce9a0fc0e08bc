"""One run: a server, a crowd, a killer; then everything is read back and judged."""

import asyncio
import random
from pathlib import Path
from time import monotonic

from aiohttp import ClientSession, TCPConnector

from server.storage.sqlite import FILE_NAME
from tests.durability.calls import Caller
from tests.durability.crowd import Crowd, Gathering
from tests.durability.leavings import damage, trouble
from tests.durability.notes import Complaints
from tests.durability.office import PASSWORD, USERNAME, Office, sign_in
from tests.durability.plan import Plan
from tests.durability.pulse import Pulse
from tests.durability.report import Report
from tests.durability.senders import Load
from tests.durability.verdict import Evidence, all_shown, judge
from tests.support.running_server import RunningServer, running_server

# Generous: it ends a run that hangs; what is missing then is counted as broken.
_DRAIN_SECONDS = 60.0


async def run(plan: Plan, folder: Path) -> Report:
    """Run the plan on a new database in this folder."""
    complaints, pulse = Complaints(), Pulse(monotonic)
    async with running_server(folder / "data") as server:
        evidence = await _under_load(plan, server, Load(pulse, complaints))
        if code := await server.stop():
            complaints.add("server", f"ended with {code}")
    for line in trouble(server.log):
        complaints.add("log", line)
    for line in damage(server.data_dir / FILE_NAME):
        complaints.add("SQLite", line)
    return Report(
        plan=plan,
        broken=judge(evidence),
        complaints=tuple(complaints.heard),
        acked=sum(len(notes.acked) for notes in evidence.senders),
        rows=sum(map(len, evidence.kept.values())),
        resets=evidence.desk.resets,
        recoveries=tuple(pulse.recoveries),
        seconds=pulse.seconds,
    )


async def _under_load(plan: Plan, server: RunningServer, load: Load) -> Evidence:
    await server.add_agent(USERNAME, PASSWORD, name="Owner", role="owner")
    async with ClientSession(connector=TCPConnector(limit=0)) as http:
        token = await sign_in(Caller(http, server.url))
        office = Office(Caller(http, server.url, token))
        await office.switch_assistant_off()
        crowd = await Gathering(plan, http, server.url, load).gather(token)
        async with asyncio.TaskGroup() as group:
            watching = [group.create_task(client.run()) for client in crowd.watching]
            sending = [group.create_task(client.run()) for client in crowd.sending]
            await _kill_again_and_again(server, plan, load.pulse)
            load.stop.set()
            await asyncio.wait(sending, timeout=_DRAIN_SECONDS)
            evidence = await _evidence(crowd, office)
            await _caught_up(evidence)
            for task in (*watching, *sending):
                task.cancel()
    return evidence


async def _kill_again_and_again(server: RunningServer, plan: Plan, pulse: Pulse) -> None:
    randomness = random.Random(plan.seed)
    for _ in range(plan.kills):
        await asyncio.sleep(randomness.uniform(*plan.uptime))
        pulse.killed()
        await server.kill()
        await server.start()
    await asyncio.sleep(plan.uptime[1])


async def _evidence(crowd: Crowd, office: Office) -> Evidence:
    standing = await office.standing()
    return Evidence(
        senders=crowd.senders,
        pages=crowd.pages,
        tabs=crowd.tabs,
        desk=crowd.desk,
        kept={
            page.conversation_id: await office.kept(page.conversation_id) for page in crowd.pages
        },
        standing=standing.conversations,
        rev=standing.rev,
    )


async def _caught_up(evidence: Evidence) -> None:
    """Wait for the viewers: nothing more is written now."""
    deadline = monotonic() + _DRAIN_SECONDS
    while not all_shown(evidence) and monotonic() < deadline:
        await asyncio.sleep(0.05)
