"""What is asked of a requester and of their manager. Rules are asked by the actions."""
