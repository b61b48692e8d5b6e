"""Other systems beside this one, each in an environment of its own."""
