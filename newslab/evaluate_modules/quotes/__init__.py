"""A module of Hugging Face evaluate, loaded by its folder."""
