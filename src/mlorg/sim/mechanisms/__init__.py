"""One file per mechanism of the model: its equations, sources, parameters, what it reads and writes, its switch."""
