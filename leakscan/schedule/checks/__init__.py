"""What the doctor looks at: one file a question, found by discovery, each with a ``check`` that yields findings."""
