"""The review in a browser: the same store, the same functions, the same history as on the command line.

``app.make_app`` gives the application, ``gate`` stands before it, ``serving.serve`` runs it; each file in ``pages`` is
one page or a few with their routes, found by discovery. Every page works without JavaScript.
"""
