"""How the reader was trained, from data files to the weights shipped; ``service/reader_model`` has its card."""
