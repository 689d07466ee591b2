# SPDX-License-Identifier: GPL-3.0-or-later
"""HTTP and tokens."""

from __future__ import annotations

import ipaddress
import json
import os
import socket
import uuid
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, Mapping, Optional
from urllib.parse import quote, urlencode, urlsplit


class InfernoError(Exception):
    """What the service refused, or why it could not be asked."""

    def __init__(self, code: str, title: str, detail: str = "", hint: str = "", status: int = 0) -> None:
        super().__init__(" · ".join(part for part in (title, detail, hint) if part))
        self.code = code  # such as "job.unknown"
        self.title = title
        self.detail = detail
        self.hint = hint
        self.status = status  # of HTTP; 0 where nothing answered

    @staticmethod
    def of(status: int, body: bytes) -> "InfernoError":
        try:
            problem = json.loads(body)
            return InfernoError(problem["code"], problem["title"], problem["detail"], problem["hint"], status)
        except (ValueError, KeyError, TypeError):
            text = body.decode("utf-8", "replace").strip()
            return InfernoError("http.error", f"The service answered {status}", text, "", status)


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def data_roots(environment: Mapping[str, str]) -> Iterable[Path]:
    """Where the service of this machine may have its data root."""
    home = environment.get("INFERNO_HOME")
    if home:
        yield Path(home)
    base = environment.get("XDG_DATA_HOME") or str(Path.home() / ".local/share")
    yield Path(base) / "inferno"
    yield Path("/var/lib/inferno")


class Transport:
    """One request at a time, each on a connection of its own; safe from any thread."""

    def __init__(self, url: str, token: Optional[str], timeout: float) -> None:
        parts = urlsplit(url if "://" in url else "http://" + url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError(f"'{url}' is not the address of a service; write it as http://localhost:8080")
        self._secure = parts.scheme == "https"
        self._host = parts.hostname
        self._port = parts.port or (443 if self._secure else 8080)
        self._timeout = timeout
        self._given = token or os.environ.get("INFERNO_TOKEN") or None
        self.local = is_loopback(self._host)
        self.url = f"{parts.scheme}://{parts.netloc}"

    def call(self, method: str, path: str, body: Any = None, query: Optional[Mapping[str, Any]] = None) -> Any:
        """The answer's JSON; None where it has no body."""
        answer = self._bytes(method, path, body, query)
        return json.loads(answer) if answer else None

    def text(self, path: str) -> bytes:
        return self._bytes("GET", path, None, None)

    def stream(self, path: str, query: Mapping[str, Any]) -> Iterator[bytes]:
        """Pieces of an answer as they come."""
        connection, response = self._send("GET", self._target(path, query), None, self._headers(), None)
        try:
            if response.status >= 400:
                raise InfernoError.of(response.status, response.read())
            while piece := response.read1(65536):
                yield piece
        finally:
            connection.close()

    def _bytes(self, method: str, path: str, body: Any, query: Optional[Mapping[str, Any]]) -> bytes:
        headers = self._headers()
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        if method == "POST":
            headers["Idempotency-Key"] = uuid.uuid4().hex  # the same when it is sent again
        target = self._target(path, query)
        for attempt in (1, 2):
            try:
                connection, response = self._send(method, target, data, headers, self._timeout)
                try:
                    answer = response.read()
                finally:
                    connection.close()
            except (OSError, HTTPException) as error:
                if attempt == 1 and method in ("GET", "POST") and not isinstance(error, ConnectionRefusedError):
                    continue
                raise self._unreachable(error) from error
            if response.status >= 400:
                raise InfernoError.of(response.status, answer)
            return answer
        raise AssertionError("unreachable")

    def _target(self, path: str, query: Optional[Mapping[str, Any]]) -> str:
        given = {name: value for name, value in (query or {}).items() if value not in (None, "")}
        return path + ("?" + urlencode(given) if given else "")

    def _send(
        self, method: str, target: str, data: Optional[bytes], headers: Dict[str, str], timeout: Optional[float]
    ) -> "tuple[HTTPConnection, HTTPResponse]":
        kind = HTTPSConnection if self._secure else HTTPConnection
        connection = kind(self._host, self._port, timeout=timeout)
        try:
            connection.request(method, target, data, headers)
            return connection, connection.getresponse()
        except BaseException:
            connection.close()
            raise

    def _headers(self) -> Dict[str, str]:
        token = self._given or self._local_token()
        return {"Authorization": "Bearer " + token} if token else {}

    def _local_token(self) -> Optional[str]:
        """The token of the data root whose service answers here; never that of another one."""
        if not self.local:
            return None
        for root in data_roots(os.environ):
            try:
                service = json.loads((root / "run/service.json").read_text())
                token = (root / "run/token").read_text().strip()
                ports = service["ports"].values()
            except (OSError, ValueError, KeyError, AttributeError):
                continue
            if self._port in ports and self._instance() == service.get("instance"):
                return token
        return None

    def _instance(self) -> Optional[str]:
        try:
            connection, response = self._send("GET", "/healthz", None, {}, self._timeout)
            try:
                return json.loads(response.read()).get("instance")
            finally:
                connection.close()
        except (OSError, HTTPException, ValueError, AttributeError):
            return None

    def _unreachable(self, error: BaseException) -> InfernoError:
        reason = "it did not answer in time" if isinstance(error, (TimeoutError, socket.timeout)) else str(error)
        return InfernoError(
            "service.unreachable", f"No service answers at {self.url}", reason, "inferno service start"
        )


def segment(text: str) -> str:
    """One segment of a path."""
    return quote(text, safe="")
