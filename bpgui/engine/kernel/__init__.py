"""The update of backprop.py as one compiled loop: bit-equal to it, without the interpreter's lock."""
