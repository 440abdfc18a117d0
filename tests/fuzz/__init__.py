"""Notes, schemas and settings that nobody wrote, and what must hold for all of them."""
