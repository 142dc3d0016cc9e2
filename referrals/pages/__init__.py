"""The pages of requests, one module for each step of the way."""
