"""Every figure of every report once more, in plain SQL: nothing here imports the project.

Each module builds a whole report from the tables, in the shape in which it is frozen. A test holds
the two against each other as they are, so that a figure which is not worked out here fails it.
Words are written out by hand. Periods are given by their first and last day, both inclusive.
"""
