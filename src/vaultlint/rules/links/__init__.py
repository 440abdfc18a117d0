"""Rules about links and embeds, as Obsidian resolves them."""
