"""Switches off what the libraries we stand on would otherwise report to their makers."""

import os
import sys

OFF = {
    "ANONYMIZED_TELEMETRY": "False",  # Chroma
    "DO_NOT_TRACK": "1",  # the common agreement, which several honour
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",  # LangSmith, under its three names: a person's own tracing must not see contracts
    "LANGSMITH_TRACING": "false",
    "OTEL_SDK_DISABLED": "true",  # Chroma and Streamlit carry OpenTelemetry
    "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
}


def switch_off() -> None:
    """Hold for this process and those it starts; call before the libraries are imported."""
    os.environ.update(OFF)
    # OpenVINO's has no switch, but its tools do without where it is not installed. (We run none of them.)
    sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
