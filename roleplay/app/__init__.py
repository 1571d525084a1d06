"""What people do with the program: use cases, settings, and the place where everything is put together."""
