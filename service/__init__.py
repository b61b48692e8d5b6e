"""Answering: a question in, verbatim quotes with their places out, over HTTP, on a page and on the command line."""
