"""How a provider's failure is told."""

from server.ai.chat_model import FaultCode, ProviderFault
from server.domain.errors import KnownError


def test_a_fault_is_known_trouble_with_a_stable_code() -> None:
    fault = ProviderFault(FaultCode.QUOTA, "No credit. Top it up.")

    assert isinstance(fault, KnownError)
    assert (fault.code, fault.detail) == ("quota", "No credit. Top it up.")
    assert (fault.retryable, fault.retry_after) == (False, None)
