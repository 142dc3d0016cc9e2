"""Figures: the one place where reports are computed, from the ledger and the records.

Every function reads only, and gives plain JSON: money as text with two decimals, days as
`2026-05-31`. Amounts are GBP ex VAT. *Gross* is what was awarded, *released* what was given
back, *net* what stays committed under the cap.
"""
