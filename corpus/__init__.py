"""The articles: their text, their sentences, and the statements in them with who made them."""
