"""The six digits an authenticator shows, worked out by hand from RFC 6238: HMAC-SHA-1 over the
number of half minutes since 1970, cut down to six digits by RFC 4226."""

import base64
import hashlib
import hmac
import struct
from datetime import datetime


def code_at(secret: str, now: datetime, later: int = 0) -> str:
    """`later` half minutes after `now`."""
    step = int(now.timestamp()) // 30 + later
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    number = struct.unpack(">I", digest[at : at + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"
