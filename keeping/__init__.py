"""Keeping: how long what is said about a child is kept, its disposal, and what a child may see."""
