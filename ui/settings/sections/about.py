"""What runs here: version, folders, and what it is made of."""

import platform
from collections.abc import Iterator, Mapping
from importlib.metadata import distributions
from pathlib import Path

from PySide6.QtCore import QUrl, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from server.domain.version import VERSION
from ui.i18n import tr
from ui.settings.controls.actions import Action
from ui.settings.plan import GroupPlan, RowPlan, SectionPlan
from ui.settings.tools import Tools

_LICENCE_LETTERS = 60
_LIST_LINES = 14


def about_section(tools: Tools, data_dir: Path, server_log: Path) -> SectionPlan:
    """For everyone."""
    return SectionPlan(
        id="about",
        icon="info",
        title=lambda: tr("About"),
        lead=lambda: tr("What runs here, where its data lie, and what it is made of."),
        for_everyone=True,
        groups=(
            GroupPlan(
                rows=(
                    _version(tools),
                    _folder(tools, data_dir),
                    _log(tools, server_log),
                )
            ),
            GroupPlan(title=lambda: tr("Made of"), rows=(_licences(),)),
        ),
    )


def details() -> str:
    """For whoever helps: nothing in it is private."""
    return (
        f"Deskbell {VERSION} · Qt {qVersion()} · Python {platform.python_version()} ·"
        f" {platform.system()} {platform.release()} {platform.machine()}"
    )


def _version(tools: Tools) -> RowPlan:
    return RowPlan(
        id="about.version",
        name=lambda: tr("Version"),
        about=details,
        keywords="version build system 版本 系统",
        make=lambda: Action(
            tools.icons,
            lambda: tr("Copy"),
            lambda: QGuiApplication.clipboard().setText(details()),
            icon="copy",
        ),
    )


def _folder(tools: Tools, data_dir: Path) -> RowPlan:
    return RowPlan(
        id="about.data",
        name=lambda: tr("Data folder"),
        about=lambda: str(data_dir),
        keywords="data folder database files backup 数据 文件夹 数据库 备份",
        make=lambda: Action(
            tools.icons, lambda: tr("Open"), lambda: _open(data_dir), icon="external-link"
        ),
    )


def _log(tools: Tools, server_log: Path) -> RowPlan:
    return RowPlan(
        id="about.log",
        name=lambda: tr("Log of the server"),
        about=lambda: str(server_log),
        keywords="log errors diagnostics 日志 错误 诊断",
        make=lambda: Action(
            tools.icons, lambda: tr("Open"), lambda: _open(server_log), icon="external-link"
        ),
    )


def _licences() -> RowPlan:
    return RowPlan(
        id="about.licences",
        name=lambda: tr("Licences"),
        about=lambda: tr(
            "Deskbell is free software under the Apache License 2.0; so are or may be"
            " combined with it:"
        ),
        keywords="licence license open source libraries 许可 开源 组件",
        make=_library_list,
        wide=True,
    )


def _library_list() -> QPlainTextEdit:
    """Long: it scrolls by itself."""
    shown = QPlainTextEdit("\n".join(_libraries()), readOnly=True)
    shown.setTabChangesFocus(True)
    shown.setAccessibleName(tr("Licences"))
    shown.setFixedHeight(_LIST_LINES * shown.fontMetrics().lineSpacing())
    return shown


def _libraries() -> Iterator[str]:
    """Every library beside us, with the licence that it names."""
    known = {}
    for one in distributions():
        about = one.metadata.json
        licence = about.get("license_expression") or about.get("license") or _classified(about)
        line = str(licence).splitlines()[0][:_LICENCE_LETTERS]
        known[str(about["name"]).casefold()] = f"{about['name']} {one.version} – {line}"
    for key in sorted(known):
        if key != "deskbell":
            yield known[key]


def _classified(about: Mapping[str, str | list[str]]) -> str:
    found = [one for one in about.get("classifier", ()) if one.startswith("License :: ")]
    return found[0].rsplit(" :: ", 1)[-1] if found else "?"


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
