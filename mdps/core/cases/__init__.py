"""What is said about a child, encrypted at rest with a key of its own for each case.

A support request is the case's file in this service: it holds a key (`keys`), and whatever is
written about it, in whichever app, is sealed under that key (`fields`, `streams`). Disposal
destroys the key. docs/adr/0014 says why.
"""
