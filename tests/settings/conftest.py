import os
from pathlib import Path

import pytest


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What an operator sets: nothing of the caller's own environment reaches the process."""
    names = {}
    for name, content in (("SECRET", "zufall-" * 12 + "0123456789abcdef"), ("ROOT", f"1 {'00' * 32}\n")):
        path = tmp_path / name
        path.write_text(content)
        path.chmod(0o600)
        names[f"SCHUTZNETZ_{name}_KEY_FILE"] = str(path)
    return {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "schutznetz.settings.production",
        "PUBLIC_URL": "https://netz.example.de",
        "SCHUTZNETZ_VAR": str(tmp_path / "var"),
        **names,
    }
