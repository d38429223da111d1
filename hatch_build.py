"""The wheel carries `resources/` inside the package; an editable install does not copy it.

A plain `force-include` in pyproject.toml would also apply to the editable install and
leave a copy of every picture and template beside it, which then grows old unseen.
"""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CarryResources(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        resources = Path(self.root) / "resources"
        if version == "standard" and resources.is_dir():
            build_data["force_include"][str(resources)] = "mortgage_collect/_resources"
