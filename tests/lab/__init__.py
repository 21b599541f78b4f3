"""What tests and scripts stand on: simulated docks, servers, the demo, faults, benchmarks."""
