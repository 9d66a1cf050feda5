"""FastAPI with a process pool that the application keeps: one process a core, a list cut into chunks."""

import asyncio
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import asynccontextmanager

from fastapi import FastAPI
from pydantic import BaseModel

import work

CORES = int(os.environ["CORES"])


class Job(BaseModel):
    task: str
    seeds: list[int]
    size: int
    chunk: int


@asynccontextmanager
async def lifespan(app):
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(CORES, mp_context=context) as pool:
        app.state.pool = pool
        yield


app = FastAPI(lifespan=lifespan)


@app.get("/health")
async def health():
    return {"status": "up"}


@app.post("/jobs")
async def jobs(job: Job):
    loop = asyncio.get_running_loop()
    chunks = [job.seeds[i:i + job.chunk] for i in range(0, len(job.seeds), job.chunk)]
    parts = await asyncio.gather(
        *(loop.run_in_executor(app.state.pool, work.compute, job.task, chunk, job.size) for chunk in chunks))
    return work.answer(parts)
