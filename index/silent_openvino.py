"""OpenVINO without its telemetry; import it from here and nowhere else.

Its converter reports each conversion to an analytics service unless somebody opted out. With the reporting module
barred before the first import, the converter takes its own silent stand-in. Nothing here may call home.
"""

import sys

sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None bars a module from being imported

import openvino  # noqa: E402

__all__ = ["openvino"]
