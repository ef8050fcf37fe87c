"""Tests of the example texts and their gold."""
