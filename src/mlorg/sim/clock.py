"""Simulated time: an event list that knows neither the domain nor chance.

Time runs in days, continuously, on a grid of 2**-29 day (a sixth of a millisecond), from 0 to a horizon. Future events
lie unsorted in the bucket of their day, in chunks of seven keys; when a day begins its bucket is sorted once; events
born on the day itself go to a small heap beside it. A key packs (fraction of day 29 bits, kind 6, id 29), so
ties break by kind and id, always in the same order. Events at or beyond the horizon are never stored.
"""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython

TICKS = cython.declare(cython.const[cython.double], 536870912.0)  # 2**29 per day
DAY_BITS = cython.declare(cython.const[cython.int], 29)
FRACTION_MASK = cython.declare(cython.const[cython.longlong], 0x1FFFFFFF)
KIND_BITS = cython.declare(cython.const[cython.int], 29)
FRACTION_BITS = cython.declare(cython.const[cython.int], 35)
ID_MASK = cython.declare(cython.const[cython.ulonglong], 0x1FFFFFFF)
CHUNK = cython.declare(cython.const[cython.int], 8)  # words: a header and seven keys, one cache line


@cython.final
@cython.cclass
class Clock:
    """The event list; after `advance` returns True, `now`, `kind` and `id` describe the event at hand."""

    now: cython.double
    kind: cython.int
    id: cython.int
    horizon: cython.double
    day: cython.int
    days: cython.int
    events: cython.ulonglong
    chunk: cython.ulonglong[::1]
    head: cython.int[::1]
    chunks: cython.int
    free: cython.int
    today: cython.ulonglong[::1]
    scratch: cython.ulonglong[::1]
    counts: cython.int[::1]
    n_today: cython.int
    i_today: cython.int
    heap: cython.ulonglong[::1]
    n_heap: cython.int

    def __init__(self, horizon):
        self.days = int(horizon) + 1
        self.horizon = horizon
        self.head = array("i", [-1]) * self.days
        self.chunk = array("Q", [0]) * (CHUNK * 256)
        self.today = array("Q", [0]) * 1024
        self.scratch = array("Q", [0]) * 1024
        self.counts = array("i", [0]) * 4097
        self.heap = array("Q", [0]) * 256
        self.reset()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def reset(self) -> cython.void:
        """Empty the list and go back to day 0."""
        i: cython.int
        for i in range(self.days):
            self.head[i] = -1
        self.now = 0.0
        self.kind = -1
        self.id = -1
        self.day = -1
        self.events = 0
        self.chunks = 0
        self.free = -1
        self.n_today = 0
        self.i_today = 0
        self.n_heap = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def push(self, time: cython.double, kind: cython.int, id: cython.int) -> cython.double:
        """Store an event; returns its time on the grid, or the horizon if it lies beyond."""
        if not time < self.horizon:
            return self.horizon
        if time < self.now:
            time = self.now
        ticks: cython.longlong = int(time * TICKS)
        day: cython.int = ticks >> DAY_BITS
        fraction: cython.ulonglong = ticks & FRACTION_MASK
        k: cython.ulonglong = kind
        i: cython.ulonglong = id
        key: cython.ulonglong = (fraction << FRACTION_BITS) | (k << KIND_BITS) | i
        if day <= self.day:
            self.push_heap(key)
        else:
            self.push_bucket(day, key)
        return ticks / TICKS

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def push_bucket(self, day: cython.int, key: cython.ulonglong) -> cython.void:
        """Into the newest chunk of the day, or a new one. Header: (next chunk + 1) << 8 | keys in this chunk."""
        c: cython.int = self.head[day]
        n: cython.int = 7
        if c >= 0:
            n = self.chunk[c * CHUNK] & 255
        if n == 7:
            c = self.new_chunk(c)
            self.head[day] = c
            n = 0
        self.chunk[c * CHUNK + 1 + n] = key
        self.chunk[c * CHUNK] += 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def new_chunk(self, next: cython.int) -> cython.int:
        """An empty chunk in front of `next`."""
        c: cython.int = self.free
        if c >= 0:
            self.free = (self.chunk[c * CHUNK] >> 8) - 1
        else:
            c = self.chunks
            self.chunks += 1
            if self.chunks * CHUNK > len(self.chunk):
                with cython.gil:
                    self.chunk = longer(self.chunk)
        link: cython.ulonglong = next + 1
        self.chunk[c * CHUNK] = link << 8
        return c

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def push_heap(self, key: cython.ulonglong) -> cython.void:
        """Into the heap of events born today."""
        if self.n_heap == len(self.heap):
            with cython.gil:
                self.heap = longer(self.heap)
        i: cython.int = self.n_heap
        self.n_heap += 1
        while i > 0:
            up: cython.int = (i - 1) >> 1
            if self.heap[up] <= key:
                break
            self.heap[i] = self.heap[up]
            i = up
        self.heap[i] = key

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def pop_heap(self) -> cython.ulonglong:
        """The earliest event born today."""
        top: cython.ulonglong = self.heap[0]
        self.n_heap -= 1
        n: cython.int = self.n_heap
        key: cython.ulonglong = self.heap[n]
        i: cython.int = 0
        while True:
            down: cython.int = 2 * i + 1
            if down >= n:
                break
            if down + 1 < n and self.heap[down + 1] < self.heap[down]:
                down += 1
            if key <= self.heap[down]:
                break
            self.heap[i] = self.heap[down]
            i = down
        self.heap[i] = key
        return top

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def advance(self) -> cython.bint:
        """Go to the next event; False when none is left before the horizon."""
        key: cython.ulonglong = 0
        while True:
            if self.i_today < self.n_today:
                key = self.today[self.i_today]
                if self.n_heap > 0 and self.heap[0] < key:
                    key = self.pop_heap()
                else:
                    self.i_today += 1
                break
            if self.n_heap > 0:
                key = self.pop_heap()
                break
            self.day += 1
            if self.day >= self.days:
                return False
            if self.head[self.day] >= 0:
                self.begin_day()
        ticks: cython.longlong = self.day
        ticks = (ticks << DAY_BITS) + (key >> FRACTION_BITS)
        self.now = ticks / TICKS
        self.kind = (key >> KIND_BITS) & 63
        self.id = key & ID_MASK
        self.events += 1
        return True

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def begin_day(self) -> cython.void:
        """Take the keys out of the day's chunks and sort them."""
        n: cython.int = 0
        c: cython.int = self.head[self.day]
        self.head[self.day] = -1
        while c >= 0:
            if n + 7 > len(self.today):
                with cython.gil:
                    self.today = longer(self.today)
                    self.scratch = longer(self.scratch)
            header: cython.ulonglong = self.chunk[c * CHUNK]
            keys: cython.int = header & 255
            i: cython.int
            for i in range(keys):
                self.today[n + i] = self.chunk[c * CHUNK + 1 + i]
            n += keys
            following: cython.int = (header >> 8) - 1
            link: cython.ulonglong = self.free + 1
            self.chunk[c * CHUNK] = link << 8
            self.free = c
            c = following
        self.n_today = n
        self.i_today = 0
        if n > 48:
            self.scatter()
        self.insertion_sort()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def renumber(self, kinds: cython.ulonglong, to: cython.int[::1], nothing: cython.ulonglong) -> cython.void:
        """Give the ids of all future events of some kinds (bit k = kind k) their new numbers.

        Where the new number is negative the event becomes one of the kind `nothing`.
        """
        i: cython.int
        n: cython.int = self.n_heap
        day: cython.int
        self.n_today -= self.i_today
        for i in range(self.n_today):
            self.today[i] = renumbered(self.today[self.i_today + i], kinds, to, nothing)
        self.i_today = 0
        self.insertion_sort()
        self.n_heap = 0
        for i in range(n):
            self.push_heap(renumbered(self.heap[i], kinds, to, nothing))
        for day in range(self.day + 1, self.days):
            c: cython.int = self.head[day]
            while c >= 0:
                keys: cython.int = self.chunk[c * CHUNK] & 255
                for i in range(keys):
                    self.chunk[c * CHUNK + 1 + i] = renumbered(self.chunk[c * CHUNK + 1 + i], kinds, to, nothing)
                c = (self.chunk[c * CHUNK] >> 8) - 1

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def scatter(self) -> cython.void:
        """Bring the day's keys almost into order: a counting sort on the leading bits of the fraction."""
        n: cython.int = self.n_today
        bits: cython.int = 1
        while (n >> bits) > 2 and bits < 12:
            bits += 1
        shift: cython.int = 64 - bits
        i: cython.int
        slot: cython.int
        for i in range((1 << bits) + 1):
            self.counts[i] = 0
        for i in range(n):
            slot = (self.today[i] >> shift) + 1
            self.counts[slot] += 1
        for i in range(1 << bits):
            self.counts[i + 1] += self.counts[i]
        for i in range(n):
            slot = self.today[i] >> shift
            self.scratch[self.counts[slot]] = self.today[i]
            self.counts[slot] += 1
        for i in range(n):
            self.today[i] = self.scratch[i]

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def insertion_sort(self) -> cython.void:
        """Finish the order of the day's keys."""
        i: cython.int
        j: cython.int
        for i in range(1, self.n_today):
            key: cython.ulonglong = self.today[i]
            j = i - 1
            while j >= 0 and self.today[j] > key:
                self.today[j + 1] = self.today[j]
                j -= 1
            self.today[j + 1] = key


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def renumbered(
    key: cython.ulonglong, kinds: cython.ulonglong, to: cython.int[::1], nothing: cython.ulonglong
) -> cython.ulonglong:
    """The key with the new number of its id, if its kind is among those."""
    kind: cython.ulonglong = (key >> KIND_BITS) & 63
    id: cython.int = key & ID_MASK
    if not (kinds >> kind) & 1:
        return key
    new: cython.int = to[id]
    if new < 0:
        return (key >> FRACTION_BITS << FRACTION_BITS) | (nothing << KIND_BITS)
    place: cython.ulonglong = new
    return (key >> KIND_BITS << KIND_BITS) | place


def longer(old):
    """A copy of twice the length; the new half is 0."""
    new = array("Q", old)
    new.extend(array("Q", [0]) * len(new))
    return new
