"""The editor's desk: the store that remembers, the session that decides, the gate that holds, the panel that shows."""
