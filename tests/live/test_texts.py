"""What live video says when it does not work."""

from custom_components.dji_dock.cloud_api import DockRefused
from custom_components.dji_dock.errors import code_key, translated


def test_remote_controllers_say_the_same_with_other_numbers() -> None:
    """One table for both; the text is given the code that was seen."""
    assert code_key(613017) == code_key(513017) == "code_513017"
    assert code_key(613998) == code_key(513998) == "code_family_513"
    error = translated(DockRefused("dock", "live_start_push", 613010))
    assert error.translation_key == "code_513010"
    assert error.translation_placeholders == {"code": "613010"}
