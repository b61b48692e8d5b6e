"""Search: passages, vectors, words, the immutable snapshot, and retrieval from it."""
