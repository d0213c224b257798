"""Slack's own schemas and recorded payloads, where this machine has them: $STEWARD_CONFORMANCE names the folder."""

import importlib.util
import json
import os
import sys
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

FOLDER = os.environ.get("STEWARD_CONFORMANCE", "")

needs_conformance = pytest.mark.skipif(
    not Path(FOLDER, "slack_conform.py").is_file(), reason="set STEWARD_CONFORMANCE to the folder of Slack's schemas"
)


@cache
def conform() -> ModuleType:
    """The checker: check_call, check_blocks, check_view, check_scopes; an empty list conforms."""
    spec = importlib.util.spec_from_file_location("slack_conform", Path(FOLDER, "slack_conform.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True  # the folder is not ours to write in
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = writes
    return module


def problems(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without mere advice."""
    return [each for each in found if not each[1].startswith("WARN")]


def corpus(name: str) -> list[dict[str, Any]]:
    """The recorded payloads of one kind, without those that are code rather than data."""
    lines = Path(FOLDER, "corpus", f"{name}.jsonl").read_text().splitlines()
    return [json.loads(line) for line in lines if "__call__" not in line and "__expr__" not in line]
