"""A clause explained to someone who is no lawyer, and the glossary of the field."""
