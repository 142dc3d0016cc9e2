"""What allauth.mfa asks of the service: its words, and how secrets are kept."""

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

ISSUER = "MDPS"


class SecondAdapter(DefaultMFAAdapter):
    """The secrets of authenticator apps are encrypted in the database, with a key made of
    SECRET_KEY; with one of SECRET_KEY_FALLBACKS they can still be read."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used already. Enter the one that is "
        "shown now.",
    }

    def get_totp_label(self, user: Any) -> str:
        return user.username

    def get_totp_issuer(self) -> str:
        return f"{ISSUER} {settings.MDPS_COUNCIL}"

    def get_public_key_credential_user_entity(self, user: Any) -> dict:
        entity = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name, "name": user.username}

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()


def _box() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(each)) for each in keys])


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"mdps second factors")
    return base64.urlsafe_b64encode(made.derive(secret.encode()))
