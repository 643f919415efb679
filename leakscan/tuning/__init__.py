"""Learning from triage: confirmed and dismissed hits are labels, from which thresholds and mutes are suggested.

``labels.gather`` reads them from the store, ``suggest.suggest`` says what they speak for and what it would have cost,
``applying.apply`` does one of these things when told to, ``sharing.rows`` are the labels without anything to know
anybody by.
"""
