# SPDX-License-Identifier: GPL-3.0-or-later
# The peer of bench_inference: the TorchScript file PEER_MODEL behind FastAPI and uvicorn.
import os

import torch
from fastapi import FastAPI, Request

torch.set_num_threads(1)
model = torch.jit.load(os.environ["PEER_MODEL"])
model.eval()
app = FastAPI()


@app.post("/predictions/mlp")
async def predict(request: Request):
    body = await request.json()
    with torch.inference_mode():
        answer = model(torch.tensor(body["inputs"], dtype=torch.float32))
    return {"outputs": answer.tolist(), "shape": list(answer.shape)}


@app.post("/predictions/noop")
async def noop(request: Request):
    await request.body()
    return {}
