"""How workers and beat take what they have to do (docs/operations.md).

The same in every installation; what an installation chooses is in mdps.settings.
"""

CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A page does not wait for a broker that is down: the outbox keeps the message, beat sends it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "max_retries": 0,
    "socket_connect_timeout": 2,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 50
CELERY_TASK_TIME_LIMIT = 1800
# Reports have a queue and workers of their own, so that a large one keeps nobody waiting.
CELERY_TASK_ROUTES = {"reporting.make": {"queue": "reports"}}
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 1_000_000  # kB; a child that needed more is replaced after
CELERY_WORKER_HIJACK_ROOT_LOGGER = False  # it would write lines of its own kind
CELERY_BEAT_SCHEDULER = "mdps.scheduler.Scheduler"
