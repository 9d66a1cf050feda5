"""Celery's side: a prefork worker with one process a core, Redis as broker and result backend."""

import os

from celery import Celery

import work

celery = Celery("peers", broker=os.environ["REDIS_URL"], backend=os.environ["REDIS_URL"])
celery.conf.update(task_serializer="json", result_serializer="json", accept_content=["json"], result_expires=600)


@celery.task
def compute(task, seeds, size):
    return work.compute(task, seeds, size)
