"""The figures that bpgui promises, each beside a peer or a limit measured in the same run: `python -m benchmarks`."""
