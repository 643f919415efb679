"""When sources are due, the process that visits them then, and whether its silence can be trusted."""
