"""Work that makes very many things which all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Keep Python's collector from looking through all there is again and again meanwhile.

    What a hundred thousand rows are made of stays to the end and holds no rings, so that there is
    nothing to collect; looking took a third of the time.
    """
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()
