"""Many articles: streamed through worker processes or a cluster, resumable, safe to kill."""
