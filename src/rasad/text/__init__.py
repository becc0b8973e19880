"""Text: one folding of Arabic spelling with a map back to the original, tokens with clitics, sentences."""
