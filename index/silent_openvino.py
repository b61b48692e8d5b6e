"""OpenVINO without its telemetry and made safe for threads; import it from here and nowhere else.

Its converter reports each conversion to an analytics service unless somebody opted out. With the reporting module
barred before the first import, the converter takes its own silent stand-in. Nothing here may call home.
"""

import sys

sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type] # None bars a module from being imported

import numpy as np  # noqa: E402
import openvino  # noqa: E402

# Its bindings set up their numpy side at the first array they see. Two threads that bring the first arrays at once wait
# for each other for good (one has the set-up's lock and wants Python's, the other the reverse), so one is shown here.
openvino.Tensor(np.zeros(1, np.int64)).data  # noqa: B018 - reading is the purpose

__all__ = ["openvino"]
