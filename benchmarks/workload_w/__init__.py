"""Workload W (see `mlorg.sim.workload`): ours against other simulators of the same model."""
