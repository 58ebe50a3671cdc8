"""Random numbers, each with an address.

A draw is a function of (seed, replication, entity, decision, ordinal) and of nothing else: not of how many draws came
before, nor of who else exists. So idea 17 of a line has the same worth under every structure, and one person more
leaves everybody else's luck unchanged. `at` sets the address; the draws that follow walk a counter from there.

The generator mixes counter and key twice with the finaliser of SplitMix64 (Steele, Lea & Flood 2014); exponential and
normal variates use ziggurats of 256 layers (Marsaglia & Tsang 2000) in double precision.
"""

from array import array

try:
    import cython
except ImportError:
    from . import shim as cython
if not cython.compiled:
    from math import exp, log, sqrt

U64 = cython.declare(cython.const[cython.ulonglong], 0xFFFFFFFFFFFFFFFF)
GOLDEN = cython.declare(cython.const[cython.ulonglong], 0x9E3779B97F4A7C15)
MIX_1 = cython.declare(cython.const[cython.ulonglong], 0xBF58476D1CE4E5B9)
MIX_2 = cython.declare(cython.const[cython.ulonglong], 0x94D049BB133111EB)
SPREAD = cython.declare(cython.const[cython.ulonglong], 0xD1342543DE82EF95)
STEP = cython.declare(cython.const[cython.ulonglong], 0xA0761D6478BD642F)
TO_UNIT = cython.declare(cython.const[cython.double], 1.0 / 9007199254740992.0)
EXP_EDGE = cython.declare(cython.const[cython.double], 7.69711747013104972)
EXP_AREA = cython.declare(cython.const[cython.double], 0.0039496598225815571993)
NORMAL_EDGE = cython.declare(cython.const[cython.double], 3.6541528853610088)
NORMAL_AREA = cython.declare(cython.const[cython.double], 0.00492867323399)


@cython.cfunc
@cython.nogil
@cython.exceptval(check=False)
def mixed(z: cython.ulonglong) -> cython.ulonglong:
    """The finaliser of SplitMix64: every bit of the result depends on every bit of z."""
    z = ((z ^ (z >> 30)) * MIX_1) & U64
    z = ((z ^ (z >> 27)) * MIX_2) & U64
    return z ^ (z >> 31)


def exponential_layers():
    """(width of layer, share of it that is inside, density at its edge) for the exponential law, 257 each."""
    x = [EXP_AREA * exp(EXP_EDGE), EXP_EDGE]
    for i in range(1, 255):
        x.append(-log(EXP_AREA / x[i] + exp(-x[i])))
    x.append(0.0)
    inside = [x[i + 1] / x[i] for i in range(256)] + [0.0]
    return array("d", x), array("d", inside), array("d", [exp(-v) for v in x])


def normal_layers():
    """The same three tables for the half-normal law."""
    x = [NORMAL_AREA * exp(0.5 * NORMAL_EDGE * NORMAL_EDGE), NORMAL_EDGE]
    for i in range(1, 255):
        x.append(sqrt(-2.0 * log(NORMAL_AREA / x[i] + exp(-0.5 * x[i] * x[i]))))
    x.append(0.0)
    inside = [x[i + 1] / x[i] for i in range(256)] + [0.0]
    return array("d", x), array("d", inside), array("d", [exp(-0.5 * v * v) for v in x])


@cython.final
@cython.cclass
class Draws:
    """The streams of one replication."""

    key: cython.ulonglong
    counter: cython.ulonglong
    exp_x: cython.double[::1]
    exp_inside: cython.double[::1]
    exp_density: cython.double[::1]
    normal_x: cython.double[::1]
    normal_inside: cython.double[::1]
    normal_density: cython.double[::1]

    def __init__(self):
        self.key = 0
        self.counter = 0
        self.exp_x, self.exp_inside, self.exp_density = exponential_layers()
        self.normal_x, self.normal_inside, self.normal_density = normal_layers()

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def open(self, seed: cython.ulonglong, replication: cython.ulonglong) -> cython.void:
        """Begin a replication."""
        self.key = mixed((mixed((seed + GOLDEN) & U64) + replication * SPREAD) & U64)
        self.counter = 0

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def at(self, entity: cython.ulonglong, decision: cython.int, ordinal: cython.ulonglong) -> cython.void:
        """Go to the stream of one decision of one entity."""
        place: cython.ulonglong = decision
        self.counter = (entity * SPREAD + ((place << 40) + ordinal) * STEP) & U64

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def bits(self) -> cython.ulonglong:
        """The next 64 bits of the stream."""
        self.counter = (self.counter + GOLDEN) & U64
        return mixed(mixed(self.counter) ^ self.key)

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def uniform(self) -> cython.double:
        """Uniform on (0, 1)."""
        r: cython.longlong = self.bits() >> 11
        return (r + 0.5) * TO_UNIT

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def exponential(self) -> cython.double:
        """Exponential with mean 1."""
        while True:
            r: cython.ulonglong = self.bits()
            i: cython.int = r & 255
            leading: cython.longlong = r >> 11
            u: cython.double = leading * TO_UNIT
            x: cython.double = u * self.exp_x[i]
            if u < self.exp_inside[i]:
                return x
            if i == 0:
                return EXP_EDGE - log(self.uniform())
            low: cython.double = self.exp_density[i]
            if low + self.uniform() * (self.exp_density[i + 1] - low) < exp(-x):
                return x

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def normal(self) -> cython.double:
        """Normal with mean 0 and standard deviation 1."""
        while True:
            r: cython.ulonglong = self.bits()
            i: cython.int = r & 255
            leading: cython.longlong = r >> 11
            u: cython.double = leading * TO_UNIT
            x: cython.double = u * self.normal_x[i]
            sign: cython.double = -1.0 if (r >> 8) & 1 else 1.0
            if u < self.normal_inside[i]:
                return sign * x
            if i == 0:
                return sign * self.normal_tail()
            low: cython.double = self.normal_density[i]
            if low + self.uniform() * (self.normal_density[i + 1] - low) < exp(-0.5 * x * x):
                return sign * x

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def normal_tail(self) -> cython.double:
        """A half-normal beyond the last layer."""
        while True:
            a: cython.double = -log(self.uniform()) / NORMAL_EDGE
            b: cython.double = -log(self.uniform())
            if b + b >= a * a:
                return NORMAL_EDGE + a

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def lognormal(self, median: cython.double, sigma: cython.double) -> cython.double:
        """Lognormal with the given median and sd of the log."""
        return median * exp(sigma * self.normal())

    @cython.cfunc
    @cython.nogil
    @cython.exceptval(check=False)
    def poisson(self, mean: cython.double) -> cython.int:
        """Poisson for small means: exponential gaps within `mean`."""
        n: cython.int = 0
        left: cython.double = mean - self.exponential()
        while left > 0.0 and n < 1000:
            n += 1
            left -= self.exponential()
        return n
