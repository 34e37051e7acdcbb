"""Who may see what: secrets with a mark on each, and a walk through everything that comes out."""
