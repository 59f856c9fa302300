"""Questionnaires: read from a file, answered in the background, looked over by a person, given back as they came."""
