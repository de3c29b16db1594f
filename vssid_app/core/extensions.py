"""Bare objects; ``app.py`` assembles them."""

from __future__ import annotations

from flask_babel import Babel
from flask_login import LoginManager
from flask_mail import Mail
from flask_wtf.csrf import CSRFProtect

from vssid_app.core.crypto import Keyring
from vssid_app.core.db import Database
from vssid_app.core.files import NullStore, PrivateFiles
from vssid_app.core.life_signs import LifeSigns

db = Database()
keyring = Keyring()
life_signs = LifeSigns()
private_files = PrivateFiles(NullStore(), keyring)
csrf = CSRFProtect()
login_manager = LoginManager()
mail = Mail()
babel = Babel()
