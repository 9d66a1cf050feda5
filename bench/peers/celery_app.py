"""HTTP before Celery: a list becomes a group of tasks, one for each chunk, whose results are gathered."""

import os

from celery import group
from fastapi import FastAPI
from pydantic import BaseModel

import work
from celery_tasks import compute

PATIENCE_SECONDS = 120
# How long get() sleeps after a first look in vain; then Redis tells it. Celery's own default is half a second, by which
# nearly every group's results are late.
WAITING = {"interval": float(os.environ["INTERVAL_SECONDS"])} if "INTERVAL_SECONDS" in os.environ else {}


class Job(BaseModel):
    task: str
    seeds: list[int]
    size: int
    chunk: int


app = FastAPI()


@app.get("/health")
def health():
    return {"status": "up"}


@app.post("/jobs")
def jobs(job: Job):
    chunks = [job.seeds[i:i + job.chunk] for i in range(0, len(job.seeds), job.chunk)]
    result = group(compute.s(job.task, chunk, job.size) for chunk in chunks).apply_async()
    parts = result.get(timeout=PATIENCE_SECONDS, **WAITING)
    result.forget()
    return work.answer(parts)
