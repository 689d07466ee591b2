# SPDX-License-Identifier: GPL-3.0-or-later
"""The Open Inference Protocol, version 2, by a client that knows the protocol alone. usage: open_inference.py BIN

https://github.com/kserve/open-inference-protocol, specification/protocol/inference_rest.md
"""

import json
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request
from pathlib import Path

BIN = Path(sys.argv[1])
SAME = "def forward(self, x: Tensor) -> Tensor:\n    return x\n"
SUM = "def forward(self, x: Tensor) -> Tensor:\n    return torch.sum(x, 1, True)\n"
VALUES = {
    "FP32": [0.5, -1.0, 3.0, 1e30],
    "FP64": [0.1, -1.0, 3.0, 1e300],
    "INT64": [2**53 + 1, -(2**63), 2**63 - 1, 0],
    "INT32": [-(2**31), 2**31 - 1, 0, 7],
    "UINT8": [0, 1, 200, 255],
    "BOOL": [True, False, False, True],
}


class OpenInference(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        root = Path(cls.folder.name) / "data"
        cls.store = root / "model_store"
        cls.store.mkdir(parents=True)
        cls.service = subprocess.Popen(
            [BIN / "infernod", "--data-dir", root, "--port-offset", "auto", "--foreground"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 60
        while not (root / "run/service.json").exists():
            assert cls.service.poll() is None and time.monotonic() < end, "the service did not start"
            time.sleep(0.05)
        cls.url = json.loads((root / "run/service.json").read_text())["url"]
        cls.management = cls.url.rsplit(":", 1)[0] + ":" + str(int(cls.url.rsplit(":", 1)[1]) + 1)
        cls.add("same", SAME)
        cls.add(
            "sum",
            SUM,
            "inputs: [{name: features, datatype: FP32, shape: [-1, 3]}]\n"
            "outputs: [{name: total, datatype: FP32, shape: [-1, 1]}]\n",
        )
        cls.add("parrot", None)

    @classmethod
    def tearDownClass(cls):
        cls.service.terminate()
        cls.service.wait(60)
        cls.folder.cleanup()

    @classmethod
    def add(cls, name, source, config=""):
        archive = cls.store / name
        (archive / "MAR-INF").mkdir(parents=True)
        manifest = {"modelName": name, "modelVersion": "1", "handler": "tensor" if source else "echo"}
        if source:
            (Path(cls.folder.name) / "source.txt").write_text(source)
            subprocess.run(
                [BIN / "inferno-engine", "--make-sample", archive / "model.pt", Path(cls.folder.name) / "source.txt"],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            manifest["serializedFile"] = "model.pt"
        (archive / "MAR-INF/MANIFEST.json").write_text(json.dumps({"model": manifest}))
        if config:
            (archive / "model-config.yaml").write_text(config)
        status, said = cls.ask(f"{cls.management}/models?url={name}&initial_workers=1", b"")
        assert status == 200, said

    @staticmethod
    def ask(url, body=None, fields=None):
        request = urllib.request.Request(url, data=body, headers=fields or {}, method="POST" if body is not None else "GET")
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read())

    def get(self, path):
        return self.ask(f"{self.url}/v2{path}")

    def infer(self, model, document, fields=None):
        body = document if isinstance(document, bytes) else json.dumps(document).encode()
        return self.ask(f"{self.url}/v2/models/{model}/infer", body, {"Content-Type": "application/json", **(fields or {})})

    def refused(self, model, document, words, status=400, fields=None):
        code, answer = self.infer(model, document, fields)
        self.assertEqual(code, status, answer)
        self.assertIn(words, answer["error"])

    @staticmethod
    def tensor(datatype="FP32", shape=(1, 3), data=(1, 2, 3), name="features", **more):
        return {"name": name, "datatype": datatype, "shape": list(shape), "data": list(data), **more}

    def test_the_server_tells_of_itself(self):
        status, server = self.get("")
        self.assertEqual((status, server["name"], server["extensions"]), (200, "inferno", []))
        self.assertTrue(server["version"])
        self.assertEqual(self.get("/health/live"), (200, {"live": True}))
        self.assertEqual(self.get("/health/ready"), (200, {"ready": True}))

    def test_models_tell_of_themselves(self):
        for path in ("/models/sum", "/models/sum/versions/1"):
            status, model = self.get(path)
            self.assertEqual((status, model["name"], model["versions"]), (200, "sum", ["1"]))
            self.assertTrue(model["platform"])
            self.assertEqual(model["inputs"], [{"name": "features", "datatype": "FP32", "shape": [-1, 3]}])
            self.assertEqual(model["outputs"], [{"name": "total", "datatype": "FP32", "shape": [-1, 1]}])
            self.assertEqual(self.get(path + "/ready")[0], 200)
        self.assertEqual(self.get("/models/parrot")[1]["inputs"], [{"name": "input0", "datatype": "BYTES", "shape": [-1]}])

    def test_the_unknown_is_an_error(self):
        for path in ("/models/nobody", "/models/nobody/ready", "/models/sum/versions/2", "/nowhere"):
            status, answer = self.get(path)
            self.assertEqual(status, 404)
            self.assertIsInstance(answer["error"], str)
        self.refused("nobody", {"inputs": [self.tensor()]}, "nobody", status=404)

    def test_a_request_is_answered(self):
        asked = {
            "id": "request 7",
            "parameters": {"priority": 1},
            "inputs": [self.tensor(shape=(2, 3), data=[[1, 2, 3], [4, 5, 6]], parameters={"note": "x"})],
            "outputs": [{"name": "total", "parameters": {}}],
        }
        status, answer = self.infer("sum", asked)
        self.assertEqual(status, 200, answer)
        self.assertEqual((answer["model_name"], answer["model_version"], answer["id"]), ("sum", "1", "request 7"))
        self.assertEqual(answer["outputs"], [{"name": "total", "datatype": "FP32", "shape": [2, 1], "data": [6.0, 15.0]}])
        asked["inputs"][0]["data"] = [1, 2, 3, 4, 5, 6]  # flat, in row-major order
        self.assertEqual(self.infer("sum/versions/1", asked)[1]["outputs"], answer["outputs"])

    def test_every_datatype_there_and_back(self):
        for datatype, values in VALUES.items():
            with self.subTest(datatype=datatype):
                sent = self.tensor(datatype, (2, 2), values, name="any")
                status, answer = self.infer("same", {"inputs": [sent]})
                self.assertEqual(status, 200, answer)
                output = answer["outputs"][0]
                self.assertEqual((output["datatype"], output["shape"]), (datatype, [2, 2]))
                close = self.assertEqual if datatype != "FP32" else lambda got, want: [
                    self.assertAlmostEqual(a / b if b else a, 1 if b else 0, 6) for a, b in zip(got, want)
                ]
                close(output["data"], values)
        texts = ["one", "zwei", "三", '{"a": 1}']
        answer = self.infer("parrot", {"inputs": [self.tensor("BYTES", (4,), texts)]})[1]
        self.assertEqual(answer["outputs"][0], {"name": "output0", "datatype": "BYTES", "shape": [4], "data": texts})

    def test_what_does_not_fit_is_refused(self):
        self.refused("sum", b"nonsense", "not a JSON object")
        self.refused("sum", {}, 'no "inputs"')
        self.refused("sum", {"inputs": [self.tensor(), self.tensor()]}, "one input, not 2")
        self.refused("sum", {"inputs": [{"name": "features"}]}, "name, shape, datatype and data")
        self.refused("sum", {"inputs": [self.tensor(name="x")]}, "the input 'features' alone")
        self.refused("sum", {"inputs": [self.tensor("INT64")]}, "FP32, not INT64")
        self.refused("sum", {"inputs": [self.tensor(shape=(1, 4), data=(1, 2, 3, 4))]}, "shape [-1,3], not [1,4]")
        self.refused("sum", {"inputs": [self.tensor(data=(1, 2))]}, "2 elements")
        self.refused("sum", {"inputs": [self.tensor(data=("a", "b", "c"))]}, "not a number")
        self.refused("sum", {"inputs": [self.tensor()], "outputs": [{"name": "other"}]}, "the output 'total' alone")
        for datatype in ("FP16", "INT8", "UINT16", "BYTES", "nothing"):
            self.refused("same", {"inputs": [self.tensor(datatype)]}, f"'{datatype}' is not one of")
        self.refused("same", {"inputs": [self.tensor("UINT8", data=(1, 2, 256))]}, "256")
        self.refused("parrot", {"inputs": [self.tensor()]}, "BYTES")
        binary = {"inputs": [{**self.tensor(), "parameters": {"binary_data_size": 12}}]}
        self.refused("sum", binary, "binary data")
        self.refused("sum", {"inputs": [self.tensor()]}, "binary data", fields={"Inference-Header-Content-Length": "9"})


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0]])
