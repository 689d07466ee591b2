# SPDX-License-Identifier: GPL-3.0-or-later
"""The Python client against a real service. usage: python_client.py BIN SOURCE"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

BIN, SOURCE = Path(sys.argv[1]), Path(sys.argv[2])
CLIENT = SOURCE / "resources/clients/python"
sys.dont_write_bytecode = True
sys.path.insert(0, str(CLIENT))

from inferno_client import BatchQueue, InfernoError  # noqa: E402


class PythonClient(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.root = Path(cls.folder.name) / "data"
        for name in ("INFERNO_TOKEN", "INFERNO_URL"):
            os.environ.pop(name, None)
        os.environ["INFERNO_HOME"] = str(cls.root)
        cls.service = subprocess.Popen(
            [BIN / "infernod", "--data-dir", cls.root, "--port-offset", "auto", "--foreground"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while not (cls.root / "run/service.json").exists():
            assert cls.service.poll() is None and time.monotonic() < end, "the service did not start"
            time.sleep(0.05)
        cls.url = json.loads((cls.root / "run/service.json").read_text())["url"]

    @classmethod
    def tearDownClass(cls):
        cls.service.terminate()
        cls.service.wait(60)
        cls.folder.cleanup()

    def setUp(self):
        self.queue = BatchQueue(self.url)

    def test_a_job_runs_and_its_output_is_read(self):
        job = self.queue.create_job(name="hello", command="pwd; echo \"$WORD\"", env={"WORD": "good day"})
        status = self.queue.wait(job["id"], poll=0.05, timeout=60)
        self.assertEqual((status["status"], status["progress"]), ("completed", 100))
        self.assertEqual(self.queue.run_log(status["run_id"]), f"{os.getcwd()}\ngood day\n")
        self.assertEqual(self.queue.get_job("hello")["runs"][0]["exit_code"], 0)
        self.assertGreater(self.queue.run_resources(status["run_id"])["memory_peak"], 0)

    def test_the_guides_schedule(self):
        job = self.queue.create_job(
            name="daily_model_sync",
            command="rsync -av /staging/models/ /production/models/",
            schedule="0 1 * * *",
            timeout=3600,
            retry_attempts=3,
            retry_on="75,100-110",
            resources={"cpu_limit": 8.0, "memory_limit_gb": 16.0},
        )
        shown = self.queue.get_job(job["id"])
        self.assertEqual(shown["resources"], {"cpu_limit": 8.0, "memory_limit_gb": 16.0, "gpu_required": False})
        self.assertEqual((shown["schedules"], shown["timeout"], shown["retry_attempts"]), (["0 1 * * *"], 3600, 3))
        self.assertEqual(self.queue.get_job_status(job["id"])["status"], "scheduled")

    def test_a_naive_time_is_local(self):
        zone, os.environ["TZ"] = os.environ.get("TZ"), "Asia/Tokyo"
        time.tzset()
        try:
            when = datetime.now().replace(microsecond=0) + timedelta(hours=2)
            job = self.queue.schedule_job(name="future_processing", command="true", run_at=when)
            self.assertEqual(datetime.fromisoformat(job["next_run"].replace("Z", "+00:00")).timestamp(), when.timestamp())
        finally:
            os.environ.pop("TZ") if zone is None else os.environ.__setitem__("TZ", zone)
            time.tzset()

    def test_lists_have_pages(self):
        for i in range(3):
            self.queue.create_job(name=f"page-{i}", command="true", no_run=True, tags=["paged"])
        first = self.queue.list_jobs(tag="paged", limit=2)
        rest = self.queue.list_jobs(tag="paged", limit=2, cursor=first.next_cursor)
        self.assertEqual(sorted(job["name"] for job in first + rest), ["page-0", "page-1", "page-2"])
        self.assertEqual(rest.next_cursor, "")

    def test_a_run_is_followed_and_cancelled(self):
        job = self.queue.create_job(name="long", command="echo begun; sleep 60")
        pieces = self.queue.follow_log(job["run_id"])
        self.assertEqual(next(pieces), b"begun\n")
        self.queue.cancel_job("long")
        self.assertEqual(b"".join(pieces), b"")
        self.assertEqual(self.queue.get_job_status("long")["status"], "cancelled")
        self.assertEqual(self.queue.get_run(job["run_id"])["status"], "cancelled")
        again = self.queue.retry_job("long")
        self.assertNotEqual(again["id"], job["run_id"])
        self.queue.cancel_run(again["id"])

    def test_refusals_keep_the_services_words(self):
        with self.assertRaises(InfernoError) as unknown:
            self.queue.get_job("nobody")
        self.assertEqual((unknown.exception.code, unknown.exception.status), ("job.unknown", 404))
        with self.assertRaises(InfernoError) as syntax:
            self.queue.create_job(name="bad", command="true", schedule="61 * * * *")
        self.assertTrue(syntax.exception.code.startswith("cron."))
        with self.assertRaises(InfernoError) as misspelt:
            self.queue.create_job(name="bad", command="true", retrys=3)
        self.assertEqual(misspelt.exception.status, 400)

    def test_nothing_answers(self):
        with self.assertRaises(InfernoError) as gone:
            BatchQueue("http://127.0.0.1:9").stats()
        self.assertEqual((gone.exception.code, gone.exception.status), ("service.unreachable", 0))

    def test_the_local_token_goes_to_its_own_service_alone(self):
        seen = []

        def listen(server):
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                request = connection.recv(65536).decode()
                seen.append(request)
                body = b'{"instance":"another"}' if "/healthz" in request else b"{}"
                connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
                connection.close()

        server = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=listen, args=(server,), daemon=True).start()
        port = server.getsockname()[1]
        # The folder says that its service is at this port, but another one answers there.
        other = Path(self.folder.name) / "other"
        (other / "run").mkdir(parents=True)
        described = json.loads((self.root / "run/service.json").read_text())
        (other / "run/service.json").write_text(json.dumps({**described, "ports": {"api": port}}))
        (other / "run/token").write_text("secret-of-this-folder\n")
        os.environ["INFERNO_HOME"] = str(other)
        try:
            BatchQueue(f"http://127.0.0.1:{port}").stats()
        finally:
            os.environ["INFERNO_HOME"] = str(self.root)
            server.close()
        self.assertEqual(len(seen), 2)
        self.assertFalse([request for request in seen if "secret" in request or "Authorization" in request])

    def test_a_wheel_holds_it(self):
        try:
            import wheel  # noqa: F401
            from setuptools import build_meta
        except ImportError:
            self.skipTest("python3-setuptools and python3-wheel are not there")
        copy = Path(self.folder.name) / "python"
        shutil.copytree(CLIENT, copy)
        built = subprocess.run(
            [sys.executable, "-c", f"from {build_meta.__name__} import build_wheel; print(build_wheel('dist'))"],
            cwd=copy,
            capture_output=True,
            text=True,
        )
        self.assertEqual(built.returncode, 0, built.stderr)
        names = zipfile.ZipFile(next((copy / "dist").glob("*.whl"))).namelist()
        self.assertIn("inferno_client/py.typed", names)
        self.assertIn("inferno_client/batch_queue.py", names)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
