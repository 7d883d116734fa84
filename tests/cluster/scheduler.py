"""A scheduler for tests: says its address and serves until it is killed."""

import asyncio

from distributed import Scheduler


async def serve() -> None:
    async with Scheduler(host="127.0.0.1", port=0, dashboard=False) as scheduler:
        print(scheduler.address, flush=True)
        await scheduler.finished()


if __name__ == "__main__":
    asyncio.run(serve())
