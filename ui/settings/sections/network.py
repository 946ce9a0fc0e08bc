"""Who can open the chat page, where, and what to do when they cannot."""

import sys

from server.domain.settings import NetworkScope, NetworkSettings
from server.domain.urls import check_http_url
from ui.i18n import tr
from ui.settings.blocks.addresses import Addresses
from ui.settings.blocks.text_block import TextBlock
from ui.settings.controls.choice import Choice
from ui.settings.controls.line import Line
from ui.settings.plan import Binding, GroupPlan, RowPlan, SectionPlan, field
from ui.settings.tools import Tools
from ui.settings.values import Local, Values
from ui.share.reach import Reach

_WORDS = "network lan port address firewall proxy 网络 局域网 端口 地址 防火墙 反向代理"


def network_section(tools: Tools, reach: Reach) -> SectionPlan:
    """The section `network`, and what the server says of it."""
    values = Values(tools.api, "network", NetworkSettings)
    return SectionPlan(
        id="network",
        icon="globe",
        title=lambda: tr("Network"),
        lead=lambda: tr("Where visitors find the chat, and who can open it."),
        sources=(values, _Reached(reach)),
        groups=(
            GroupPlan(rows=(_addresses(tools, reach), _scope(reach), _public(values, reach))),
            GroupPlan(title=lambda: tr("Not reachable?"), rows=(_firewall(reach),)),
        ),
    )


class _Reached(Local):
    """What the server says of where it answers."""

    def __init__(self, reach: Reach) -> None:
        super().__init__()
        self._reach = reach
        reach.changed.connect(self.changed)

    async def load(self) -> None:
        await self._reach.look()


def _addresses(tools: Tools, reach: Reach) -> RowPlan:
    return RowPlan(
        id="network.addresses",
        name=lambda: tr("Addresses"),
        about=lambda: tr("The best one first."),
        keywords=_WORDS,
        make=lambda: Addresses(reach, tools.icons),
        wide=True,
    )


def _scope(reach: Reach) -> RowPlan:
    def read() -> NetworkScope:
        return NetworkScope.LAN if reach.is_open_to_network else NetworkScope.THIS_PC

    return RowPlan(
        id="network.scope",
        name=lambda: tr("Who can open it"),
        about=lambda: tr("The server starts anew for it; nobody loses a word."),
        keywords=_WORDS,
        make=lambda: Choice(
            lambda: {
                NetworkScope.THIS_PC: tr("Only this computer"),
                NetworkScope.LAN: tr("Everybody in this network"),
            }
        ),
        binding=Binding(read=read, write=reach.let_in),
    )


def _public(values: Values[NetworkSettings], reach: Reach) -> RowPlan:
    public = field(values, "public_url")

    def parse(text: str) -> str:
        if text.strip():
            check_http_url(text.strip())
        return text.strip()

    async def write(url: str) -> None:
        await public.write(url)
        reach.refresh()

    return RowPlan(
        id="network.public_url",
        name=lambda: tr("Public address"),
        about=lambda: tr(
            "Where the internet reaches it through a reverse proxy or a tunnel; see docs/deploy.md."
        ),
        keywords=f"internet domain https {_WORDS}",
        make=lambda: Line(parse=parse, placeholder=lambda: "https://chat.example.com"),
        binding=Binding(read=public.read, write=write),
        wide=True,
    )


def _firewall(reach: Reach) -> RowPlan:
    return RowPlan(
        id="network.firewall",
        name=lambda: tr("The firewall of this computer"),
        about=lambda: tr("Phones and other computers need this port let in."),
        keywords=_WORDS,
        make=lambda: TextBlock(lambda: _firewall_words(reach), reach.changed),
        wide=True,
    )


def _firewall_words(reach: Reach) -> str:
    """What to do on this system; commands as they are typed."""
    port = str(reach.network.port) if reach.network else "…"
    if sys.platform == "win32":
        words = tr(
            "Windows asks at the first start: allow private networks. Later: Windows Security,"
            " Firewall, Allow an app, Deskbell (TCP {port})."
        )
    elif sys.platform == "darwin":
        words = tr("System Settings, Network, Firewall, Options: let Deskbell in (TCP {port}).")
    else:
        words = tr(
            "With ufw: sudo ufw allow {port}/tcp. With firewalld: sudo firewall-cmd"
            " --permanent --add-port={port}/tcp, then sudo firewall-cmd --reload."
        )
    others = tr(
        "If it is let in and still not reachable: guests' Wi-Fi often keeps devices apart. Put both"
        " into the same network, and open the address on the phone without https."
    )
    return f"{words.format(port=port)}\n\n{others}"
