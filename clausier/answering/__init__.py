"""From a question and what was found to a verdict, its quotations, and an explanation held to them."""
