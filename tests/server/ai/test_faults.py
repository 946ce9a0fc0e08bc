"""Every fault has its sentence."""

import pytest

from server.ai.chat_model import FaultCode
from server.ai.faults import fault


@pytest.mark.parametrize("code", FaultCode)
def test_says_what_happened_and_what_to_do(code: FaultCode) -> None:
    detail = fault(code).detail

    assert detail.count(". ") >= 1
    assert detail.endswith(".")


def test_what_is_known_better_replaces_what_is_usual() -> None:
    detail = fault(FaultCode.AUTH, what="None is saved.", said="Who are you?").detail

    assert detail.startswith("None is saved. Copy it")
    assert detail.endswith("The provider says: “Who are you?”")


def test_only_what_passes_by_itself_is_tried_again() -> None:
    retried = {code for code in FaultCode if fault(code).retryable}

    assert retried == {FaultCode.UNREACHABLE, FaultCode.RATE_LIMITED, FaultCode.SERVER_ERROR}
