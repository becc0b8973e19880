"""The commands. ``main`` holds their options; each command's work is in its own module, imported when it runs."""
