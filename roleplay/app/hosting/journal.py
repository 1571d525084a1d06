"""Keeps what a host was told, many writes with one wait for the disk, on the thread that has the store."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from roleplay.errors import StoreError
from roleplay.store import NotKeptError, Store, Write

Value = TypeVar("Value")
Outcome = int | StoreError


class Journal:
    """The way to the store. Everything is done on one thread of its own, in the order it was asked for."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        """`open_store` is called on that thread, where the store then lives."""
        self._open = open_store
        self._thread = ThreadPoolExecutor(1, "store")
        self._waiting: list[tuple[Sequence[Write], asyncio.Future[tuple[Outcome, ...]]]] = []
        self._is_writing = False
        self._store: Store | None = None

    async def ask(self, question: Callable[[Store], Value]) -> Value:
        """Return what `question` makes of the store."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, question)

    async def write(self, *writes: Write) -> tuple[Outcome, ...]:
        """Keep `writes` and return what became of each, once the disk has them.

        All that is asked for while the disk is busy is written together afterwards. Raises NotKeptError
        when nothing could be written.
        """
        done: asyncio.Future[tuple[Outcome, ...]] = asyncio.get_running_loop().create_future()
        self._waiting.append((writes, done))
        if not self._is_writing:
            self._is_writing = True
            self._task = asyncio.create_task(self._write_waiting())
        # Whoever asked may go away; what they asked for is kept all the same.
        return await asyncio.shield(done)

    async def close(self, closing: Callable[[Store], Value]) -> Value | None:
        """Wait for what is being written, do `closing` on the store if it was opened, and end the thread."""
        while self._is_writing:
            await asyncio.sleep(0.01)
        ended = None if self._store is None else await self.ask(closing)
        self._thread.shutdown()
        return ended

    async def _write_waiting(self) -> None:
        try:
            while self._waiting:
                batch, self._waiting = self._waiting, []
                await self._write_batch(batch)
        finally:
            self._is_writing = False

    async def _write_batch(
        self, batch: Sequence[tuple[Sequence[Write], asyncio.Future[tuple[Outcome, ...]]]]
    ) -> None:
        writes = [write for asked, _done in batch for write in asked]
        try:
            outcomes = await self.ask(lambda store: store.write(writes))
            start = 0
            for asked, done in batch:
                done.set_result(outcomes[start : start + len(asked)])
                start += len(asked)
        except NotKeptError as error:
            for _asked, done in batch:
                done.set_exception(error)
        finally:
            for _asked, done in batch:
                done.cancel()  # does nothing to one that was told; a mistake of ours leaves nobody waiting

    def _answer(self, question: Callable[[Store], Value]) -> Value:
        if self._store is None:
            self._store = self._open()
        return question(self._store)
