"""The formats of texts in statements, each from the standard that xAPI 1.0.3 names, read in one pass."""

import re
from typing import Final

_PERCENT: Final = "%[0-9A-Fa-f]{2}"
_PLANES: Final = "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
_LETTERS: Final = "A-Za-z0-9._~\\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + _PLANES + "\U000e1000-\U000efffd"
"""What RFC 3987 calls `iunreserved`."""
_PRIVATE: Final = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_SEGMENT: Final = _LETTERS + "!$&'()*+,;=:@"

_IRI: Final = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.\-]*+):"
    rf"(?://(?P<host>(?:[{_SEGMENT}]|{_PERCENT}|\[[0-9A-Fa-f:.]++\])*+))?"
    rf"(?P<path>(?:[{_SEGMENT}/]|{_PERCENT})*+)"
    rf"(?:\?(?:[{_SEGMENT}/?{_PRIVATE}]|{_PERCENT})*+)?"
    rf"(?:#(?:[{_SEGMENT}/?]|{_PERCENT})*+)?"
)
_WITH_HOST: Final = ("http", "https")

_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\-\u0080-\ud7ff\ue000-\U0010ffff]"
_MAILTO: Final = re.compile(
    rf'mailto:(?:{_ATOM}++(?:\.{_ATOM}++)*+|"[^"\\\x00-\x1f\x7f]*+")'
    r"@(?:[A-Za-z0-9\u0080-\ud7ff\ue000-\U0010ffff](?:[A-Za-z0-9.\-\u0080-\ud7ff\ue000-\U0010ffff]*+)"
    r"|\[[0-9A-Za-z:.]++\])"
)
_LONGEST_LABEL: Final = 63

_UUID: Final = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_SHA1: Final = re.compile(r"[0-9A-Fa-f]{40}")
_SHA2: Final = re.compile(r"[0-9A-Fa-f]+")
_SHA2_LENGTHS: Final = (56, 64, 96, 128)
"""Signs of SHA-224, SHA-256, SHA-384 and SHA-512."""

_TOKEN: Final = r"[A-Za-z0-9!#$%&'*+.^_`{|}~\-]++"
_MEDIA_TYPE: Final = re.compile(
    rf'{_TOKEN}/{_TOKEN}(?:[ \t]*+;[ \t]*+{_TOKEN}=(?:{_TOKEN}|"(?:[^"\\\r\n]|\\[^\r\n])*+"))*+'
)

_VERSION: Final = re.compile(r"1\.0(?:\.[0-9]++(?:-[0-9A-Za-z\-]++)?)?")


def is_iri(text: str) -> bool:
    """Tell whether a text is an IRI (RFC 3987) with a scheme and something after it."""
    found = _IRI.fullmatch(text)
    if not found or text.endswith(":"):
        return False
    scheme, host = found["scheme"].lower(), found["host"] or ""
    return bool(host.rpartition("@")[2].strip(":")) if scheme in _WITH_HOST else True


def is_uri(text: str) -> bool:
    """Tell whether a text is a URI: an IRI in ASCII."""
    return text.isascii() and is_iri(text)


def is_mailto(text: str) -> bool:
    """Tell whether a text is `mailto:` and one address (RFC 5322, RFC 6531), with nothing after it."""
    if not _MAILTO.fullmatch(text):
        return False
    domain = text.rpartition("@")[2]
    return domain.startswith("[") or all(_is_label(label) for label in domain.split("."))


def _is_label(label: str) -> bool:
    return 0 < len(label) <= _LONGEST_LABEL and label[0] != "-" and label[-1] != "-"


def is_uuid(text: str) -> bool:
    """Tell whether a text is a UUID in its standard form, whichever its version and variant."""
    return _UUID.fullmatch(text) is not None


def is_sha1(text: str) -> bool:
    """Tell whether a text is the digest of SHA-1 in hexadecimal digits."""
    return _SHA1.fullmatch(text) is not None


def is_sha2(text: str) -> bool:
    """Tell whether a text is the digest of one of the functions of SHA-2 in hexadecimal digits."""
    return len(text) in _SHA2_LENGTHS and _SHA2.fullmatch(text) is not None


def is_media_type(text: str) -> bool:
    """Tell whether a text is a media type (RFC 2046), parameters included."""
    return _MEDIA_TYPE.fullmatch(text) is not None


def is_version(text: str) -> bool:
    """Tell whether a text is a version whose statements are like those of 1.0.0: `1.0` or `1.0.x`."""
    return _VERSION.fullmatch(text) is not None
