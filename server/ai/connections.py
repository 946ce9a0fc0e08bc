"""Why no connection came about, read from the chain of causes behind the client's error."""

import socket
import ssl
from collections.abc import Iterator

from server.ai.chat_model import FaultCode, ProviderFault
from server.ai.faults import fault

# OpenSSL's numbers for what is wrong with a certificate.
_CERTIFICATES = {
    10: "The provider's certificate has expired.",
    18: "The provider's certificate is signed by itself.",
    19: "The provider's certificate is signed by an authority that this computer does not know.",
    20: "The provider's certificate is signed by an authority that this computer does not know.",
    62: "The provider's certificate is for another name.",
    64: "The provider's certificate is for another address.",
}


def connection_fault(error: BaseException) -> ProviderFault:
    """The fault for a request that never got a response."""
    for cause in _causes(error):
        match cause:
            case ssl.SSLCertVerificationError(verify_code=number):
                return fault(FaultCode.TLS, what=_CERTIFICATES.get(number, ""))
            case ssl.SSLError():
                what = "No secure connection to the provider is possible; http may be meant."
                return fault(FaultCode.TLS, what=what)
            case socket.gaierror():
                what = "The provider's name is unknown on this network."
                return fault(FaultCode.UNREACHABLE, what=what)
            case ConnectionRefusedError():
                what = "Nothing answers at the provider's address; it may not be running."
                return fault(FaultCode.UNREACHABLE, what=what)
            case _:
                continue
    return fault(FaultCode.UNREACHABLE)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """The error and all that led to it: the most telling link is the last one."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for part in error.exceptions:
                yield from _causes(part)
        error = error.__cause__ or error.__context__
