"""Labelled documents, leaks and decoys, made from a fixed seed: what the assessment is fitted on and measured with.

``python -m tests.benchmarks.leakbench`` prints recall, false alarms, calibration and the rules of the field beside
them, on the held-back half; ``--fit`` prints weights fitted on the other half. Names are invented, or real public
ones where the environment variable ``LEAKSCAN_BENCH_DATA`` names a folder of tables.
"""
