"""Six-monthly monitoring (CR ¶25): rounds, returns, ratings and actions.

`open_round` asks; `prefill` says what is known already; `answer`, `submit`, `send_back` and
`accept` carry a return; `rate` and `act` are what the council makes of it; `rate_package` is the
social worker's word.
"""
