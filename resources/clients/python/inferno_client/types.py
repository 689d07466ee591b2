# SPDX-License-Identifier: GPL-3.0-or-later
"""The documents of the service. Times are RFC 3339 text in UTC, durations seconds; "" is none."""

from __future__ import annotations

from typing import Any, Dict, Generic, List, Optional, TypedDict, TypeVar

Item = TypeVar("Item")


class Created(TypedDict):
    id: str
    name: str
    status: str
    next_run: str
    run_id: str  # of the run that was queued at once, else ""


class JobStatus(TypedDict):
    """Of the newest run, else of the job. A run that timed out reads "failed", a skipped one "cancelled"."""

    job_id: str
    name: str
    run_id: str
    status: str
    progress: float  # 0 to 100
    estimated: bool  # `progress` is reckoned from how long completed runs took
    reason: str


class Run(TypedDict, total=False):
    id: str
    status: str  # queued blocked running retrying completed failed cancelled timed_out skipped
    attempt: int
    scheduled_for: str
    started: str
    finished: str
    exit_code: Optional[int]
    reason: str
    progress: Optional[float]
    estimated: bool
    limits: str  # how CPU and memory are limited: cgroup, polled, none; "" where they are not
    outputs: Dict[str, Any]  # what it left for the runs after it; absent where it left nothing


class RunResources(TypedDict, total=False):
    """How a run used the machine: means, peaks and samples of CPU (cores), memory (bytes) and disks (bytes)."""

    run_id: str
    job: str
    status: str
    limits: str
    cpu_limit: float
    memory_limit: int
    duration: float
    cpu_seconds: float
    cpu_mean: float
    cpu_peak: float
    memory_mean: int
    memory_peak: int
    read_bytes: Optional[int]
    written_bytes: Optional[int]
    samples: List[Dict[str, Any]]


class Job(TypedDict, total=False):
    id: str
    name: str
    command: str
    schedules: List[str]
    status: str  # disabled ready scheduled, or the state of the active run
    last_status: str
    last_run: str
    next_run: str
    resources: Dict[str, Any]
    enabled: bool
    env: Dict[str, str]
    tags: List[str]
    runs: List[Run]


QueueStats = Dict[str, Any]


class Page(List[Item], Generic[Item]):
    """A list, and in `next_cursor` where the next one begins; "" at the end."""

    next_cursor: str = ""
