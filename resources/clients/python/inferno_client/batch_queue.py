# SPDX-License-Identifier: GPL-3.0-or-later
"""The batch queue."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, timezone
from typing import Any, Dict, Iterator, List, Mapping, Optional, Union, cast

from .transport import Transport, segment
from .types import Created, Job, JobStatus, Page, QueueStats, Run, RunResources

Seconds = Union[int, float, timedelta]
Instant = Union[datetime, str]

_API = "/api/v1"
_ENDED = ("completed", "failed", "cancelled")


def _instant(value: Instant) -> str:
    """RFC 3339 in UTC; a datetime without a zone is local."""
    if isinstance(value, str):
        return value
    return value.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _seconds(value: Seconds) -> float:
    return value.total_seconds() if isinstance(value, timedelta) else value


def _job(job_id: str) -> str:
    return f"{_API}/jobs/{segment(job_id)}"


class BatchQueue:
    """The queue of one service. A job is named by its id or its name. Safe from any thread.

    Every method raises InfernoError: what the service refused, or `service.unreachable`.
    """

    def __init__(
        self, url: str = "http://localhost:8080", token: Optional[str] = None, timeout: float = 60.0
    ) -> None:
        self._http = Transport(url, token, timeout)

    def create_job(
        self,
        name: str,
        command: Optional[str] = None,
        schedule: Union[str, List[str], None] = None,
        *,
        timeout: Optional[Seconds] = None,
        run_at: Optional[Instant] = None,
        timezone: Optional[str] = None,
        retry_attempts: Optional[int] = None,
        retry_delay: Optional[Seconds] = None,
        retry_max_delay: Optional[Seconds] = None,
        grace: Optional[Seconds] = None,
        jitter: Optional[Seconds] = None,
        depends_on: Optional[List[str]] = None,
        resources: Optional[Mapping[str, Union[float, bool]]] = None,
        env: Optional[Mapping[str, str]] = None,
        workdir: Optional[str] = None,
        **options: Any,
    ) -> Created:
        """Defines a job. Without a schedule, `run_at` or dependency it is queued at once.

        `schedule`: cron expressions. `resources`: {"cpu_limit": cores, "memory_limit_gb": GB, "gpu_required": bool}.
        `workdir`: this process's folder where the service is on this machine. `options`: any further field of the
        API's JobDefinition, such as `priority`, `retry_on`, `tags`, `misfire`, `overlap`, `depends_mode`, `enabled`,
        `no_run`, `replace`.
        """
        body: Dict[str, Any] = {"name": name, **options}
        if command is not None:
            body["command"] = command
        if schedule is not None:
            body["schedules"] = [schedule] if isinstance(schedule, str) else list(schedule)
        if run_at is not None:
            body["run_at"] = _instant(run_at)
        durations = {
            "timeout": timeout,
            "retry_delay": retry_delay,
            "retry_max_delay": retry_max_delay,
            "grace": grace,
            "jitter": jitter,
        }
        body.update({field: _seconds(value) for field, value in durations.items() if value is not None})
        others = {
            "timezone": timezone,
            "retry_attempts": retry_attempts,
            "depends_on": depends_on,
            "resources": resources and dict(resources),
            "env": env and dict(env),
            "workdir": workdir or (os.getcwd() if self._http.local else None),
        }
        body.update({field: value for field, value in others.items() if value is not None})
        return cast(Created, self._http.call("POST", f"{_API}/jobs", body))

    def schedule_job(self, name: str, command: str, run_at: Instant, **options: Any) -> Created:
        """Defines a job that starts once, at `run_at`. `options` as of create_job."""
        return self.create_job(name, command, run_at=run_at, **options)

    def get_job_status(self, job_id: str) -> JobStatus:
        return cast(JobStatus, self._http.call("GET", _job(job_id) + "/status"))

    def wait(self, job_id: str, poll: float = 1.0, timeout: Optional[float] = None) -> JobStatus:
        """Waits until the job's newest run has ended. Error: TimeoutError after `timeout` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            status = self.get_job_status(job_id)
            if status["status"] in _ENDED:
                return status
            if end is not None and time.monotonic() >= end:
                raise TimeoutError(f"{status['name']} is {status['status']} after {timeout} s")
            time.sleep(poll)

    def get_job(self, job_id: str) -> Job:
        """The job with its newest runs."""
        return cast(Job, self._http.call("GET", _job(job_id)))

    def list_jobs(
        self, status: str = "", tag: str = "", search: str = "", limit: int = 100, cursor: str = ""
    ) -> "Page[Job]":
        query = {"status": status, "tag": tag, "search": search, "limit": limit, "cursor": cursor}
        return self._page(f"{_API}/jobs", query)

    def list_runs(self, job: str = "", status: str = "", limit: int = 100, cursor: str = "") -> "Page[Run]":
        """Newest first."""
        return self._page(f"{_API}/runs", {"job": job, "status": status, "limit": limit, "cursor": cursor})

    def update_job(self, job_id: str, **changes: Any) -> Job:
        """`changes`: fields of the API's JobDefinition."""
        return cast(Job, self._http.call("PATCH", _job(job_id), changes))

    def delete_job(self, job_id: str) -> None:
        self._http.call("DELETE", _job(job_id))

    def run_job(self, job_id: str) -> Run:
        """Queues it now."""
        return cast(Run, self._http.call("POST", _job(job_id) + "/run"))

    def retry_job(self, job_id: str) -> Run:
        """Queues a new run of the newest one that did not succeed."""
        return cast(Run, self._http.call("POST", _job(job_id) + "/retry"))

    def cancel_job(self, job_id: str) -> None:
        """Ends its active run and drops what is queued for it."""
        self._http.call("POST", _job(job_id) + "/cancel")

    def enable_job(self, job_id: str) -> None:
        self._http.call("POST", _job(job_id) + "/enable")

    def disable_job(self, job_id: str) -> None:
        self._http.call("POST", _job(job_id) + "/disable")

    def get_run(self, run_id: str) -> Run:
        return cast(Run, self._http.call("GET", f"{_API}/runs/{segment(run_id)}"))

    def run_resources(self, run_id: str) -> RunResources:
        """How it used CPU, memory and disks, so far or in all."""
        return cast(RunResources, self._http.call("GET", f"{_API}/runs/{segment(run_id)}/resources"))

    def cancel_run(self, run_id: str) -> None:
        self._http.call("POST", f"{_API}/runs/{segment(run_id)}/cancel")

    def run_log(self, run_id: str) -> str:
        """The output so far; bytes that are no UTF-8 become U+FFFD."""
        return self._http.text(f"{_API}/runs/{segment(run_id)}/log").decode("utf-8", "replace")

    def follow_log(self, run_id: str) -> Iterator[bytes]:
        """The output as it comes, until the run has ended."""
        return self._http.stream(f"{_API}/runs/{segment(run_id)}/log", {"follow": "1"})

    def pause(self, reason: str = "", for_: Optional[Seconds] = None) -> None:
        """Starts nothing until resumed, or for so long; what runs goes on."""
        body: Dict[str, Any] = {"reason": reason}
        if for_ is not None:
            body["for"] = _seconds(for_)
        self._http.call("POST", f"{_API}/queue/pause", body)

    def resume(self) -> None:
        self._http.call("POST", f"{_API}/queue/resume")

    def stats(self) -> QueueStats:
        return cast(QueueStats, self._http.call("GET", f"{_API}/queue/stats"))

    def _page(self, path: str, query: Mapping[str, Any]) -> "Page[Any]":
        answer = self._http.call("GET", path, query=query)
        page: "Page[Any]" = Page(answer["items"])
        page.next_cursor = answer["next_cursor"]
        return page
