"""One's own data as a ZIP: a JSON file for each part, the declarations as PDF, the photos still kept."""

from __future__ import annotations

import json
from tempfile import SpooledTemporaryFile
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flask_babel import gettext as _

from vssid_app.audit.operations import record
from vssid_app.audit.tags import Tag
from vssid_app.core.clock import now
from vssid_app.core.extensions import db
from vssid_app.identity.models import Account
from vssid_app.identity.telling import tell
from vssid_app.privacy import messages
from vssid_app.privacy.parts import files_of_facts, own_parts

# Most archives stay below it; a larger one goes into a nameless file that is gone once it is sent.
IN_MEMORY = 4 * 1024 * 1024
READ_FIRST = "DOC-TRUOC.txt"

Archive = SpooledTemporaryFile[bytes]


def take_own_data(account: Account) -> Archive:
    """All that the site holds of an account's holder; told and logged before anything leaves.

    Parts and files are written one at a time, so that memory does not grow with their number.
    """
    with db.transaction():
        record(Tag.OWN_DATA_TAKEN, actor=account.id, subject=account)
        tell(account, messages.own_data_taken())
    made: Archive = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    try:
        with ZipFile(made, "w") as archive:
            _write_all(archive, account)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _write_all(archive: ZipFile, account: Account) -> None:
    _write(archive, READ_FIRST, _read_first().encode())
    for name, facts in files_of_facts(account):
        _write(archive, f"{name}.json", json.dumps(facts, ensure_ascii=False, indent=2).encode())
    for part in own_parts():
        for file in part.files(account):
            content = file.read()
            if content is not None:
                _write(archive, file.name, content)


def _write(archive: ZipFile, name: str, content: bytes) -> None:
    member = ZipInfo(name, now().timetuple()[:6])
    member.compress_type = ZIP_DEFLATED
    # Readable by whoever unpacks it alone.
    member.external_attr = 0o600 << 16
    archive.writestr(member, content)


def _read_first() -> str:
    return _(
        "Đây là toàn bộ dữ liệu về bạn mà trang này giữ, tính đến lúc tải.\n\n"
        "Các tệp .json mở được bằng Notepad, TextEdit hoặc trình duyệt.\n"
        "Thư mục ho-so có tờ khai (PDF) và ảnh còn giữ của từng hồ sơ.\n\n"
        "Trong này có số giấy tờ tuỳ thân và ảnh của bạn. "
        "Đừng gửi tệp này cho ai, đừng để trên máy dùng chung.\n"
    )
