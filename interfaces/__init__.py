"""Every edge of the service: pages, API, command line, worker, and what it calls."""
