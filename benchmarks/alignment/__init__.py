"""Every aligner behind one signature, on every family of a benchmark folder."""
