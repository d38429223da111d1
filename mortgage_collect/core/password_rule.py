"""What a password must be: long, and nothing everybody would try first.

No mix of kinds of characters is asked for, and none expires by itself (NIST SP 800-63B, section
5.1.1.2; UNVERIFIED: from memory).
"""

from __future__ import annotations

SHORTEST, LONGEST = 12, 256

# What is tried first among those that are long enough; compared without spaces and capitals.
_KNOWN = frozenset(
    """
    123456789012 1234567890123 12345678901234 123456123456 123123123123 111111111111 000000000000
    987654321098 abcdefghijkl abcdefgh1234 abcd12345678 qwertyuiop12 qwertyuiop123 qwertyuiopas
    qwertyuiopasdfgh qwerty123456 qwerty1234567 1q2w3e4r5t6y 1qaz2wsx3edc zaq12wsxcde3 asdfghjkl123
    asdfghjklqwe password1234 password12345 passwordpassword password123456 passw0rd1234
    p@ssword1234 p@ssw0rd1234 mypassword12 mypassword123 changeme1234 changemechangeme
    letmeinletmein letmein12345 welcome12345 welcome123456 welcomewelcome administrator
    administrator1 admin1234567 adminadminadmin iloveyou1234 iloveyouiloveyou trustno1trustno1
    sunshine1234 princess1234
    football1234 baseball1234 superman1234 monkeymonkey dragondragon mortgagecollect mortgage1234
    mortgagemortgage collections1 collections12 collector123 bankbankbank firstbank123 specialist12
    specialist123 correcthorsebatterystaple
    """.split()
)


def fault(password: str, login: str, name: str = "") -> str:
    """What is wrong with it in a sentence; "" for nothing."""
    plain = "".join(password.split()).casefold()
    own = {"".join(each.split()).casefold() for each in (login, name)} - {""}
    if len(password) < SHORTEST:
        return f"The password has {len(password)} characters; it needs {SHORTEST} or more."
    if len(password) > LONGEST:
        return f"The password is longer than {LONGEST} characters."
    if plain in own or any(_only(plain, each) for each in own):
        return "The password is the login or the name over again."
    if plain in _KNOWN or len(set(plain)) < 4:
        return "That password is one of the first that are tried."
    return ""


def _only(plain: str, own: str) -> bool:
    """`own` several times, or with nothing but digits and marks around it."""
    return own in plain and not any(c.isalpha() for c in plain.replace(own, ""))
