# SPDX-License-Identifier: GPL-3.0-or-later
"""Schedules and watches batch jobs of an Inferno service."""

from .batch_queue import BatchQueue
from .types import Created, Job, JobStatus, Page, QueueStats, Run, RunResources
from .transport import InfernoError

__all__ = ["BatchQueue", "Created", "InfernoError", "Job", "JobStatus", "Page", "QueueStats", "Run", "RunResources"]
__version__ = "0.1.0"
