"""A key is checked at the start and never shown."""

import pytest

from service.settings import SettingsError, read_settings


@pytest.mark.parametrize("key", ["hunter2", "sixteen chars but", "schlüssel-schlüssel", "x" * 15, "x" * 20 + "\r"])
def test_a_key_that_cannot_be_sent_is_refused_without_showing_it(key: str) -> None:
    with pytest.raises(SettingsError, match="ONRECORD_ADMIN_KEY cannot be used") as told:
        read_settings({"ONRECORD_ADMIN_KEY": key})
    assert key not in str(told.value)


def test_a_key_that_can_be_sent_is_kept() -> None:
    key = read_settings({"ONRECORD_ADMIN_KEY": "x" * 16}).admin_key
    assert key is not None
    assert key.get_secret_value() == "x" * 16
    assert "x" * 16 not in repr(key)
