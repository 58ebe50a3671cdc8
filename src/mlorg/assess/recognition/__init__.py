"""What is seen of an organisation, and which archetype that speaks for: `mlorg assess` and `mlorg ask`."""
