"""A worker for tests: ends at once where it opens a file of the folder that is forbidden to it."""

import asyncio
import os
import sys
from typing import Any

from distributed import Worker


def forbid(folder: str) -> None:
    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(folder):
            os._exit(9)

    sys.addaudithook(watch)


async def serve(scheduler: str, folder: str) -> None:
    async with Worker(scheduler, nthreads=1, dashboard=False) as worker:
        forbid(folder)
        print(worker.address, flush=True)
        await worker.finished()


if __name__ == "__main__":
    asyncio.run(serve(*sys.argv[1:]))
