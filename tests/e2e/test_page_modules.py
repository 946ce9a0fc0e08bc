"""The page's pure modules, each asked directly inside the browser that runs them."""

from typing import Any

import pytest
from playwright.async_api import Browser

from tests.support.browser import ChatPage, visitor
from tests.support.running_server import RunningServer

pytestmark = pytest.mark.asyncio(loop_scope="module")

LINKS = {
    "see https://a.example/x, or not": ["https://a.example/x"],
    "(https://a.example/x_(y)) and [http://b.example]": [
        "https://a.example/x_(y)",
        "http://b.example/",
    ],
    "请看https://a.example/x。谢谢": ["https://a.example/x"],
    "write to mailto:help@a.example!": ["mailto:help@a.example"],
    'quoted "https://a.example/x" here': ["https://a.example/x"],
    "javascript:alert(1) data:text/html,x file:///etc/passwd ftp://a.example": [],
    "https://bank.example@evil.example/ https://user:word@evil.example/": [],
    "https:// http://: nothing": [],
}
PARTS = "async text => (await import('/static/linkify.js')).linkParts(text)"
ACCENTS = """async () => {
  const { accentColours } = await import('/static/accent.js');
  const colours = ['#2563EB', '#FFD700', '#000000', '#FFFFFF', '#808080', '#00FF7F'];
  return colours.flatMap(colour => ['light', 'dark'].map(scheme => accentColours(colour, scheme)));
}"""
DENIED = """async () => {
  const { SafeStorage } = await import('/static/storage.js');
  const full = { getItem: () => null, setItem: () => { throw new Error('full') } };
  return [() => { throw new Error('denied') }, () => full].map(open => {
    const storage = new SafeStorage(open);
    storage.set('a:1', 'kept');
    return [storage.get('a:1'), storage.keys('a:').join(), storage.get('b')];
  });
}"""
OUTBOX = """async () => {
  const { Outbox } = await import('/static/outbox.js');
  const { SafeStorage } = await import('/static/storage.js');
  const storage = new SafeStorage(() => { throw new Error('denied') });
  const day = 24 * 3600 * 1000;
  let now = 30 * day;
  const outbox = new Outbox(storage, () => now);
  for (const text of ['old', 'one', 'two']) {
    outbox.add(text);
    now += text === 'old' ? 8 * day : -1000;
  }
  storage.set('deskbell:out:broken', '{');
  return new Outbox(storage, () => now).entries().map(entry => entry.body);
}"""
STORE = """async () => {
  const { reduce, resumeAfter, START } = await import('/static/store.js');
  const author = { kind: 'agent', id: null, name: 'Lin' };
  const message = seq => ({ type: 'message', message: { seq, client_id: `m${seq}`, author } });
  const outbox = { type: 'outbox', entries: [{ client_id: 'mine', body: 'Hi' }] };
  const acked = [message(1), outbox, { type: 'ack', client_id: 'mine', seq: 3 }];
  const delta = (index, text) => ({ type: 'delta', answer_id: 'x', index, text });
  const run = events => events.reduce(reduce, START);
  return {
    resume: [acked, [...acked, message(2)]].map(run).map(resumeAfter),
    answer: run([delta(0, 'a'), delta(1, 'b'), delta(1, 'b'), delta(2, 'c')]).answer.text,
    gap: run([delta(0, 'a'), delta(2, 'c'), delta(3, 'd')]).answer.text,
    doubled: run([message(2), message(1), message(2)]).messages.map(one => one.seq),
    unknown: run([{ type: 'from.the.future' }]) === START,
  };
}"""
WAITS = """async () => {
  const { backoff } = await import('/static/backoff.js');
  return [0, 1, 2, 20].map(attempt => [backoff(attempt, () => 0), backoff(attempt, () => 1)]);
}"""


async def test_the_modules_alone(browser: Browser, shared_server: RunningServer) -> None:
    async with visitor(browser, shared_server.url) as somebody:
        page = await somebody.open()
        await check_links(page)
        assert all(map(readable, await page.module(ACCENTS)))
        assert await page.module(DENIED) == [["kept", "a:1", None]] * 2
        assert await page.module(OUTBOX) == ["one", "two"]
        assert await page.module(STORE) == {
            "resume": [1, 2],  # an ack alone must not skip what has not arrived
            "answer": "abc",
            "gap": "",
            "doubled": [1, 2],
            "unknown": True,
        }
        assert await page.module(WAITS) == [[100, 600], [100, 1100], [100, 2100], [100, 30100]]


async def check_links(page: ChatPage) -> None:
    for text, expected in LINKS.items():
        parts = await page.module(PARTS, text)
        assert [part["href"] for part in parts if "href" in part] == expected, text
        assert "".join(part["text"] for part in parts) == text


def readable(colours: dict[str, Any]) -> bool:
    fill, text = luminance(colours["--accent"]), luminance(colours["--on-accent"])
    return (max(fill, text) + 0.05) / (min(fill, text) + 0.05) >= 4.4  # colours are rounded


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
