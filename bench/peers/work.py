"""The work of the comparison, the same for every Python system."""

import hashlib
import time

MASK = 0xFFFFFFFFFFFFFFFF


def monte_carlo_pi(seed, samples):
    """Points inside the quarter circle, of SplitMix64: the algorithm of Elementwise's task of this name."""
    state = seed & MASK
    inside = 0
    for _ in range(samples):
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        x = ((z ^ (z >> 31)) >> 11) * 1.1102230246251565e-16
        state = (state + 0x9E3779B97F4A7C15) & MASK
        z = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        y = ((z ^ (z >> 31)) >> 11) * 1.1102230246251565e-16
        if x * x + y * y <= 1:
            inside += 1
    return inside


def pbkdf2(seed, iterations):
    """A derived key, by OpenSSL."""
    return hashlib.pbkdf2_hmac("sha256", b"p%d" % seed, b"s", iterations).hex()


TASKS = {"monte-carlo-pi": monte_carlo_pi, "pbkdf2": pbkdf2}


def compute(task, seeds, size):
    """The values of some elements, in order, and the CPU time that they took."""
    function = TASKS[task]
    begin = time.thread_time()
    values = [function(seed, size) for seed in seeds]
    return values, time.thread_time() - begin


def answer(parts):
    """What a caller gets of the chunks' values and CPU times."""
    return {"cpuSeconds": sum(seconds for _, seconds in parts),
            "values": [value for values, _ in parts for value in values]}
