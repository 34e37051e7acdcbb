"""Measure the search: a generated territory, generated queries with known targets, other engines beside ours."""
