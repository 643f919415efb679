"""The steps that look at every letter or word, compiled by numba; imported only where that is to be used."""
