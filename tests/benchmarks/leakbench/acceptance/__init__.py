"""Leaks and decoys made of real tables, apart from the corpus that weights are fitted on.

Customer lists that others published, real directories and real news (``LEAKSCAN_BENCH_DATA``), written in the layouts
of ``layouts`` by another author's habits of spelling, as files of bytes that go through ``examine``. One half is for
development, the other is looked at to measure alone. ``python -m tests.benchmarks.leakbench.acceptance``.
"""
