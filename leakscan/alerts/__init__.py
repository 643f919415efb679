"""Telling people: what the outbox of the store holds, in words, on its way to where ``[alerts]`` says.

An alert is put into the outbox in the transaction that writes its hit, gathered into a message, and sent until it is
delivered: at least once, each try under the same key. ``courier.Courier`` does that beside whatever finds the hits.
Nothing is imported here: the process that sends has to start in a blink.
"""
