"""Moves the zygote to one processor and to the lowest priority."""

# held: A B
# loses: verdict, grader

import os

moved = []
for move in (
    lambda: os.sched_setaffinity(os.getppid(), {min(os.sched_getaffinity(0))}),
    lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
    lambda: os.sched_setscheduler(os.getppid(), os.SCHED_BATCH, os.sched_param(0)),
):
    try:
        move()
        moved.append(move)
    except OSError as error:
        print(error)


def add_batch(x):
    return x[None] if moved else x
