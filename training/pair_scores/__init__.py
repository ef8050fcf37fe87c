"""Trains the models of aligner/scoring/models: see README.md beside this file."""
