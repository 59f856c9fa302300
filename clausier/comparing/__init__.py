"""Two documents put side by side: two versions clause by clause, two contracts topic by topic."""
