"""What owners ask of their notes: the language's values, and what a note makes of them."""
