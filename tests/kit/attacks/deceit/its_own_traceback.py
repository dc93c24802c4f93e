"""Raises an exception whose traceback, message and names are forged to look like the kit's fault."""

# verdict: RAISED

CODE = compile("raise OracleError('the reference failed')", "autograder/oracle.py", "exec")
OracleError = type("OracleError", (RuntimeError,), {"__module__": "autograder.oracle.reference"})


def add_batch(x):
    exec(CODE, {"OracleError": OracleError})
