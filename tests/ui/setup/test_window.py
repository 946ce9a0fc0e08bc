"""The assistant as a person meets it: words, keys, focus, language."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.support.desktop import click, find, shown, write
from tests.support.qt import wait_until
from tests.ui.conftest import Look
from ui.i18n import Language
from ui.setup.account import Account
from ui.setup.flow import SetupFlow, Step
from ui.setup.provider import ProviderInput
from ui.setup.window import SetupWindow

LIN = Account(team_name="Shop", display_name="Lin", username="lin", password="correct horse")


@pytest.fixture
def window(flow: SetupFlow, look: Look, qtbot: QtBot) -> SetupWindow:
    window = SetupWindow(flow, look.icons, look.translations, look.translations.use)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    return window


async def open_step(window: SetupWindow, flow: SetupFlow, step: Step) -> None:
    flow.edit(LIN)
    while flow.step is not step:
        flow.later() if flow.step is Step.PROVIDER else flow.next()
        await asyncio.sleep(0.01)
        await wait_until(lambda: not flow.busy)


def english_words(window: SetupWindow) -> set[str]:
    labels, buttons = window.findChildren(QLabel), window.findChildren(QAbstractButton)
    texts = {label.text() for label in labels if label.isVisible()}
    texts |= {button.text() for button in buttons if button.isVisible()}
    return {text for text in texts if text and text.isascii()}


async def test_enter_goes_on_and_a_fault_takes_the_focus(
    window: SetupWindow, flow: SetupFlow
) -> None:
    team = find(window, QLineEdit, "Name of your team or shop")
    QTest.keyClick(team, Qt.Key.Key_Return)
    assert team.property("wrong") == "true"
    assert "Write a name" in team.accessibleDescription()
    write(window, "Name of your team or shop", "Shop")
    assert team.property("wrong") is None
    QTest.keyClick(team, Qt.Key.Key_Return)
    await shown(window, QLineEdit, "Your name")
    click(window, "Create account")
    assert window.focusWidget() is find(window, QLineEdit, "Your name")


@pytest.mark.parametrize("step", list(Step))
async def test_the_language_can_be_changed_on_every_page(
    window: SetupWindow, flow: SetupFlow, look: Look, step: Step
) -> None:
    await open_step(window, flow, step)
    find(window, QComboBox, "Language").activated.emit(list(Language).index(Language.CHINESE))
    assert look.translations.language is Language.CHINESE
    await wait_until(lambda: english_words(window) <= {"Deskbell", "English"})


@pytest.mark.parametrize("step", list(Step))
async def test_everything_that_takes_keys_has_a_name(
    window: SetupWindow, flow: SetupFlow, step: Step
) -> None:
    await open_step(window, flow, step)
    named_by_labels = {id(label.buddy()) for label in window.findChildren(QLabel)}
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if not (widget.accessibleName() or widget.property("text") or id(widget) in named_by_labels)
    ]
    assert nameless == []


async def test_the_eye_shows_and_hides_the_password(window: SetupWindow, flow: SetupFlow) -> None:
    await open_step(window, flow, Step.OWNER)
    password = find(window, QLineEdit, "Password")
    (eye,) = password.actions()
    assert password.echoMode() is QLineEdit.EchoMode.Password
    eye.trigger()
    assert password.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.text() == "Hide the password"


async def test_a_preset_fills_in_what_nobody_knows_by_heart(
    window: SetupWindow, flow: SetupFlow
) -> None:
    await open_step(window, flow, Step.PROVIDER)
    await wait_until(lambda: flow.provider.stored is not None)
    write(window, "API key", "sk-of-another-provider")
    presets = next(box for box in window.findChildren(QComboBox) if box.findText("Ollama") >= 0)
    presets.activated.emit(presets.findText("Ollama"))
    assert flow.provider.input.base_url == "http://127.0.0.1:11434/v1"
    assert flow.provider.input.key == ""
    assert find(window, QLineEdit, "Model").text() == flow.provider.input.model
    presets.activated.emit(presets.count() - 1)
    assert find(window, QLineEdit, "Address").text() == ""
    assert presets.currentText() == "Other (OpenAI-compatible)"


async def test_trouble_with_the_provider_stands_beside_the_button(
    window: SetupWindow, flow: SetupFlow
) -> None:
    await open_step(window, flow, Step.PROVIDER)
    flow.provider.edit(ProviderInput(base_url="http://127.0.0.1:1/v1", model="m"))
    click(window, "Test")
    await shown(window, QLabel, "Asking the model…")
    await shown(
        window, QLabel, "The provider cannot be reached. Check the address and the network."
    )


async def test_back_and_forth_keeps_what_was_typed(window: SetupWindow, flow: SetupFlow) -> None:
    await open_step(window, flow, Step.OWNER)
    write(window, "Your name", "<b>小林</b>")
    click(window, "Back")
    assert find(window, QLineEdit, "Name of your team or shop").text() == "Shop"
    click(window, "Next")
    await shown(window, QLineEdit, "Your name")
    assert find(window, QLineEdit, "Your name").text() == "<b>小林</b>"
