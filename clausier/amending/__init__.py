"""What amendments order, and the contract as they have made it."""
