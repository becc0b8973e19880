"""The codebook: kinds, actors, weapons and the gazetteer, as data files and their loaders."""
