"""What the service calls: PostgreSQL, the key store, the sign-in provider."""
