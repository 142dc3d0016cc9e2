"""The work behind the commands in `bin/`: local servers, processes, and what is run on them.

`bootstrap.py` runs on any Python 3.11 before the virtual environment exists; all else inside it.
"""
