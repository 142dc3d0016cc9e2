"""Mini-competitions: one module per act, pure rules beside them (`…_rules.py`), pure scoring.

Who wants to act takes the competition's lock (`locks`), after the line's where that is needed
too. What quotes say is read through `seal` alone.
"""
