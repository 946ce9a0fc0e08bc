"""Addresses that lead away from the shop, however much they look like it."""

from itertools import product

_STRANGERS = (
    "evil.test",
    "EVIL.test:8443",
    "shop.example.evil.test",
    "evilshop.example",
    "shop-example.test",
    "shop.example@evil.test",
    "shop.example:443@evil.test",
    "user:word@shop.example",
    "shop.example%40evil.test",
    "evil.test\\@shop.example",
    "evil.test\\.shop.example",  # a browser reads the backslash as a slash
    "evil.test中.shop.example",  # a page's link ends before the letter that is not ASCII
    "evil.test\uff0f.shop.example",
    "evil.test\u3002shop.example.test",
    "sh\u043ep.example",  # a Cyrillic o
    "shop\u200b.example.test",
    "xn--shp-hlc.example",
    "127.0.0.1:8484",
    "[::1]",
    "2130706433",
    "0x7f.1",
    "evil.test.",
    "shop.example.",  # the shop's own, but then a dot and a stranger
)
_SCHEMES = ("https://", "http://", "HTTPS://", "//", "ftp://", "wss://", "https:\\\\", "https:/")
_OTHERS = (
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript :alert(1)", "vbscript:msgbox(1)"),
    *("java\u200bscript:alert(1)", "data:text/html,<script>alert(1)</script>", "data:,x"),
    *("data:text/html;base64,PHNjcmlwdD4=", "DATA:image/svg+xml;utf8,<svg onload=alert(1)>"),
    *("blob:https://evil.test/1", "file:///etc/passwd", "file:\\\\evil.test\\share"),
    *("about:srcdoc", "intent://evil.test#Intent;end", "smb://evil.test/share"),
    *(
        "tg://resolve?domain=evil",
        "view-source:https://evil.test",
        "ms-word:ofe|u|http://evil.test",
    ),
    *("\\\\evil.test\\share\\x.png", "\\\\10.0.0.1\\c$", "jar:https://evil.test!/x"),
)


def _addresses() -> list[str]:
    strangers = [host + "evil.test" if host.endswith("example.") else host for host in _STRANGERS]
    crossed = [
        f"{scheme}{host}/x"
        for at, (host, scheme) in enumerate(product(strangers, _SCHEMES))
        if at % 3 == 0 or scheme == "https://"
    ]
    return [*crossed, *_OTHERS]


ADDRESSES = tuple(_addresses())
