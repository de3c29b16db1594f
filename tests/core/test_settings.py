"""An installation that lacks a setting does not start, and says which."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from vssid_app.core.settings import LIVE_NEEDS, AppMode, IncompleteSettings, Settings, load_settings


def _live(folder: Path, **changed: str | None) -> dict[str, str]:
    environ: dict[str, str | None] = {
        "APP_MODE": "live",
        "DATA_DIR": str(folder),
        "SECRET_KEY": "a long secret that only this test knows",
        "FILE_KEY": "5a" * 32,
        "DATABASE_URL": "postgresql+psycopg://db.example/vssid",
        "MAIL_SERVER": "mail.example",
        "MAIL_DEFAULT_SENDER": "khong-tra-loi@thuchanh.example",
        "OPERATOR_NAME": "Trung tâm thử",
        "OPERATOR_CONTACT": "lienhe@thuchanh.example",
        "PRIVACY_URL": "https://thuchanh.example/rieng-tu",
        "PUBLIC_URL": "https://thuchanh.example/",
        **changed,
    }
    return {name: value for name, value in environ.items() if value is not None}


def _problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(IncompleteSettings) as refused:
        load_settings(environ)
    return refused.value.problems


def test_a_demo_needs_nothing(tmp_path: Path) -> None:
    settings = load_settings({"DATA_DIR": str(tmp_path)})
    assert settings.is_demo
    assert settings.uses_sqlite
    assert settings.database_url == f"sqlite:///{tmp_path}/app.sqlite3"
    assert len(settings.secret_key) >= 32


def test_a_complete_live_installation_starts(tmp_path: Path) -> None:
    settings = load_settings(_live(tmp_path))
    assert settings.mode is AppMode.LIVE
    assert not settings.is_demo
    assert not settings.uses_sqlite
    assert settings.public_url == "https://thuchanh.example", "without the last slash"
    assert settings.mail.server == "mail.example"


@pytest.mark.parametrize("name", LIVE_NEEDS)
def test_each_missing_setting_is_named(tmp_path: Path, name: str) -> None:
    for absent in (None, ""):
        (problem,) = _problems(_live(tmp_path, **{name: absent}))
        assert problem.startswith(f"{name} is missing: ")


def test_all_missing_settings_are_named_at_once(tmp_path: Path) -> None:
    problems = _problems({"APP_MODE": "live", "DATA_DIR": str(tmp_path)})
    assert [problem.partition(" ")[0] for problem in problems] == list(LIVE_NEEDS)


def test_live_invents_no_secrets(tmp_path: Path) -> None:
    _problems({"APP_MODE": "live", "DATA_DIR": str(tmp_path)})
    assert not (tmp_path / "secrets.json").exists()


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short"),
        ({"FILE_KEY": "5a" * 31}, "FILE_KEY must be 64 hexadecimal digits"),
        ({"FILE_KEY": "zz" * 32}, "FILE_KEY must be 64 hexadecimal digits"),
        ({"MAIL_PORT": "smtp"}, "MAIL_PORT is 'smtp'"),
        ({"MAIL_DEFAULT_SENDER": "thuchanh"}, "MAIL_DEFAULT_SENDER is 'thuchanh'"),
        ({"MAIL_DEFAULT_SENDER": "a@b.example\nBcc: c@d.example"}, "MAIL_DEFAULT_SENDER is "),
        ({"PUBLIC_URL": "http://thuchanh.example"}, "PUBLIC_URL is 'http://thuchanh.example'"),
        ({"PUBLIC_URL": "thuchanh.example"}, "PUBLIC_URL is 'thuchanh.example'"),
        ({"PRIVACY_URL": "javascript:alert(1)"}, "PRIVACY_URL is 'javascript:alert(1)'"),
        ({"APP_MODE": "production"}, "APP_MODE is 'production'"),
    ],
)
def test_a_setting_that_cannot_be_right_is_named(tmp_path: Path, changed: dict[str, str], says: str) -> None:
    (problem,) = _problems(_live(tmp_path, **changed))
    assert problem.startswith(says)


def test_a_problem_never_shows_a_secret(tmp_path: Path) -> None:
    problems = _problems(_live(tmp_path, SECRET_KEY="my password"))
    assert "my password" not in "".join(problems)


def test_a_demo_keeps_its_secrets_over_a_restart(tmp_path: Path) -> None:
    first, second = (load_settings({"DATA_DIR": str(tmp_path)}) for _ in range(2))
    assert first == second
    assert (tmp_path / "secrets.json").stat().st_mode & 0o077 == 0, "for its owner only"
    assert [path.name for path in tmp_path.iterdir()] == ["secrets.json"], "nothing is left lying about"


def test_a_demo_started_twice_at_once_has_one_set_of_secrets(tmp_path: Path) -> None:
    (tmp_path / "secrets.json").write_text(json.dumps({"SECRET_KEY": "k" * 40, "FILE_KEY": "5a" * 32}))
    assert load_settings({"DATA_DIR": str(tmp_path)}).secret_key == "k" * 40


def test_several_file_keys_the_first_one_encrypts(tmp_path: Path) -> None:
    settings = load_settings(_live(tmp_path, FILE_KEY=f"b:{'5b' * 32}, a:{'5a' * 32}"))
    assert settings.file_keys == (("b", b"\x5b" * 32), ("a", b"\x5a" * 32))


def test_settings_do_not_change_while_running(tmp_path: Path) -> None:
    settings: Settings = load_settings({"DATA_DIR": str(tmp_path)})
    with pytest.raises(dataclasses.FrozenInstanceError):
        settings.secret_key = "another"  # type: ignore[misc]


@pytest.mark.parametrize(
    "keys",
    ["ab" * 32 + "," + "cd" * 32, f"2:{'ab' * 32},2:{'cd' * 32}", f"a:b:{'ab' * 32}", f"khoá:{'ab' * 32}"],
)
def test_keys_that_could_not_be_told_apart_are_refused(tmp_path: Path, keys: str) -> None:
    (problem,) = _problems(_live(tmp_path, FILE_KEY=keys))
    assert problem.startswith("FILE_KEY")


def test_the_number_of_proxies_is_a_number(tmp_path: Path) -> None:
    assert load_settings({"DATA_DIR": str(tmp_path)}).proxies == 0
    assert load_settings({"DATA_DIR": str(tmp_path), "PROXIES": "2"}).proxies == 2
    assert "PROXIES" in _problems({"DATA_DIR": str(tmp_path), "PROXIES": "all"})[0]
